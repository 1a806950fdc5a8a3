"""A list of another Seawall node, by its feed: an ordered log, a page of it at a time, with a cursor that the other node seals.

Where that node's records were put back to an earlier day (410), or the list means something else now, it is read from its beginning once
more. What is held stays in force meanwhile; with the last page, what this reading has not named is taken back.
"""

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlencode

from seawall.core import clock
from seawall.core.errors import Invalid
from seawall.core.outside.asking import Question
from seawall.federation.sources.batches import Asking, Batch, Told, Troubled, answer, trouble_of
from seawall.federation.states import Standing, Trouble
from seawall.material.states import FingerprintKind, GivenFingerprint
from seawall.wire.changes import Asked, Change, Head, Page, pages_of_one, read_page
from seawall.wire.faults import Malformed
from seawall.wire.listed import Given

SCHEME = "seawall-list"
SIZE = 1000
KINDS = frozenset({"sha256", "sha1", "md5", "pdq"})


def read(asking: Asking) -> Iterator[Batch]:
    round_ = int(asking.checkpoint.get("round", 0))
    asked = Asked(
        asking.place.rstrip("/").rpartition("/")[2],
        asking.checkpoint.get("cursor", ""),
        asking.checkpoint.get("stance", ""),
    )
    anew = bool(asking.checkpoint.get("anew", False))
    while True:
        begun = clock.now()
        page = _page(asking, asked)
        if page is None or not page.continues(asked):
            if not asked.cursor:
                raise Troubled(Trouble.UNREADABLE)
            asked, round_, anew = Asked(asked.list), round_ + 1, True
            continue
        asked = page.next()
        more = page.has_more
        kept = {"cursor": asked.cursor, "stance": asked.stance, "round": round_, "anew": anew and more}
        written = zip(page.changes, pages_of_one(page), strict=True)
        told = tuple(_told(change, page.head, asking.name, text) for change, text in written)
        yield Batch(kept, told, SCHEME, None if more else begun, round=round_, drops_others=anew and not more)
        if not more:
            return


def _page(asking: Asking, asked: Asked) -> Page | None:
    """None, where the other node knows the cursor no more."""
    words = {"limit": SIZE, **({"cursor": asked.cursor} if asked.cursor else {})}
    headers = {
        "Authorization": f"Bearer {asking.credentials.get('key', '')}",
        "Accept": "application/json",
    }
    question = Question(f"{asking.place.rstrip('/')}/changes?{urlencode(words)}", headers=headers)
    reply = answer(asking, question, also=HTTPStatus.GONE)
    if reply.status == HTTPStatus.GONE:
        return None
    try:
        return read_page(reply.stream, asked)
    except Malformed as malformed:
        raise Troubled(trouble_of(malformed)) from None


def _told(change: Change, head: Head, source: str, written: str) -> Told:
    if change.entry is None:
        return Told(change.id, source, Standing.WITHDRAWN, as_it_came=written)
    entry = change.entry
    prints = tuple(given for each in entry.fingerprints if (given := _given(each)))
    words = {
        "list": head.name,
        "stance": head.stance,
        "handling": entry.handling,
        "categories": {
            scheme: f"{category} ({version})" for scheme, (version, category) in entry.categories.items()
        },
    }
    standing = Standing.DISPUTED if entry.disputed else Standing.STANDS
    return Told(
        change.id, source, standing if prints else Standing.REFUSED, prints, "", words, as_it_came=written
    )


def _given(found: Given) -> GivenFingerprint | None:
    if found.kind not in KINDS:
        return None
    try:
        return GivenFingerprint.listed(FingerprintKind(found.kind), found.value, found.quality)
    except Invalid:
        return None
