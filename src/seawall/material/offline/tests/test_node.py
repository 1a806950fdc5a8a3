"""`seawall match --node`: what is asked, what comes back, and what happens on a bad line."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from seawall.cli.asking.node import Node
from seawall.cli.match import match
from seawall.material.offline.faults import Cause, Impossible
from seawall.material.offline.judging import Finding, judged
from seawall.material.offline.tests.folders import Said
from seawall.material.offline.tests.folders import said as typed
from seawall.material.offline.tests.lists import NOW, code, md5, picture, video
from seawall.material.offline.tests.node_peer import KEY, NodePeer, hit, said
from seawall.wire.manifest import End, FileRecord, Header, end_line, header_line, record_line

ENTRIES = {
    ("md5", md5(5)): hit("same"),
    ("pdq", code(0, 7)): hit("near", distance=12),
    ("pdq", code(0, 8)): hit("cup", on="lst_cups", distance=3),
}


@pytest.fixture
def peer() -> Iterator[NodePeer]:
    with NodePeer(ENTRIES) as running:
        yield running


class Waits(list[float]):
    """Nobody waits in a test; how long they would have is kept."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def asked(peer: NodePeer, *records: FileRecord) -> dict[str, Finding]:
    node = Node(peer.url, KEY, wait=Waits())
    return {each.record.path: each.finding for each in judged(records, node)}


def test_it_asks_and_understands(peer: NodePeer) -> None:
    records = (picture(1, exact=5), picture(7), picture(8), picture(9))
    assert list(asked(peer, *records).values()) == [
        Finding.KNOWN,
        Finding.NEAR,
        Finding.NEAR_HARMLESS,
        Finding.NEW,
    ]


def test_only_fingerprints_are_sent(peer: NodePeer) -> None:
    asked(peer, picture(7))
    assert {key for call in peer.calls for each in call for key in each} == {"kind", "value", "quality"}
    assert "7.jpg" not in json.dumps(peer.calls)


def test_equal_fingerprints_are_asked_once_and_answer_for_all(peer: NodePeer) -> None:
    records = [
        FileRecord(f"{number}", 1, 5, picture(1, exact=5).exact, pdq=picture(7).pdq) for number in range(50)
    ]
    assert set(asked(peer, *records).values()) == {Finding.KNOWN}
    assert [len(call) for call in peer.calls] == [4]


def test_a_long_film_is_asked_in_several_calls(peer: NodePeer) -> None:
    found = asked(peer, video(*(f"{number:064x}" for number in range(12_000)), code(0, 7)))
    assert found == {"film.mp4": Finding.NEAR}
    assert [len(call) for call in peer.calls] == [10_000, 2_004]


@pytest.mark.parametrize("status", [429, 502, 503])
def test_it_waits_as_long_as_it_is_asked_to(peer: NodePeer, status: int) -> None:
    waits = Waits()
    node = Node(peer.url, KEY, wait=waits)
    peer.troubles = [said({"message": "busy"}, status, Retry_After="7"), said({"message": "busy"}, status)]
    assert [each.finding for each in judged([picture(7)], node)] == [Finding.NEAR]
    assert waits == [7.0, 3.0]


def test_a_line_that_breaks_is_taken_up_again(peer: NodePeer) -> None:
    node = Node(peer.url, KEY, wait=Waits())
    node._line.sock.shutdown(socket.SHUT_RDWR)
    assert [each.finding for each in judged([picture(7)], node)] == [Finding.NEAR]


