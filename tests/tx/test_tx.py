"""Another house's installation of threatexchange pulls our list, with its own command line and our small extension."""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from seawall.engine import Picture, fingerprint
from tests.durability.node import Node
from tests.tx.machine import COLLAB, Machine, needs_threatexchange

pytestmark = [pytest.mark.slow, needs_threatexchange]


@dataclass
class Receiver(Machine):
    node: Node
    list_id: str
    entries: list[str]

    def at_node(self, *words: str) -> str:
        return self.node.script("tests.tx.node", *words)


@pytest.fixture
def receiver(node: Node, tmp_path: Path) -> Callable[..., Receiver]:
    """`receiver("md5=…", "pdq=…+md5=…")`: an organisation with `tx`, and a list with these entries that goes to it."""

    def receiver_of(*entries: str) -> Receiver:
        answer = node.script("tests.tx.node", "agree", secrets.token_hex(4), *entries)
        secret, list_id, shared = json.loads(answer)
        one = Receiver(tmp_path, secret, node, list_id, shared)
        one.take_on(node.at("node", ""), list_id)
        return one

    return receiver_of


Receivers = Callable[..., Receiver]


def a_picture(place: Path) -> Path:
    """Squares of chance colours: nothing is to be seen, and PDQ finds structure enough."""
    Image.frombytes("RGB", (8, 8), secrets.token_bytes(192)).resize((256, 256)).save(place)
    return place


def pdq_of(picture: Path) -> str:
    found = fingerprint(picture).picture
    assert isinstance(found, Picture)
    return f"pdq={found.code.tobytes().hex()}"


def test_it_fetches_matches_and_obeys_a_withdrawal(receiver: Receivers, tmp_path: Path) -> None:
    picture, stays = (a_picture(tmp_path / f"{number}.png") for number in range(2))
    code = secrets.token_hex(16)
    exact = f"md5={code}+sha256={secrets.token_hex(32)}"
    one = receiver(*map(pdq_of, (picture, stays)), exact)

    one.done("fetch")

    found = one.finds(picture)
    assert f"({COLLAB}) POSITIVE_CLASS" in found and "tlp:amber" in found and "uk-sentencing:B" in found
    assert COLLAB in one.finds(stays) and COLLAB in one.knows(code)
    assert COLLAB not in one.finds(a_picture(tmp_path / "another.png"))

    one.at_node("withdraw", one.entries[0])
    one.done("fetch")
    assert COLLAB not in one.finds(picture)
    assert COLLAB in one.finds(stays) and COLLAB in one.knows(code)

    # Also the last ones, though `tx` keeps the index of a kind that has no signal left.
    one.at_node("withdraw", *one.entries[1:])
    one.done("fetch")
    assert COLLAB not in one.finds(stays) and COLLAB not in one.knows(code)


def test_what_comes_later_is_added_and_a_fetch_without_news_changes_nothing(receiver: Receivers) -> None:
    first, later = secrets.token_hex(16), secrets.token_hex(16)
    one = receiver(f"md5={first}")
    for _ in range(3):
        one.done("fetch")
    assert COLLAB in one.knows(first) and COLLAB not in one.knows(later)

    one.at_node("share", one.list_id, f"md5={later}")
    one.done("fetch")
    assert COLLAB in one.knows(first) and COLLAB in one.knows(later)


def test_a_list_that_means_the_opposite_is_fetched_anew(receiver: Receivers) -> None:
    known = secrets.token_hex(16)
    one = receiver(f"md5={known}")
    one.done("fetch")
    assert "POSITIVE_CLASS" in one.knows(known)

    one.at_node("call-harmless", one.list_id)
    assert one.tx("fetch").returncode != 0
    one.done("fetch")
    assert "NEGATIVE_CLASS" in one.knows(known)


def test_a_wrong_key_and_an_ended_agreement_fetch_nothing_and_say_so(receiver: Receivers) -> None:
    one = receiver()
    refused = one.tx("fetch", secret="seawall_wrong")
    assert refused.returncode != 0 and "failed to fetch" in refused.stderr

    one.at_node("end", one.list_id)
    told = one.tx("-v", "fetch")
    assert told.returncode != 0 and "404" in told.stderr and one.secret not in told.stderr
