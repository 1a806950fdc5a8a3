"""The client of Hash Sharing v2 that ships in PyPI `threatexchange`, unchanged but for the address, pulls a list of ours and votes."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.durability.node import Node
from tests.tx.conftest import Calls
from tests.tx.machine import needs_threatexchange

pytestmark = [pytest.mark.slow, needs_threatexchange]


@dataclass
class Receiver:
    node: Node
    calls: Calls
    secret: str
    list_id: str
    entries: list[str]

    def ask(self, *asked: list[Any], secret: str = "", **more: Any) -> list[Any]:
        address = self.node.at("node", "/hashsharing")
        return self.calls("ncmec", address, self.list_id, secret or self.secret, *asked, **more)

    def at_node(self, *words: str) -> str:
        return self.node.script("tests.tx.node", *words)


@pytest.fixture
def receiver(node: Node, calls: Calls) -> Callable[..., Receiver]:
    def receiver_of(*entries: str) -> Receiver:
        answer = node.script("tests.tx.node", "agree", secrets.token_hex(4), *entries)
        return Receiver(node, calls, *json.loads(answer))

    return receiver_of


Receivers = Callable[..., Receiver]


def test_it_fetches_votes_and_obeys_a_withdrawal(receiver: Receivers) -> None:
    picture, code, other = secrets.token_hex(32), secrets.token_hex(16), secrets.token_hex(16)
    one = receiver(f"pdq={picture}+sha1={secrets.token_hex(20)}", f"md5={code}", f"md5={other}")

    own, members, reasons, first = one.ask(["status"], ["members"], ["reasons", "MD5"], ["fetch", 0])

    assert (
        members[0][1] == "Meldestelle Nord" and own in members and "lawful in our country" in reasons.values()
    )
    agency = members[0][0]
    assert first["signals"] == {"pdq": [picture], "video_md5": sorted([code, other])}
    assert first["held"] == sorted(f"{agency}-{entry_id}" for entry_id in one.entries)

    guid = next(guid for guid, name in reasons.items() if "everyday" in name)
    _image, film, gone = one.entries
    said = one.ask(
        ["vote", agency, film, "MD5", False, guid],
        ["vote", agency, gone, "MD5", True],
        ["vote", agency, "ent_unknown", "MD5", True],
    )
    assert said == [None, None, "HTTP 404"]
    holder = own[1]
    assert json.loads(one.at_node("votes", one.list_id)) == [
        [film, holder, False, "common_picture"],
        [gone, holder, True, "own_opinion"],
    ]

    one.at_node("withdraw", gone)
    [second] = one.ask(["fetch", first["since"]])
    assert second["held"] == [f"{agency}-{film}"] and second["dropped"] == [f"{agency}-{gone}"]
    [[page]] = one.ask(["pages", first["since"], second["since"]])
    [voted] = [each for each in page["entries"] if each["id"] == film]
    assert ["downvote", own[0], "a blank or everyday picture matches"] in voted["feedback"]["MD5"]


@pytest.mark.parametrize("zone", ["XXX-13", "XXX+11"])
def test_a_machine_that_calls_its_own_time_utc_misses_nothing(receiver: Receivers, zone: str) -> None:
    """As the known client does wherever its machine does not run in UTC."""
    codes = [secrets.token_hex(16) for _ in range(3)]
    one = receiver(f"md5={codes[0]}")
    [first] = one.ask(["fetch", 0], zone=zone)
    assert first["signals"] == {"video_md5": codes[:1]}
    one.at_node("share", one.list_id, f"md5={codes[1]}")
    one.at_node("withdraw", one.entries[0])
    [second] = one.ask(["fetch", first["since"]], zone=zone)
    assert second["signals"] == {"video_md5": [codes[1]]} and len(second["dropped"]) == 1


def test_a_wrong_password_and_an_ended_agreement_are_answered_alike(receiver: Receivers) -> None:
    one = receiver()
    assert one.ask(["status"], secret="seawall_wrong") == ["HTTP 401"]
    assert one.ask(["fetch", 0])[0]["held"] == []
    one.at_node("end", one.list_id)
    assert one.ask(["status"], ["members"]) == ["HTTP 401", "HTTP 401"]
