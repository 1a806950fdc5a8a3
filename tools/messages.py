"""Gather every sentence to translate and keep the German catalogues beside their code.

    make messages                     gather, merge, compile
    make messages ARGS="reports"      only these apps

Written in Python so that no gettext tools have to be installed. A translation is never lost: a sentence that is gone
from the code stays at the end of its catalogue as obsolete until somebody deletes it by hand.
"""

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "seawall"
LANGUAGES = ("de",)
# The calls that name a sentence, as Django's makemessages tells them to xgettext.
CALLS = frozenset(
    prefix + kind + lazy for kind in ("gettext", "pgettext") for prefix in ("", "n") for lazy in ("", "_lazy")
) | {"_", "gettext_noop"}
HEADER = {
    "Project-Id-Version": "seawall",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
Key = tuple[str | None, str, str]  # context, sentence, plural


@dataclass
class Sentence:
    key: Key
    places: set[str] = field(default_factory=set)


def apps() -> list[Path]:
    return sorted(path for path in SOURCE.iterdir() if (path / "__init__.py").exists())


def catalogue(app: Path, language: str) -> Path:
    return app / "locale" / language / "LC_MESSAGES" / "django.po"


def sentences_of(app: Path) -> dict[Key, Sentence]:
    """Every sentence of one app, in the order of files and lines."""
    found: dict[Key, Sentence] = {}
    for path in _sources(app):
        for key in _keys_in(path):
            found.setdefault(key, Sentence(key)).places.add(path.relative_to(app.parent).as_posix())
    return found


def _sources(app: Path) -> Iterator[Path]:
    kept_out = {"tests", "migrations", "static", "locale"}
    for path in sorted(app.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and not kept_out & set(path.relative_to(app).parts):
            yield path


def _keys_in(path: Path) -> Iterator[Key]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # templatize leaves Python calls between blanked text; its indentation means nothing and would not parse.
        text = "\n".join(line.strip() for line in templatize(text, origin=path.name).splitlines()) + "\n"
    for _line, function, messages, _comments in extract_python(
        io.BytesIO(text.encode()), CALLS, (), {"encoding": "utf-8"}
    ):
        key = _key(function, messages)
        if key is not None:
            yield key


def _key(function: str, messages: object) -> Key | None:
    given = list(messages) if isinstance(messages, tuple | list) else [messages]
    context = given.pop(0) if function.lstrip("n").startswith("pgettext") else None
    sentence, plural = given[0], (given[1] if "npgettext" in function or "ngettext" in function else "")
    # A variable instead of a literal: nothing to gather here.
    return (context, sentence, plural or "") if isinstance(sentence, str) and sentence else None


def merged(app: Path, language: str) -> polib.POFile | None:
    """The app's catalogue with new sentences added and lost ones marked obsolete; None if there is nothing to say."""
    sentences, path = sentences_of(app), catalogue(app, language)
    if not sentences and not path.exists():
        return None
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    kept = {(entry.msgctxt, entry.msgid): entry for entry in old}
    new = polib.POFile(wrapwidth=110)
    new.metadata = {**HEADER, "Language": language}
    for (context, sentence, plural), where in sentences.items():
        entry = kept.pop((context, sentence), None)
        new.append(_entry(entry, where, plural))
    for entry in kept.values():
        if entry.msgstr or entry.msgstr_plural:
            entry.obsolete, entry.occurrences = True, []
            new.append(entry)
    return new


def _entry(old: polib.POEntry | None, sentence: Sentence, plural: str) -> polib.POEntry:
    entry = old or polib.POEntry(msgctxt=sentence.key[0], msgid=sentence.key[1])
    entry.obsolete = False
    entry.occurrences = [(place, "") for place in sorted(sentence.places)]
    entry.msgid_plural = plural
    if plural and not entry.msgstr_plural:
        entry.msgstr_plural = {0: "", 1: ""}
    return entry


def compiled(po: polib.POFile) -> bytes:
    return po.to_binary()


def main(names: list[str]) -> None:
    for app in apps():
        for language in LANGUAGES:
            po = merged(app, language)
            if po is None or (names and app.name not in names):
                continue
            path = catalogue(app, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            po.save(str(path))
            path.with_suffix(".mo").write_bytes(compiled(po))
            print(
                f"{app.name:16} {language}  {len(po):4} sentences, {len(po.untranslated_entries())} to translate"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
