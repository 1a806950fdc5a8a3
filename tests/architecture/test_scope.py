"""The rules of the wall that a machine can see: no media, no outside asset, no stray connection, no leak.

Each rule is a pair of eyes (`..._in`) that looks at one text, a test that looks everywhere, and a test that the eyes see.
"""

import ast
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.source import (
    everywhere,
    imports_in,
    name_of,
    page_files,
    python_files,
    text_of,
    tree_of,
)

# Who may touch the value behind a mask, and why. A new place needs a reason that would convince Petra.
SECRET_PLACES = {
    "src/seawall/core/masked.py": "the mask itself",
    "src/seawall/core/fields.py": "between database and mask",
    "src/seawall/*/actions/reveal*.py": "shown for a stated purpose and recorded",
    "src/seawall/reports/actions/hand_over_address.py": "takedown traces it and asks for its removal; recorded",
    "src/seawall/reports/forwarding/writing.py": "a report to a tipline must name what it is about; each is in the trail",
    "src/seawall/reports/labelling.py": "material matches it and keeps it masked again",
    "src/seawall/material/matching/loading.py": "the index is made of them",
    "src/seawall/material/near.py": "asks the index what looks like it; nothing is shown",
    "src/seawall/material/telling.py": "a receiver gets what its agreement names, and each pull is in the trail",
    "src/seawall/material/planting.py": "makes invented values that look like a list's own; shows none",
    "src/seawall/operations/referring/gathering.py": "a referral names what its handling code and recipient allow; each opening is in the trail",
    "src/seawall/operations/disclosing/gathering.py": "a court reads the case of one person in full; each giving out is in the trail",
    "src/seawall/operations/linking/looks.py": "compared in a process of its own, which ends; ids and weights come back",
    "src/seawall/takedown/letters.py": "a notice must name the address it is about",
    "src/seawall/takedown/actions/follow_move.py": "opens the location that a page has moved to",
    "src/seawall/takedown/jobs.py": "opens the location of an address that was handed over",
    "src/seawall/takedown/looks.py": "trace and re-check ask the world about it, through the guard",
    "src/seawall/identification/vault/sealing.py": "the vault's own lock: each field is sealed and unsealed there",
    "src/seawall/identification/vault/marks.py": "a name becomes a keyed digest; nothing is shown",
    "src/seawall/demo/*": "no mask: the second factor of invented people",
}
# Who may open a connection to the world. Everything else would be crawling or a leak.
CONNECTING_PLACES = {
    "src/seawall/core/outside/*": "the guard itself, and questions to services that the operator has named",
    "src/seawall/takedown/outside/*": "trace, notice and check, each through the guard",
    "src/seawall/config/supervisor.py": "asks its own programs on loopback whether they are up",
    "src/seawall/demo/*": "the demo's own servers on loopback",
    "src/seawall/engine/sandbox/*": "hands open files to its own fork server, over an unnamed local socket",
    "src/seawall/cli/*": "starting the programs",
}
CONNECTING = (
    *(
        "aiohttp",
        "dns",
        "ftplib",
        "http.client",
        "httpx",
        "imaplib",
        "requests",
        "smtplib",
        "socket",
        "urllib.request",
    ),
    *("urllib3", "websockets", "whoisit"),
)
MEDIA_WORDS = {
    *("FileField", "ImageField", "FilePathField", "MultipleFileField", "FileInput", "ClearableFileInput"),
    *("FILES", "UploadedFile", "PIL"),
}
MEDIA_TAG = re.compile(
    r"""type\s*=\s*["']?file|multipart/form-data|<(video|audio|embed|object|iframe)\b""", re.I
)
OUTSIDE = re.compile(
    r"""(?:\bsrc|\bsrcset|<link[^>]*\bhref|<use[^>]*\bhref|\baction|\bposter)\s*=\s*["']?\s*(?:https?:)?//"""
    r"""|url\(\s*["']?\s*(?:https?:)?//|@import|\bimport\s*\(|\bfetch\(\s*["'`](?:https?:)?//""",
    re.I,
)
INLINE = re.compile(
    r"""\sstyle\s*=\s*["']|\son[a-z]+\s*=\s*["']|javascript:|<style\b|<script(?![^>]*\bsrc=)""", re.I
)
LOGGABLE = re.compile(
    r"(^|_)(id|ids|count|counts|number|seconds|name|qualname|kind|state|status|task|port|program|code|attempts|size)_*$"
)


def allowed(path: Path, places: dict[str, str]) -> bool:
    return any(fnmatch(name_of(path), place) for place in places)


# Rule 1: nothing abusive inside.


def test_no_record_takes_a_file() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("seawall.")]
    fields = [field for model in ours for field in model._meta.get_fields()]
    taking = [str(field) for field in fields if isinstance(field, models.FileField | models.FilePathField)]
    assert not taking, taking


def media_words_in(tree: ast.Module) -> set[str]:
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return MEDIA_WORDS & (names | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)})


def test_no_form_or_page_takes_a_file() -> None:
    assert everywhere(python_files(), lambda path: media_words_in(tree_of(path))) == {}
    assert media_words_in(ast.parse("picture = forms.ImageField()"))
    assert media_words_in(ast.parse("first = request.FILES['first']"))


