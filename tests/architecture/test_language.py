"""Every sentence is German too: whole, with the same placeholders, and compiled."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest

from tests.architecture.source import SOURCE, everywhere, python_files, text_of, tree_of
from tools import messages

APPS = [app for app in messages.apps() if messages.sentences_of(app)]
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|(?<!\{)\{\w+\}(?!\})")
app_and_language = pytest.mark.parametrize(
    ("app", "language"),
    [(app, language) for app in APPS for language in messages.LANGUAGES],
    ids=lambda value: getattr(value, "name", value),
)


def read(app: Path, language: str) -> polib.POFile:
    path = messages.catalogue(app, language)
    assert path.exists(), f"{app.name} has no {language} catalogue; run: make messages"
    return polib.pofile(str(path))


def mistakes(key: messages.Key, entry: polib.POEntry | None) -> str:
    """What is wrong with one translation, or nothing."""
    _context, sentence, plural = key
    if entry is None or entry.obsolete:
        return f"missing: {sentence!r}"
    if entry.fuzzy or not entry.translated():
        return f"not translated: {sentence!r}"
    if plural and not all(entry.msgstr_plural.get(form) for form in (0, 1)):
        return f"a form is not translated: {plural!r}"
    german = entry.msgstr_plural[1] if plural else entry.msgstr
    wanted, given = (set(PLACEHOLDER.findall(text)) for text in (plural or sentence, german))
    if wanted != given:
        return f"placeholders differ in {sentence!r}: {sorted(wanted)} and {sorted(given)}"
    # The singular may leave the number out, yet may not name what is never filled in.
    singular = set(PLACEHOLDER.findall(entry.msgstr_plural[0])) if plural else set()
    return f"unknown placeholder in {sentence!r}: {sorted(singular - wanted)}" if singular - wanted else ""


@app_and_language
def test_it_translates_every_sentence(app: Path, language: str) -> None:
    entries = {(entry.msgctxt, entry.msgid): entry for entry in read(app, language) if not entry.obsolete}
    wrong = [mistakes(key, entries.get(key[:2])) for key in messages.sentences_of(app)]
    assert not any(wrong), "\n".join(filter(None, wrong))


Translations = dict[tuple[str | None, str], set[str]]


def translations(catalogues: list[polib.POFile]) -> Translations:
    found: Translations = {}
    for entry in (entry for catalogue in catalogues for entry in catalogue if not entry.obsolete):
        german = "\n".join([entry.msgstr, *entry.msgstr_plural.values()])
        found.setdefault((entry.msgctxt, entry.msgid), set()).add(german)
    return found


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_sentence_has_one_translation(language: str) -> None:
    """The catalogues of all rooms become one: of two translations a page would show whichever was read first. Where a word means two
    things, it has a context."""
    found = translations([read(app, language) for app in APPS])
    several = {key: texts for key, texts in found.items() if len(texts) > 1}
    assert not several, "\n".join(f"{key}: {sorted(texts)}" for key, texts in several.items())


def asked_for_inside_fstrings(path: Path) -> list[int]:
    """Before Python 3.12 such a sentence is not gathered."""
    strings = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.JoinedStr))
    calls = (node for one in strings for node in ast.walk(one) if isinstance(node, ast.Call))
    return [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_"]


def test_no_sentence_hides_in_an_fstring() -> None:
    assert everywhere(python_files(), asked_for_inside_fstrings) == {}


@app_and_language
def test_it_compiles_what_is_written(app: Path, language: str) -> None:
    machine_file = messages.catalogue(app, language).with_suffix(".mo")
    fresh = machine_file.exists() and machine_file.read_bytes() == messages.compiled(read(app, language))
    assert fresh, f"{app.name}: the compiled catalogue is stale; run: make messages"


@pytest.mark.parametrize(
    ("key", "german", "flags", "expected"),
    [
        ((None, "%(n)s reports", ""), "%(n)s Meldungen", [], ""),
        ((None, "%(n)s reports", ""), "%(m)s Meldungen", [], "placeholders differ"),
        ((None, "Send", ""), "", [], "not translated"),
        ((None, "Send", ""), "Senden", ["fuzzy"], "not translated"),
    ],
)
def test_it_notices_a_bad_translation(
    key: messages.Key, german: str, flags: list[str], expected: str
) -> None:
    entry = polib.POEntry(msgid=key[1], msgstr=german, flags=flags)
    assert mistakes(key, entry).startswith(expected)
    assert bool(mistakes(key, entry)) == bool(expected)


def test_it_notices_a_missing_translation() -> None:
    assert mistakes((None, "Send", ""), None).startswith("missing")


# Sentences in tables that are data (duties, scores, letters) stand side by side: `en` and `de`, of the same shape.


def pairs_in(table: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(table, list):
        for part in table:
            yield from pairs_in(part)
    elif isinstance(table, dict) and "en" in table:
        yield table["en"], table.get("de")
    elif isinstance(table, dict):
        yield from pairs_in(list(table.values()))


def differences(english: Any, german: Any) -> Iterator[str]:
    if type(english) is not type(german) or not german and english:
        yield f"no German for {english!r}"
    elif isinstance(english, dict):
        for key in english:
            yield from differences(english[key], german.get(key))
    elif isinstance(english, str) and set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER.findall(german)):
        yield f"placeholders differ in {english!r}"


def test_it_keeps_both_languages_in_tables() -> None:
    def look(path: Path) -> list[str]:
        return [fault for pair in pairs_in(tomllib.loads(text_of(path))) for fault in differences(*pair)]

    assert everywhere(sorted(SOURCE.rglob("*.toml")), look) == {}


@pytest.mark.parametrize(
    "table",
    [
        'en = "Hello {name}"',
        'en = "Hello {name}"\nde = "Hallo"',
        '[en]\na = "x"\n[de]',
        'en = ["x"]\nde = []',
    ],
)
def test_it_notices_a_table_in_one_language(table: str) -> None:
    assert [fault for pair in pairs_in({"x": [tomllib.loads(table)]}) for fault in differences(*pair)]
