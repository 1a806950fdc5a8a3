"""NCMEC Hash Sharing v2 as its client. Entries do not come in the order of time: a range of time is asked for, page by page, and the
checkpoint goes past it only with its last page. Within a range, the address of the next page holds for some hours.

The first reading begins with the oldest changes, in ranges that grow while they are small and are halved where they are too large.
"""

import base64
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from seawall.core import clock
from seawall.core.errors import Invalid
from seawall.core.outside.asking import Question
from seawall.federation.sources.batches import Asking, Batch, Told, Troubled, answer, not_later, trouble_of
from seawall.federation.states import Standing, Trouble
from seawall.material.states import FingerprintKind, GivenFingerprint
from seawall.wire import spelled
from seawall.wire.faults import Fault, Malformed
from seawall.wire.hash_sharing import Affirmative, Entries, Entry, Negative, next_text, write_page
from seawall.wire.hash_sharing import Asked as Range
from seawall.wire.hash_sharing import Fingerprint as Print

SCHEME = "hash-sharing-v2"
LONGEST_SPEAKER = 120
LONGEST_CODE = 32
# Before the service began.
BEGINNING = datetime(2008, 1, 1, tzinfo=UTC)
# What the documentation asks for: `to` lies at least five seconds back.
STILL_MOVING = timedelta(seconds=30)
# Clocks may differ by this much (batches.MOST_SECONDS_OFF), so each range begins so much before the end of the last.
OVERLAP = timedelta(minutes=10)
FIRST_SPAN, LONGEST_SPAN, SHORTEST_SPAN = timedelta(days=30), timedelta(days=4000), timedelta(hours=1)
# The documentation advises ranges of at most some 400,000 entries; a page has 1,000.
MOST_PAGES, FEW_PAGES = 400, 50
# The service lets them hold for about twelve hours.
NEXT_HOLDS = timedelta(hours=10)
KINDS = {"MD5": FingerprintKind.MD5, "SHA1": FingerprintKind.SHA1, "PDQ": FingerprintKind.PDQ}


@dataclass(frozen=True, slots=True)
class Place:
    """`since` to `until` is the range in hand, `next` its next page, asked for since `begun`; `seen`: the pages of it, shortened.
    `last`: it ends with now."""

    since: datetime
    span: timedelta = FIRST_SPAN
    until: datetime | None = None
    next: str = ""
    begun: datetime | None = None
    last: bool = False
    seen: tuple[str, ...] = ()

    @classmethod
    def of(cls, found: Mapping[str, Any]) -> "Place":
        if not found:
            return cls(BEGINNING)
        until, begun = found.get("until"), found.get("begun")
        return cls(
            datetime.fromisoformat(found["since"]),
            timedelta(seconds=found["span"]),
            datetime.fromisoformat(until) if until else None,
            found.get("next", ""),
            datetime.fromisoformat(begun) if begun else None,
            found.get("last", False),
            tuple(found.get("seen", ())),
        )

    def kept(self) -> dict[str, Any]:
        return {
            "since": self.since.isoformat(),
            "span": int(self.span.total_seconds()),
            "until": self.until.isoformat() if self.until else "",
            "next": self.next,
            "begun": self.begun.isoformat() if self.begun else "",
            "last": self.last,
            "seen": list(self.seen),
        }

    def begin(self) -> "Place":
        """From the first page of the next range, or of the one in hand where its pages no longer hold."""
        now = clock.now().replace(microsecond=0)
        if self.next and self.begun and now - self.begun < NEXT_HOLDS:
            return self
        end = now - STILL_MOVING
        until = min(self.since + self.span, end)
        return replace(self, until=until, next="", begun=now, last=until == end, seen=())

    def again(self, span: timedelta | None = None) -> "Place":
        return Place(self.since, span or self.span)

    def after(self) -> "Place":
        """Past the range that has been taken whole."""
        assert self.until
        grown = min(self.span * 2, LONGEST_SPAN) if len(self.seen) < FEW_PAGES else self.span
        return Place(self.until, grown)


