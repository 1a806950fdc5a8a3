"""A list's entries as Hash Sharing tells them.

An entry is an image if a PDQ fingerprint of it is known, for only pictures have one, and else a video: which of the two it is, nobody says of
a file that is known by its bytes alone, and clients take the MD5 of videos for what it is, the fingerprint of any file.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from seawall.federation.hash_sharing import members, reasons
from seawall.federation.models import Agreement, Feedback
from seawall.material.queries import Change
from seawall.material.states import LEAST_QUALITY
from seawall.wire import hash_sharing as wire
from seawall.wire.listed import Entry, Given

# SHA-256 is no kind of this format.
KINDS = {"md5": "MD5", "sha1": "SHA1", "pdq": "PDQ"}
SCHEME, CLASSES = "industry", {"A1", "A2", "B1", "B2"}
Said = Mapping[str, Sequence[Feedback]]


def told(agreement: Agreement, changes: Iterable[tuple[Change, datetime]], said: Said) -> list[wire.Entry]:
    """Those that have a fingerprint this format can say, and every withdrawal."""
    owner = members.owner_of(agreement)
    found = []
    for change, moment in changes:
        if change.entry is None:
            found += _withdrawn(owner, change, moment)
        elif prints := prints_of(change.entry):
            feedback = _feedback(agreement, change.entry, prints, said.get(change.place.entry_id, ()), moment)
            found.append(_entry(owner, change.entry, prints, moment, feedback))
    return found


def prints_of(entry: Entry) -> list[Given]:
    return [each for each in entry.fingerprints if each.kind in KINDS and _is_of_use(each)]


def _is_of_use(print_: Given) -> bool:
    # The format has no word for how good a PDQ is, so that nobody there could leave the others out.
    return print_.kind != "pdq" or (print_.quality or 0) >= LEAST_QUALITY


def _withdrawn(owner: wire.Member, change: Change, moment: datetime) -> list[wire.Entry]:
    """As image and as video: which of them it was is told no more, and a receiver knows it by member and id."""
    return [
        wire.Entry(media, owner, change.place.entry_id, moment, deleted=True) for media in ("image", "video")
    ]


def _entry(
    owner: wire.Member,
    entry: Entry,
    prints: Sequence[Given],
    moment: datetime,
    feedback: wire.Feedback | None,
) -> wire.Entry:
    media = "image" if any(each.kind == "pdq" for each in entry.fingerprints) else "video"
    category = entry.categories.get(SCHEME, ("", ""))[1]
    return wire.Entry(
        media,
        owner,
        entry.entry,
        moment,
        classification=category if category in CLASSES else "",
        fingerprints=tuple(wire.Fingerprint.of(KINDS[each.kind], each.value) for each in prints),
        feedback=feedback,
    )


def _feedback(
    agreement: Agreement, entry: Entry, prints: Sequence[Given], said: Sequence[Feedback], moment: datetime
) -> wire.Feedback | None:
    """By kind, what each member says; and the agency itself, where anybody doubts the entry."""
    opinions: list[wire.Affirmative | wire.Negative] = []
    for kind in dict.fromkeys(each.kind for each in prints):
        here = [one for one in said if one.kind == kind]
        opinions += _opinions(agreement, KINDS[kind], here, disputed=entry.disputed)
    latest = max((one.changed_at for one in said), default=moment)
    return wire.Feedback(tuple(opinions), latest) if opinions else None


def _opinions(
    agreement: Agreement, kind: str, said: Sequence[Feedback], *, disputed: bool
) -> Iterable[wire.Affirmative | wire.Negative]:
    agreeing = [one for one in said if not one.reasons]
    if agreeing:
        yield wire.Affirmative(kind, (_votes(agreement, agreeing),), max(one.changed_at for one in agreeing))
    pairs = sorted(
        ((reason, one) for one in said for reason in one.against),
        key=lambda pair: (pair[0], pair[1].changed_at),
    )
    against = [
        wire.Against(reasons.reason_of(reason, kind), (_votes(agreement, [one for _, one in each]),))
        for reason, each in groupby(pairs, key=lambda pair: pair[0])
    ]
    if disputed:
        against.append(wire.Against(reasons.doubted(kind), (wire.Votes((members.owner_of(agreement),)),)))
    if against:
        yield wire.Negative(kind, tuple(against), max((one.changed_at for _, one in pairs), default=None))


def _votes(agreement: Agreement, said: Sequence[Feedback]) -> wire.Votes:
    of = tuple(members.receiver_of(agreement, one.receiver) for one in said)
    return wire.Votes(of, max(one.changed_at for one in said))
