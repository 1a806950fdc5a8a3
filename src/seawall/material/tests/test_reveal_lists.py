"""A snapshot holds what is shared on its lists, in full, and the trail knows who took it."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from seawall.cli.list import list as group
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.material.actions import propose_entry, reveal_lists, share_entry, vote_entry, withdraw_entry
from seawall.material.models import Item, List
from seawall.material.states import VoteReason, WithdrawalReason
from seawall.material.tests.make import a_confirmed_item, a_list, md5, pdq, sha256
from seawall.people.models import Staff
from seawall.wire.snapshot import Entry, Given, open_with_passphrase

PASSPHRASE = "seven paper boats at noon"
Trail = Callable[[str], list[Any]]


def until(days: float = 30) -> Any:
    return clock.now() + timedelta(days=days)


@pytest.fixture
def known(reviewer: Actor) -> List:
    return a_list(reviewer)


@pytest.fixture
def shared(first: Actor, second: Actor, reviewer: Actor, known: List) -> Any:
    """One shared entry of an item with three fingerprints."""

    def make(*fingerprints: Any) -> Any:
        item = a_confirmed_item(first, second, *(fingerprints or (sha256(), md5(), pdq(77))))
        return share_entry(propose_entry(item, known, actor=first), actor=reviewer)

    return make


def entries(reviewer: Actor, known: List) -> list[Entry]:
    return list(reveal_lists([known], until(), actor=reviewer).entries)


def test_it_reveals_what_is_shared(shared: Any, reviewer: Actor, known: List, trail: Trail) -> None:
    prints = (sha256(), md5(), pdq(77))
    entry = shared(*prints)
    revealed = reveal_lists([known], until(), actor=reviewer)
    [found] = revealed.entries
    assert {each.kind: each for each in found.fingerprints} == {
        each.kind.value: Given(each.kind.value, each.value, each.quality) for each in prints
    }
    assert (found.list, found.entry, found.record, found.disputed) == (
        known.id,
        entry.id,
        entry.item_id,
        False,
    )
    assert found.categories["interpol-baseline"][1] == "baseline"
    assert revealed.header.lists[0].name == known.name and revealed.header.agency == "Meldestelle Nord"
    [line] = trail("material.lists_revealed")
    assert line.actor_id == reviewer.id and known.id in line.body


def test_what_is_not_shared_stays(
    shared: Any, first: Actor, second: Actor, reviewer: Actor, known: List
) -> None:
    withdrawn, quarantined = shared(), shared()
    propose_entry(a_confirmed_item(first, second), known, actor=first)
    withdraw_entry(withdrawn, WithdrawalReason.MISTAKE, actor=reviewer)
    Item.objects.filter(pk=quarantined.item_id).update(quarantined_at=clock.now())
    assert entries(reviewer, known) == []


def test_a_doubted_entry_says_so(shared: Any, second: Actor, reviewer: Actor, known: List) -> None:
    vote_entry(shared(), VoteReason.ADULT, actor=second)
    assert [entry.disputed for entry in entries(reviewer, known)] == [True]


def test_more_than_a_chunk_is_whole(
    shared: Any, reviewer: Actor, known: List, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = {shared().id for _ in range(5)}
    monkeypatch.setattr(import_module("seawall.material.listed"), "CHUNK", 2)
    assert {entry.entry for entry in entries(reviewer, known)} == expected


@pytest.mark.parametrize("who", ["first", "outsider", "auditor", "node"])
def test_nobody_else_takes_it(who: str, known: List, trail: Trail, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused):
        reveal_lists([known], until(), actor=request.getfixturevalue(who))
    assert not trail("material.lists_revealed")


def test_nothing_asked_for_is_refused(reviewer: Actor) -> None:
    with pytest.raises(Refused):
        reveal_lists([], until(), actor=reviewer)


def test_a_list_that_is_switched_off_is_not_taken(known: List, reviewer: Actor) -> None:
    List.objects.filter(pk=known.pk).update(matching=False)
    with pytest.raises(WrongState, match="switched off"):
        reveal_lists([known], until(), actor=reviewer)


@pytest.mark.parametrize("days", [-1, 400])
def test_it_has_an_end(days: int, known: List, reviewer: Actor) -> None:
    with pytest.raises(Invalid):
        reveal_lists([known], until(days), actor=reviewer)


def taken(*words: str, given: str = PASSPHRASE + "\n") -> Any:
    return CliRunner().invoke(group, ["snapshot", *words, "--passphrase-stdin"], input=given)


def test_the_command_takes_it(shared: Any, rena: Staff, known: List, tmp_path: Path) -> None:
    entry, out = shared(), tmp_path / "known.age"
    done = taken(known.name, "--out", str(out), "--as", rena.email, "--days", "7")
    assert done.exit_code == 0, done.output
    with out.open("rb") as file:
        opened = open_with_passphrase(file, PASSPHRASE)
    assert [each.entry for each in opened.entries] == [entry.id]
    assert opened.header.valid_until - opened.header.made < timedelta(days=7, minutes=1)
    assert out.stat().st_mode & 0o777 == 0o600


def test_the_command_says_what_is_wrong(
    shared: Any, mara: Staff, rena: Staff, known: List, tmp_path: Path
) -> None:
    out, there = str(tmp_path / "new.age"), tmp_path / "there"
    there.write_text("mine")
    for words, given, sentence in (
        ((known.name, "--out", out, "--as", "nobody@nowhere.example"), PASSPHRASE, "Nobody active here"),
        ((known.name, "--out", out, "--as", mara.email), PASSPHRASE, "Your duties do not allow this"),
        # Before any passphrase is asked for, so a short one is not what it speaks of.
        (("Other", "--out", out, "--as", rena.email), "short", f"Known: {known.name}"),
        ((known.name, "--out", out, "--as", rena.email), "short", "at least 12 letters"),
        ((known.name, "--out", out, "--as", rena.email, "--recipient", "age1x"), "", "is no age key"),
        ((known.name, "--out", str(there), "--as", rena.email), PASSPHRASE, "is there already"),
        (
            (known.name, "--out", str(tmp_path / "no" / "where"), "--as", rena.email),
            PASSPHRASE,
            "cannot be written",
        ),
    ):
        said = taken(*words, given=given + "\n")
        assert said.exit_code == 1 and sentence in said.output, (words, said.output)
    assert there.read_text() == "mine" and not Path(out).exists()


def test_who_has_left_takes_nothing(rena: Staff, known: List, tmp_path: Path) -> None:
    Staff.objects.filter(pk=rena.pk).update(is_active=False)
    said = taken(known.name, "--out", str(tmp_path / "new.age"), "--as", rena.email)
    assert said.exit_code == 1 and "Nobody active here" in said.output


def test_the_command_speaks_german(
    shared: Any, mara: Staff, rena: Staff, known: List, tmp_path: Path
) -> None:
    shared()
    out, there = str(tmp_path / "new.age"), tmp_path / "there"
    there.write_text("mine")
    german = ("--out", out, "--language", "de", "--as")
    for words, given, sentence in (
        ((known.name, *german, "nobody@nowhere.example"), PASSPHRASE, "meldet sich hier niemand an"),
        ((known.name, *german, mara.email), PASSPHRASE, "Ihre Aufgaben"),
        (("Other", *german, rena.email), PASSPHRASE, f"Bekannt: {known.name}"),
        ((known.name, *german, rena.email), "short", "mindestens 12 Zeichen"),
        ((known.name, *german, rena.email, "--recipient", "age1x"), "", "kein age-Schlüssel"),
        ((known.name, *german, rena.email, "--out", str(there)), PASSPHRASE, "gibt es schon"),
        ((known.name, *german, rena.email, "--out", f"{there}/x/y"), PASSPHRASE, "nicht schreiben"),
    ):
        said = taken(*words, given=given + "\n")
        assert said.exit_code == 1 and sentence in said.output, (words, said.output)
    assert not Path(out).exists()
    done = taken(known.name, *german, rena.email, "--days", "1")
    assert done.exit_code == 0 and "Mitgenommen: Known material." in done.output, done.output
    assert "gilt 1 Tag." in done.output