def read(asking: Asking) -> Iterator[Batch]:
    place = Place.of(asking.checkpoint).begin()
    while True:
        assert place.until
        asked = place.next or next_text(Range(max(place.since - OVERLAP, BEGINNING), place.until))
        told, refused, further = _page(asking, asked)
        if not further:
            place, last, upto = place.after(), place.last, place.until
            yield Batch(place.kept(), told, SCHEME, upto, refused)
            if last:
                return
            place = place.begin()
            continue
        place = _onward(place, asked, further)
        yield Batch(place.kept(), told, SCHEME, None, refused)
        place = place.begin()


def _onward(place: Place, asked: str, further: str) -> Place:
    seen = (*place.seen, _short(asked))
    if _short(further) in seen:
        raise Troubled(Trouble.CIRCLES, place.again().kept())
    if len(seen) < MOST_PAGES:
        return replace(place, next=further, seen=seen)
    assert place.until
    span = min(place.span, place.until - place.since) / 2
    if span < SHORTEST_SPAN:
        raise Troubled(Trouble.CIRCLES, place.again().kept())
    return place.again(span)


def _short(page: str) -> str:
    return hashlib.sha256(page.encode()).hexdigest()[:12]


def _page(asking: Asking, path: str) -> tuple[tuple[Told, ...], int, str]:
    reply = answer(asking, Question(asking.place.rstrip("/") + path, headers=headers(asking)))
    entries = Entries(reply.stream)
    told: list[Told] = []
    refused = 0
    try:
        for each in entries:
            if isinstance(each, Fault):
                refused += 1
            else:
                told.append(_told(each, asking.name))
    except Malformed as malformed:
        raise Troubled(trouble_of(malformed)) from None
    return tuple(told), refused, entries.next


def headers(asking: Asking) -> dict[str, str]:
    given = f"{asking.credentials.get('user', '')}:{asking.credentials.get('password', '')}"
    return {"Authorization": f"Basic {base64.b64encode(given.encode()).decode()}", "Accept": "text/xml"}


def _told(entry: Entry, source: str) -> Told:
    key, speaker = f"{entry.media}:{entry.key}", f"{source}: {entry.member.name}"[:LONGEST_SPEAKER]
    written, at = _as_it_came(entry), not_later(entry.timestamp)
    if entry.deleted:
        return Told(key, speaker, Standing.WITHDRAWN, at=at, as_it_came=written)
    prints = tuple(given for each in entry.fingerprints if (given := _given(each)))
    opinions = _opinions(entry)
    disputed = any(opinion["against"] for opinion in opinions.values())
    words = {"media": entry.media, **({"feedback": opinions} if opinions else {})}
    standing = Standing.DISPUTED if disputed else Standing.STANDS
    return Told(
        key,
        speaker,
        standing if prints else Standing.REFUSED,
        _once(prints),
        entry.classification[:LONGEST_CODE],
        words,
        at,
        written,
    )


def _as_it_came(entry: Entry) -> str:
    stream = io.BytesIO()
    write_page([entry], stream)
    return stream.getvalue().decode()


def _given(found: Print) -> GivenFingerprint | None:
    """None for what nothing is done with here; it stays in the record as it came."""
    kind = KINDS.get(found.kind)
    try:
        if found.kind == "PDNA":
            value = spelled.photodna_bytes(found.value)
            return GivenFingerprint(FingerprintKind.PHOTODNA, value.hex()) if value else None
        if kind is None or not found.value:
            return None
        return GivenFingerprint.listed(kind, found.value)
    except Invalid:
        return None


def _once(prints: tuple[GivenFingerprint, ...]) -> tuple[GivenFingerprint, ...]:
    """Of a kind that is there twice none says which is right: it is left out, unless both are the same."""
    by_kind: dict[FingerprintKind, set[GivenFingerprint]] = {}
    for each in prints:
        by_kind.setdefault(each.kind, set()).add(each)
    return tuple(next(iter(found)) for found in by_kind.values() if len(found) == 1)


def _opinions(entry: Entry) -> dict[str, Any]:
    """By kind of fingerprint: how many members are for it, and how many against it by reason."""
    found: dict[str, Any] = {}
    for opinion in entry.feedback.opinions if entry.feedback else ():
        said = found.setdefault(opinion.kind, {"for": 0, "against": {}})
        if isinstance(opinion, Affirmative):
            said["for"] += sum(len(votes.members) for votes in opinion.votes)
        elif isinstance(opinion, Negative):
            for each in opinion.against:
                said["against"][each.reason.name] = sum(len(votes.members) for votes in each.votes)
    return found
