"""`GET /v2/entries`: pages of entries, read one at a time and written whole.

An entry is known by member and id. What a page says of it replaces all that was known; a tombstone takes it back. Entries do not stand
in the order of time: whoever pulls moves the checkpoint only when the last page of a range of time has been taken.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO

from seawall.wire import spelled
from seawall.wire.faults import Fault, Malformed, Problem, Unit, Unwritable
from seawall.wire.hash_sharing.kinds import ELEMENTS, Fingerprint, fingerprint_in, fingerprint_text
from seawall.wire.hash_sharing.markup import (
    Element,
    Kept,
    Node,
    Walk,
    element,
    keep,
    local,
    malformed,
    root,
    written,
)
from seawall.wire.hash_sharing.members import Member, member_in, member_text
from seawall.wire.hash_sharing.opinions import MOMENT, Feedback, feedback_in, feedback_text, moment_in
from seawall.wire.hash_sharing.paging import next_in
from seawall.wire.lines import moment_text

GROUPS = {"images": "image", "videos": "video"}
DELETED = "deleted"
LONGEST_ID = 200
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOST_KEPT = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """`media` is image or video. A tombstone (`deleted`) has no fingerprints. `timestamp`: when it was changed last, None only for
    tombstones. `classification`: A1, A2, B1, B2, or empty."""

    media: str
    member: Member
    id: str
    timestamp: datetime | None
    deleted: bool = False
    classification: str = ""
    fingerprints: tuple[Fingerprint, ...] = ()
    feedback: Feedback | None = None
    more: tuple[Kept, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.member.id}-{self.id}"


@dataclass(frozen=True, slots=True)
class Group:
    """What a page says of its images or its videos: how many, as the other side counts, and the latest change among them."""

    count: str
    latest: datetime | None


@dataclass(slots=True)
class Entries:
    """Iterate once: an entry, or the fault of one that could not be understood, in the order of the page. After the last, `groups` by
    media and `next`: the address of the next page relative to that of the service, empty on the last page; `more`: other parts of the
    page. Errors while iterating: Malformed; OSError of reading."""

    stream: BinaryIO
    groups: Mapping[str, Group] = field(default_factory=dict)
    next: str = field(default="", repr=False)
    more: tuple[Kept, ...] = ()

    def __iter__(self) -> Iterator[Entry | Fault]:
        walk = Walk(self.stream)
        page: Element | None = None
        group: Element | None = None
        for begins, found, depth in walk:
            if begins and depth == 1:
                page = _page(found)
            elif begins and depth == 2:
                group = found
                self._begin(found)
            elif not begins and depth == 3 and group is not None and local(group.tag) in GROUPS:
                yield _entry_or_fault(found, walk.record, GROUPS[local(group.tag)])
                del group[:]
                walk.done()
            elif not begins and depth == 2 and page is not None:
                self._end(found)
                del page[:]

    def _begin(self, group: Element) -> None:
        name = local(group.tag)
        if name not in GROUPS:
            return
        node = Node(group, 1, f"{name}.")
        if GROUPS[name] in self.groups:
            raise node.wrong("", Problem.TWICE)
        said = Group(node.attribute("count") or "", moment_in(node, "maxTimestamp"))
        self.groups = {**self.groups, GROUPS[name]: said}

    def _end(self, part: Element) -> None:
        name = local(part.tag)
        if name == "paging":
            self.next = next_in(Node(part, 1, "paging."))
        elif name not in GROUPS:
            self.more = (*self.more, keep(part))
            if len(self.more) > MOST_KEPT:
                raise malformed(1, "other", Problem.TOO_MANY)


def _page(found: Element) -> Element:
    if local(found.tag) != "queryResult":
        raise Malformed(Fault(Unit.LINE, 1, "", Problem.OTHER_FORMAT, "queryResult"))
    return found


def _entry_or_fault(found: Element, number: int, media: str) -> Entry | Fault:
    try:
        return _entry(found, number, media)
    except Malformed as wrong:
        return wrong.fault


def _entry(found: Element, number: int, media: str) -> Entry:
    name, node = local(found.tag), Node(found, number)
    deleted = name == f"{DELETED}{media.capitalize()}"
    if not deleted and name != media:
        raise node.wrong("", Problem.UNKNOWN, f"{media} or {DELETED}{media.capitalize()}")
    member, id_ = member_in(node.one("member")), node.one("id").words(longest=LONGEST_ID)
    timestamp = _timestamp(node, deleted=deleted)
    classification = node.maybe("classification")
    prints, feedback = node.maybe("fingerprints"), node.maybe("feedback")
    return Entry(
        media,
        member,
        id_,
        timestamp,
        deleted,
        classification.words(longest=LONGEST_ID) if classification and classification.text else "",
        _fingerprints(prints) if prints and not deleted else (),
        feedback_in(feedback) if feedback else None,
        node.rest,
    )


def _timestamp(node: Node, *, deleted: bool) -> datetime | None:
    found = node.maybe("timestamp") if deleted else node.one("timestamp")
    if found is None:
        # A tombstone is obeyed whatever it lacks.
        return None
    if (moment := spelled.moment(found.text)) is None:
        raise node.wrong("timestamp", Problem.WRONG, MOMENT)
    return moment


def _fingerprints(node: Node) -> tuple[Fingerprint, ...]:
    found = [fingerprint_in(name, each) for name, each in node.in_order(ELEMENTS.values())]
    return tuple(each for each in found if each is not None)


def write_page(
    entries: Sequence[Entry], stream: BinaryIO, *, next: str = "", more: Sequence[Kept] = ()
) -> None:
    """One page: images, then videos, each in the given order; `next` as `paging.next_text` makes it. Errors: Unwritable; OSError of
    writing."""
    if any(entry.media not in GROUPS.values() for entry in entries):
        raise Unwritable("media: it is neither image nor video")
    groups = [
        _group_text(name, [entry for entry in entries if entry.media == GROUPS[name]]) for name in GROUPS
    ]
    paging = [element("paging", "", [element("next", next)])] if next else []
    stream.write(root("queryResult", [*groups, *map(written, more), *paging]))


def _group_text(name: str, entries: Sequence[Entry]) -> str:
    if not entries:
        return ""
    latest = max(entry.timestamp or EPOCH for entry in entries)
    inner = map(_entry_text, entries)
    return element(name, "", inner, count=str(len(entries)), maxTimestamp=moment_text(latest))


def _entry_text(entry: Entry) -> str:
    moment = element("timestamp", moment_text(entry.timestamp)) if entry.timestamp else ""
    known = element("id", entry.id)
    if entry.deleted:
        inner = [member_text(entry.member), known, moment, *map(written, entry.more)]
        return element(f"{DELETED}{entry.media.capitalize()}", "", inner)
    inner = [member_text(entry.member), moment, known]
    if entry.classification:
        inner.append(element("classification", entry.classification))
    inner.append(element("fingerprints", "", map(fingerprint_text, entry.fingerprints)))
    if entry.feedback is not None:
        inner.append(feedback_text(entry.feedback))
    return element(entry.media, "", [*inner, *map(written, entry.more)])
