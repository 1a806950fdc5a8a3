"""A case as chapters of entries of rows: for a machine by its keys, for a reader by its labels."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seawall.wire import printed

FORMAT = "seawall-case 1"


class Row(NamedTuple):
    key: str
    label: str | Promise
    value: str


class Chapter(NamedTuple):
    key: str
    title: str | Promise
    entries: tuple[tuple[Row, ...], ...]


def as_json(chapters: Sequence[Chapter]) -> bytes:
    told = {
        chapter.key: [{row.key: row.value for row in entry} for entry in chapter.entries]
        for chapter in chapters
    }
    return json.dumps({"format": FORMAT, **told}, ensure_ascii=False, indent=1).encode() + b"\n"


def as_pdf(title: str, foot: str, chapters: Sequence[Chapter]) -> bytes:
    language = (get_language() or "en").partition("-")[0]
    return printed.write(title, foot, list(_blocks(chapters)), language=language)


def _blocks(chapters: Sequence[Chapter]) -> Iterator[printed.Block]:
    for chapter in chapters:
        yield printed.Heading(str(chapter.title))
        for entry in chapter.entries:
            yield from (printed.Row(str(row.label), row.value) for row in entry if row.value)
            yield printed.Paragraph("")
        if not chapter.entries:
            yield printed.Paragraph(_("None."))
