"""StopNCII as its client: pictures of adults whose spread they want to stop. The service hands out its own checkpoint."""

import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from seawall.core import clock
from seawall.core.outside.asking import Question
from seawall.federation.sources.batches import Asking, Batch, Told, Troubled, answer, not_later, trouble_of
from seawall.federation.states import Standing, Trouble
from seawall.material.states import FingerprintKind, GivenFingerprint
from seawall.wire.faults import Malformed
from seawall.wire.stopncii import KINDS, HashRecord, Page, read_page, write_page

SCHEME = "stopncii-v1"
SIZE = 800
# A token for the next page is not to be kept for long.
TOKEN_HOLDS = timedelta(hours=2)
MOST_PAGES = 10_000
DOUBTS = frozenset({"NotBlocked"})
LONGEST_CODE = 32


def read(asking: Asking) -> Iterator[Batch]:
    start, token = _begin(asking.checkpoint)
    begun, seen = clock.now(), {token}
    while True:
        page = _page(asking, start, token)
        refused = sum(not isinstance(each, HashRecord) for each in page.records)
        told = tuple(_told(each, asking.name) for each in page.records if isinstance(each, HashRecord))
        if not page.has_more:
            moment = int(page.next_start.timestamp())
            yield Batch({"start": moment}, told, SCHEME, not_later(page.next_start), refused)
            return
        if not page.next_page or page.next_page in seen or len(seen) > MOST_PAGES:
            raise Troubled(Trouble.CIRCLES, {"start": start})
        token = page.next_page
        seen.add(token)
        yield Batch({"start": start, "token": token, "begun": begun.isoformat()}, told, SCHEME, None, refused)


def _begin(found: Mapping[str, Any]) -> tuple[int, str]:
    begun = found.get("begun", "")
    holds = begun and clock.now() - datetime.fromisoformat(begun) < TOKEN_HOLDS
    return int(found.get("start", 0)), str(found.get("token", "")) if holds else ""


def _page(asking: Asking, start: int, token: str) -> Page:
    asked = {"startTimestamp": start, "pageSize": SIZE, **({"nextPageToken": token} if token else {})}
    url = f"{asking.place.rstrip('/')}/FetchHashes?{urlencode(asked)}"
    headers = {
        "x-functions-key": asking.credentials.get("function_key", ""),
        "Ocp-Apim-Subscription-Key": asking.credentials.get("subscription_key", ""),
        "Accept": "application/json",
    }
    try:
        return read_page(answer(asking, Question(url, headers=headers)).stream)
    except Malformed as malformed:
        raise Troubled(trouble_of(malformed)) from None


def _told(record: HashRecord, source: str) -> Told:
    key, written = f"{record.kind}:{record.value}", _as_it_came(record)
    at = not_later(record.modified)
    if record.withdrawn:
        return Told(key, source, Standing.WITHDRAWN, at=at, as_it_came=written)
    prints = _prints(record)
    if not prints or not record.usable:
        # A status that is not known here is neither good nor withdrawn: nothing rests on it.
        return Told(key, source, Standing.REFUSED, at=at, as_it_came=written)
    said = [each.value for each in record.feedbacks]
    standing = Standing.DISPUTED if DOUBTS & set(said) else Standing.STANDS
    words = {"cases": len(record.cases), **({"feedback": sorted(said)} if said else {})}
    return Told(key, source, standing, prints, record.status[:LONGEST_CODE], words, at, written)


def _prints(record: HashRecord) -> tuple[GivenFingerprint, ...]:
    kind = KINDS.get(record.kind)
    if kind is None:
        return ()
    return (GivenFingerprint.listed(FingerprintKind(kind), record.value),)


def _as_it_came(record: HashRecord) -> str:
    stream = io.BytesIO()
    write_page(Page(None, datetime.fromtimestamp(0, UTC), False, (record,)), stream)
    return stream.getvalue().decode()
