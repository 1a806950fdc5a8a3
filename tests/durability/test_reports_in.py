"""Providers' clients against a started node: from the first call to the last, at once, spoiled, slow, and through kill -9."""

import http.client
import json
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from seawall.reports.tests.tipline import REPORTED, Answer, Provider, a_report, details_of
from tests.durability.node import Node

T = TypeVar("T")
AT_ONCE = 8
REPORTS = "SELECT count(*) FROM reports_report"
UNFINISHED = "SELECT count(*) FROM reports_submission WHERE state = 'finished' AND report_id IS NULL"


def port_of(node: Node) -> int:
    """Of the node program."""
    return node.port + 2


class Machine:
    """A provider's machine: JSON with a bearer key, and the client for the CyberTipline."""

    def __init__(self, node: Node, key_id: str, secret: str) -> None:
        self.node, self.secret = node, secret
        self.tipline = Provider(self.ask, key_id, secret)

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", port_of(self.node), timeout=60)
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), answer.headers)
        finally:
            connection.close()

    def push(self, reference: str, secret: str = "", **more: Any) -> tuple[int, Any]:
        told = {"reference": reference, "about": "pictures", "urls": [f"https://bridge.example/{reference}"]}
        answer = self.ask(
            "POST", "/api/v1/reports", json.dumps(told | more).encode(), self.headers(secret or self.secret)
        )
        return answer.status, json.loads(answer.body)

    def outcome(self, report_id: str) -> int:
        return self.ask("GET", f"/api/v1/reports/{report_id}", b"", self.headers(self.secret)).status

    @staticmethod
    def headers(secret: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}


def machines(node: Node, *holders: str) -> list[Machine]:
    lines = node.script("tests.durability.keys", *holders).splitlines()
    return [Machine(node, *line.split()) for line in lines]


@pytest.fixture
def started(node: Node) -> Iterator[Node]:
    node.prepare()
    node.start("--only", "node")
    yield node


def at_once(deed: Callable[[], T]) -> list[T]:
    ready = threading.Barrier(AT_ONCE)

    def together() -> T:
        ready.wait()
        return deed()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return [each.result() for each in [threads.submit(together) for _ in range(AT_ONCE)]]


def patiently(deed: Callable[[], tuple[int, T]]) -> tuple[int, T]:
    """As a client does that is asked to come again in a moment."""
    while (answer := deed())[0] in (429, 503):
        time.sleep(0.2)
    return answer


def test_providers_clients_report_to_a_started_node(started: Node) -> None:
    ravi, other = machines(started, "Example Hosting", "Another Host")

    # In JSON: the same at once is one report, and whatever is spoiled is told and changes nothing.
    answers = at_once(lambda: patiently(lambda: ravi.push("one")))
    assert {status for status, _ in answers} == {200}
    assert len({body["id"] for _, body in answers}) == 1
    assert [body["again"] for _, body in answers].count(False) == 1
    report_id = answers[0][1]["id"]
    assert ravi.push("one", text="something else")[0] == 409
    assert (ravi.outcome(report_id), other.outcome(report_id)) == (200, 404)
    assert ravi.push("two", secret="seawall_wrong")[0] == 401
    headers = ravi.headers(ravi.secret)
    assert ravi.ask("POST", "/api/v1/reports", b"\xff" * 1000, headers).status == 422
    # Each thread names the same thing for the first time: one bundle, and nobody waits for ever.
    numbers = iter(range(100))
    pushed = at_once(lambda: patiently(lambda: ravi.push(f"n{next(numbers)}", urls=["https://new.example/"])))
    assert {status for status, _ in pushed} == {200} and len({body["id"] for _, body in pushed}) == AT_ONCE

    # With a client for the CyberTipline.
    opened = at_once(lambda: ravi.tipline.submit(a_report(REPORTED)))
    assert {answer.code for answer in opened} == {0} and len({answer.number for answer in opened}) == AT_ONCE
    number = opened[0].number
    assert ravi.tipline.fileinfo(details_of(number)).code == 0
    assert other.tipline.finish(number).code == 5001
    before = started.rows(REPORTS)[0][0]
    finished = [answer.code for answer in at_once(lambda: ravi.tipline.finish(number))]
    assert sorted(finished) == [0] + [5102] * (AT_ONCE - 1)
    assert started.rows(REPORTS)[0][0] == before + 1
    retracted = [answer.code for answer in at_once(lambda: ravi.tipline.retract(opened[1].number))]
    assert sorted(retracted) == [0] + [5101] * (AT_ONCE - 1)
    assert ravi.tipline.upload(opened[2].number, b"coloured squares").code == 3300
    assert started.rows(UNFINISHED)[0][0] == 0


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/api/v1/reports", "/ispws/submit"])
def test_a_body_of_thirty_megabytes_is_refused_with_words(started: Node, path: str) -> None:
    (ravi,) = machines(started, "Example Hosting")
    big = b" " * (30 << 20)
    if path == "/ispws/submit":
        answer = ravi.tipline.submit(big)
        assert (answer.status, answer.code) == (413, 4000)
        # A file that is not taken in any size is not called too large.
        assert ravi.tipline.upload(1, big).code == 3300
    else:
        assert ravi.ask("POST", path, big, ravi.headers(ravi.secret)).status == 413