def media_tag_in(page: str) -> str:
    found = MEDIA_TAG.search(page)
    return found[0] if found else ""


def test_no_page_takes_or_plays_media() -> None:
    pages = [path for path in page_files() if path.suffix in {".html", ".js"}]
    assert everywhere(pages, lambda path: media_tag_in(text_of(path))) == {}


@pytest.mark.parametrize(
    "page", ['<input type="file">', "<video src=x>", '<form enctype="multipart/form-data">']
)
def test_it_sees_a_file_input(page: str) -> None:
    assert media_tag_in(page)


# Rules 2 and 7: no crawling, no third party, every asset our own.


def outside_asset_in(page: str) -> str:
    found = OUTSIDE.search(page)
    return found[0] if found else ""


def test_every_asset_is_served_by_the_node() -> None:
    assert everywhere(page_files(), lambda path: outside_asset_in(text_of(path))) == {}


@pytest.mark.parametrize(
    "page",
    [
        '<script src="https://cdn.example/x.js">',
        '<link rel="stylesheet" href="//fonts.example/a.css">',
        "background: url(https://pictures.example/a.png)",
        "@import 'other.css'",
    ],
)
def test_it_sees_an_outside_asset(page: str) -> None:
    assert outside_asset_in(page)


def test_it_leaves_links_and_own_assets_alone() -> None:
    assert not outside_asset_in('<a href="https://help.example/"> <script src="{% static "core/keys.js" %}">')


def inline_in(page: str) -> str:
    found = INLINE.search(page)
    return found[0] if found else ""


def test_no_script_or_style_is_inline() -> None:
    """The content policy would block it, and the page would be broken without a word."""
    pages = [path for path in page_files() if path.suffix == ".html"]
    assert everywhere(pages, lambda path: inline_in(text_of(path))) == {}


@pytest.mark.parametrize(
    "page", ['<p style="x">', '<a onclick="x">', "<script>x</script>", "<style>p{}</style>"]
)
def test_it_sees_inline_script_and_style(page: str) -> None:
    assert inline_in(page)
    assert not inline_in('<script src="{% static "core/keys.js" %}" defer></script>')


def connections_in(tree: ast.Module) -> list[str]:
    return [
        name for name in imports_in(tree) if any(f"{name}.".startswith(f"{door}.") for door in CONNECTING)
    ]


def test_only_the_outside_doors_connect() -> None:
    inside = [path for path in python_files() if not allowed(path, CONNECTING_PLACES)]
    assert everywhere(inside, lambda path: connections_in(tree_of(path))) == {}
    assert connections_in(ast.parse("from urllib.request import urlopen"))


# Rule 7: confidential values stay behind their masks.


def openings_in(tree: ast.Module) -> list[int]:
    return [
        node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "secret"
    ]


def test_a_masked_value_is_opened_only_where_allowed() -> None:
    closed = [path for path in python_files() if not allowed(path, SECRET_PLACES)]
    assert everywhere(closed, lambda path: openings_in(tree_of(path))) == {}
    assert openings_in(ast.parse("page = location.url.secret")) == [1]


def test_no_page_opens_a_masked_value() -> None:
    """The page that sets up an authenticator app shows its own secret, which is no masked value."""
    pages = [path for path in page_files() if path.name != "add_app.html"]
    assert everywhere(pages, lambda path: re.findall(r"\.secret\b", text_of(path))) == {}


def unsafe_log_words_in(tree: ast.Module) -> list[str]:
    """Arguments of log calls that are neither ids nor counts; a ready-made text cannot be judged and counts as unsafe."""
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
    logging = [call for call in calls if re.search(r"^_?log(ger)?$", ast.unparse(call.func.value), re.I)]
    return [ast.unparse(word) for call in logging for word in call.args if not loggable(word)]


def loggable(word: ast.expr) -> bool:
    if isinstance(word, ast.Constant):
        return True
    if isinstance(word, ast.Call):
        return ast.unparse(word.func) in {"len", "type", "int", "where"}
    name = word.attr if isinstance(word, ast.Attribute) else word.id if isinstance(word, ast.Name) else ""
    if isinstance(word, ast.BinOp):
        return loggable(word.left) and loggable(word.right)
    return bool(LOGGABLE.search(name))


def test_only_ids_and_counts_are_logged() -> None:
    assert everywhere(python_files(), lambda path: unsafe_log_words_in(tree_of(path))) == {}


@pytest.mark.parametrize(
    "line", ["log.info('gone: %s', location.url)", "logger.warning(f'gone {url}')", "log.error(str(error))"]
)
def test_it_sees_a_leaking_log_line(line: str) -> None:
    assert unsafe_log_words_in(ast.parse(line))


@pytest.mark.parametrize(
    "line",
    ["log.info('gone: %s', location.id)", "log.info('%s', len(urls))", "log.error('%s', type(e).__name__)"],
)
def test_it_leaves_ids_and_counts_alone(line: str) -> None:
    assert not unsafe_log_words_in(ast.parse(line))
