"""A page of the list feed as the node tells it (docs/formats.md of Seawall). It is taken whole or not at all: what cannot be understood in
it may be a withdrawal."""

from dataclasses import dataclass
from typing import Any

STANCES = ("known", "harmless")
LETTERS = {"pdq": 64, "md5": 32, "sha256": 64, "sha1": 40}


class NotAPage(Exception):
    """It names a field, and never repeats what stands in it."""


@dataclass(frozen=True)
class Page:
    """`changes` and `head` as the node says them; `etag` of this very question."""

    head: dict[str, Any]
    changes: list[dict[str, Any]]
    cursor: str
    more: bool
    etag: str


def read_page(body: Any, list_id: str, asked_with: str, etag: str = "") -> Page:
    """Raises NotAPage, also for a page of another list and for one that leads nowhere."""
    head = _of(body, "list", dict)
    if _of(head, "id", str) != list_id or _of(head, "stance", str) not in STANCES:
        raise NotAPage("list")
    changes, cursor, more = _of(body, "changes", list), _of(body, "cursor", str), _of(body, "more", bool)
    if (changes or more) and cursor in ("", asked_with) or (asked_with and not cursor):
        raise NotAPage("cursor")
    for change in changes:
        _check(change)
    if len({change["entry"] for change in changes}) != len(changes):
        raise NotAPage("entry")
    return Page(head, changes, cursor, more, etag)


def _check(change: Any) -> None:
    what = _of(change, "change", str)
    if what not in ("shared", "withdrawn") or not _of(change, "entry", str):
        raise NotAPage("change")
    if what == "withdrawn":
        _of(change, "because", str)
        return
    _of(change, "handling", str), _of(change, "disputed", bool)
    for category in _of(change, "categories", dict).values():
        _of(category, "category", str)
    for one in _of(change, "fingerprints", list):
        _check_fingerprint(one)


def _check_fingerprint(one: Any) -> None:
    kind, value = _of(one, "kind", str), _of(one, "value", str)
    if len(value) != LETTERS.get(kind, len(value)) or (
        kind in LETTERS and set(value.lower()) - set("0123456789abcdef")
    ):
        raise NotAPage("value")
    if one.get("quality") is not None and type(one["quality"]) is not int:
        raise NotAPage("quality")


def _of(found: Any, name: str, kind: type) -> Any:
    if not isinstance(found, dict) or type(found.get(name)) is not kind:
        raise NotAPage(name)
    return found[name]