@pytest.mark.slow
def test_who_sends_slowly_holds_up_nobody_else(started: Node) -> None:
    slow, other = machines(started, "Example Hosting", "Another Host")
    head = (
        f"POST /ispws/submit HTTP/1.1\r\nHost: 127.0.0.1\r\n{_basic(slow)}\r\n"
        "Content-Type: text/xml\r\nContent-Length: 5000\r\n\r\n<report>"
    )
    doors = [socket.create_connection(("127.0.0.1", port_of(started)), timeout=20) for _ in range(6)]
    for door in doors:
        door.sendall(head.encode())
    time.sleep(1)
    begun = time.monotonic()
    assert patiently(lambda: other.push("meanwhile"))[0] == 200
    assert time.monotonic() - begun < 20
    for door in doors:
        door.close()
    assert started.rows("SELECT count(*) FROM reports_submission WHERE door = 'cybertip'")[0][0] == 0


def _basic(machine: Machine) -> str:
    from_client: dict[str, str] = {}

    def keep(_method: str, _path: str, _body: bytes, headers: dict[str, str]) -> Answer:
        from_client.update(headers)
        return Answer(0, b"", {})

    Provider(keep, machine.tipline.name, machine.tipline.secret).status()
    return f"Authorization: {from_client['Authorization']}"


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_the_power_goes(started: Node) -> None:
    (ravi,) = machines(started, "Example Hosting")
    chance, kept, unsure, drafts, done = random.Random(5), {}, [], [], []
    stopping = threading.Event()

    def hand_in(thread: int, turn: int) -> None:
        for count in range(1000):
            if stopping.is_set():
                return
            reference = f"{turn}-{thread}-{count}"
            try:
                status, body = ravi.push(reference)
                if status == 200:
                    kept[reference] = body["id"]
                answer = ravi.tipline.submit()
                if answer.status == 200:
                    drafts.append(answer.number)
                    if ravi.tipline.finish(answer.number).code == 0:
                        done.append(answer.number)
            except (OSError, http.client.HTTPException, ValueError):
                unsure.append(reference)
                return

    for turn in range(4):
        stopping.clear()
        threads = [threading.Thread(target=hand_in, args=(number, turn)) for number in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(1.0, 3.0))
        deadline = time.monotonic() + 60
        while min(len(kept), len(done)) < 6 * (turn + 1) and time.monotonic() < deadline:
            time.sleep(0.01)
        started.kill_everything()
        stopping.set()
        for thread in threads:
            thread.join()
        started.start("--only", "node")
    assert len(kept) > 20 and len(done) > 20, "hardly anything was handed in: this would prove nothing"
    assert {ravi.outcome(one) for one in (*kept.values(), *map(str, done))} == {200}
    # What was not answered may have arrived or not; sent again it is one report, and what was acknowledged has its old id.
    for reference, report_id in list(kept.items())[:50]:
        assert ravi.push(reference)[1]["id"] == report_id
    assert {ravi.push(reference)[0] for reference in unsure} <= {200}
    # A draft is still there as it was, or it is finished: between the two there is nothing.
    assert {ravi.tipline.finish(number).code for number in drafts} <= {0, 5102}
    assert started.rows(UNFINISHED)[0][0] == 0
    lines = "SELECT count(*) FROM audit_line WHERE what = 'reports.handed_in'"
    assert started.rows(lines)[0][0] == started.rows(REPORTS)[0][0]
    assert "Whole" in started.run("audit", "verify")