def test_it_does_not_wait_for_ever(peer: NodePeer) -> None:
    waits = Waits()
    node = Node(peer.url, KEY, wait=waits)
    peer.troubles = [said({"message": "The index is being made."}, 503)] * 9
    with pytest.raises(Impossible) as fault:
        list(judged([picture(7)], node))
    assert fault.value.cause is Cause.NOT_REACHED and fault.value.more == "The index is being made."
    assert len(waits) == 4
    peer.troubles = [said({"message": "Tomorrow."}, 429, Retry_After="86400")]
    with pytest.raises(Impossible, match="not_reached"):
        list(judged([picture(7)], node))


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (said({"message": "This key may not ask."}, 403), Cause.NOT_LET_IN),
        ((200, {}, b"<html>"), Cause.NOT_UNDERSTOOD),
        (said({"exact": [], "near": [{"position": 99}]}), Cause.NOT_UNDERSTOOD),
        (said({"exact": [{"position": 0, "list": "lst_other"}], "near": []}), Cause.NOT_UNDERSTOOD),
        (said([]), Cause.NOT_UNDERSTOOD),
        (said({"message": "wrong"}, 422), Cause.NOT_UNDERSTOOD),
        # Whoever answers so would get the key if it were followed.
        ((302, {"Location": "http://192.0.2.1/"}, b""), Cause.NOT_UNDERSTOOD),
    ],
)
def test_a_strange_answer_is_no_answer(peer: NodePeer, answer: Any, cause: Cause) -> None:
    node = Node(peer.url, KEY, wait=Waits())
    peer.troubles = [answer]
    with pytest.raises(Impossible) as fault:
        list(judged([picture(7)], node))
    assert fault.value.cause is cause


@pytest.mark.parametrize(
    "url",
    [
        "ftp://node.example",
        "node.example",
        "http://node.example",
        "https://a:b@node.example",
        "https://node.example/?x",
    ],
)
def test_a_key_is_sent_to_no_other_door(url: str) -> None:
    with pytest.raises(Impossible) as fault:
        Node(url, KEY, wait=Waits())
    assert fault.value.cause is Cause.NOT_SECURE


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    file = tmp_path / "manifest"
    records = [picture(1, exact=5), picture(7), picture(9)]
    file.write_bytes(header_line(Header("seawall", NOW, "E-2026-17")) + b"".join(map(record_line, records)))
    with file.open("ab") as more:
        more.write(end_line(End(NOW, 3)))
    return file


def command(manifest: Path, peer: NodePeer, *words: object, **env: str) -> Said:
    return typed(match, manifest, "--node", peer.url, *words, **env)


def test_the_command_takes_its_key_from_a_file_or_the_environment(
    manifest: Path, peer: NodePeer, tmp_path: Path
) -> None:
    (tmp_path / "key").write_text(KEY + "\n")
    done = command(manifest, peer, "--key-file", tmp_path / "key")
    assert done.returncode == 4 and "1  known:" in done.stdout and "12 bits of at most 31" in done.stdout
    assert command(manifest, peer, SEAWALL_MATCH_KEY=KEY).stdout == done.stdout
    assert peer.url in done.stdout


def test_the_command_says_what_is_wrong(manifest: Path, peer: NodePeer, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    for words, env, sentence in (
        ((), {}, "A key is needed"),
        (("--key-file", tmp_path / "empty"), {}, "A key is needed"),
        (("--key-file", tmp_path / "nothing"), {}, "cannot be read"),
        ((), {"SEAWALL_MATCH_KEY": "another"}, "does not accept this key: This key opens nothing."),
    ):
        done = command(manifest, peer, *words, **env)
        assert done.returncode == 1 and sentence in done.stderr, done.stderr


def test_it_goes_on_where_the_line_was_lost(manifest: Path, peer: NodePeer, tmp_path: Path) -> None:
    out = tmp_path / "results"
    whole = command(manifest, peer, "--out", out, SEAWALL_MATCH_KEY=KEY)
    lines = out.read_bytes().splitlines(keepends=True)
    out.write_bytes(b"".join(lines[:3]))
    peer.calls.clear()
    again = command(manifest, peer, "--out", out, SEAWALL_MATCH_KEY=KEY)
    assert again.stdout == whole.stdout and out.read_bytes() == b"".join(lines)
    assert [len(call) for call in peer.calls] == [4], "only the third file is asked again"


def test_a_node_that_is_still_loading_is_said(manifest: Path, peer: NodePeer) -> None:
    peer.complete = False
    done = command(manifest, peer, SEAWALL_MATCH_KEY=KEY)
    assert done.stdout.startswith("! The node was still loading its lists")
