"""A receiver that takes over a list: `python -m tests.bench._pullers PORT LIST WAY`, the key on standard input; WAY is feed or hash-sharing.

Prints how many entries came, in how many calls and seconds. One connection that stays open, and no more looking into answers than is
needed to go on: receiving is to cost little beside telling.
"""

import http.client
import re
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape

NEXT = re.compile(rb"<next>(.*?)</next>")
CURSOR = re.compile(rb'"cursor":"([^"]*)","more":(true|false)')


def answered(door: http.client.HTTPConnection, path: str, authorization: str) -> bytes:
    door.request("GET", path, headers={"Authorization": authorization})
    answer = door.getresponse()
    body = answer.read()
    assert answer.status == 200, body[:300]
    return body


def by_feed(ask: Callable[[str], bytes], list_id: str) -> tuple[int, int]:
    path = f"/api/v1/lists/{list_id}/changes?limit=2000"
    body, entries, calls = ask(path), 0, 1
    while True:
        entries += body.count(b'"change":"shared"')
        found = CURSOR.search(body)
        assert found
        if found[2] == b"false":
            return entries, calls
        body, calls = ask(f"{path}&cursor={found[1].decode()}"), calls + 1


def by_hash_sharing(ask: Callable[[str], bytes], list_id: str) -> tuple[int, int]:
    now = (datetime.now(UTC) - timedelta(seconds=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
    path, entries, calls = f"/v2/entries?from=1970-01-01T00:00:00Z&to={now}", 0, 0
    while path:
        body = ask("/hashsharing" + path)
        entries, calls = entries + body.count(b"</fingerprints>"), calls + 1
        found = NEXT.search(body[-5_000:])
        path = unescape(found[1].decode()) if found else ""
    return entries, calls


if __name__ == "__main__":
    port, list_id, way = sys.argv[1:]
    secret = sys.stdin.read().strip()
    door = http.client.HTTPConnection("127.0.0.1", int(port), timeout=120)
    basic = b64encode(f"{list_id}:{secret}".encode()).decode()
    shown = {"feed": f"Bearer {secret}", "hash-sharing": f"Basic {basic}"}[way]
    pull = {"feed": by_feed, "hash-sharing": by_hash_sharing}[way]
    begun = time.monotonic()
    entries, calls = pull(lambda path: answered(door, path, shown), list_id)
    print(entries, calls, time.monotonic() - begun)
