"""Hundreds of records of a file at a time: the same as registering each, and what a source says stays its word."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.models import Job
from seawall.material.actions import assess, register_item, take_arrivals, withdraw_statements
from seawall.material.models import Fingerprint, Item, Opinion, Statement, Verdict
from seawall.material.queries import arrivals_for, statements_for
from seawall.material.states import Arrival, Fate, FingerprintKind, GivenFingerprint, LookAlone, Said, Source
from seawall.material.tests.make import labels, pdq, sha256

SOURCE = Source("Example unit", "vics-2.0:US")
SAID = Said("1", {"VictimIdentified": False, "Tags": ["red"]}, datetime(2026, 1, 2, tzinfo=UTC))


def md5(number: int) -> GivenFingerprint:
    return GivenFingerprint(FingerprintKind.MD5, f"{number:032x}")


def sha1(number: int) -> GivenFingerprint:
    return GivenFingerprint(FingerprintKind.SHA1, f"{number:040x}")


def arrival(number: int, *more: GivenFingerprint, said: Said | None = SAID) -> Arrival:
    return Arrival((md5(number), *more), said)


def fates(actor: Actor, *arrivals: Arrival, source: Source | None = SOURCE) -> list[Fate]:
    """What the preview says is what the deed does."""
    told = arrivals_for(actor, arrivals, source)
    done = take_arrivals(arrivals, source, actor=actor)
    assert [one.fate for one in told] == [one.fate for one in done]
    return [one.fate for one in done]


def test_it_takes_items_with_fingerprints_and_the_word_of_their_source(
    first: Actor, trail: Callable[[str], list[Any]]
) -> None:
    opaque = GivenFingerprint(FingerprintKind.PHOTODNA, "ab" * 144)
    assert fates(first, arrival(1, sha1(1), opaque), arrival(2, said=None)) == [Fate.NEW, Fate.NEW]
    one, two = Item.objects.order_by("number")
    assert (one.owner_id, one.state) == (first.agency_id, "waiting") and one.turn == one.number < two.number
    assert set(one.fingerprints.values_list("kind", flat=True)) == {"md5", "sha1", "photodna-opaque"}
    said = Statement.objects.get()
    assert (said.item_id, said.source, said.scheme) == (one.id, "Example unit", "vics-2.0:US")
    assert (said.code, said.words, said.said_at) == (SAID.code, SAID.words, SAID.at)
    lines = trail("material.registered")
    assert [line.subject_id for line in lines] == [one.id, two.id] and said.id in lines[0].body
    assert not trail("material.stated")
    # A verdict is never imported, and nobody's opinion is made up.
    assert not Opinion.objects.exists() and not Verdict.objects.exists()


def test_given_again_it_changes_nothing(first: Actor, trail: Callable[[str], list[Any]]) -> None:
    records = [arrival(number, sha1(number)) for number in range(5)]
    assert set(fates(first, *records)) == {Fate.NEW}
    turns = list(Item.objects.values_list("turn", flat=True))
    assert set(fates(first, *records)) == {Fate.KNOWN}
    assert list(Item.objects.values_list("turn", flat=True)) == turns
    assert len(trail("material.registered")) == 5 and not trail("material.stated")


def test_a_record_that_comes_twice_is_one_item(first: Actor) -> None:
    assert fates(first, arrival(1), arrival(1, sha1(1)), arrival(1)) == [Fate.NEW, Fate.KNOWN, Fate.KNOWN]
    assert Item.objects.count() == 1 and Fingerprint.objects.count() == 2


def test_what_is_here_learns_more_and_matching_hears_of_it(first: Actor) -> None:
    item = register_item([md5(1)], actor=first)
    assert fates(first, arrival(1, sha1(1), said=None), arrival(9)) == [Fate.CHANGED, Fate.NEW]
    before, item = item.turn, Item.objects.get(pk=item.pk)
    assert item.turn > before and item.fingerprints.count() == 2
    new = Item.objects.exclude(pk=item.pk).get()
    assert new.turn == new.number != item.turn


def test_a_new_word_of_the_source_stands_and_an_older_one_does_not(
    first: Actor, trail: Callable[[str], list[Any]]
) -> None:
    fates(first, arrival(1))
    later = Said("2", {}, datetime(2026, 5, 1, tzinfo=UTC))
    assert fates(first, arrival(1, said=later)) == [Fate.CHANGED]
    assert fates(first, arrival(1, said=SAID)) == [Fate.KNOWN]
    assert Statement.objects.get().code == "2" and len(trail("material.stated")) == 1
    assert fates(first, arrival(1), source=replace(SOURCE, name="Another unit")) == [Fate.CHANGED]
    assert Statement.objects.count() == 2


def test_what_contradicts_is_left_out_and_the_rest_is_taken(first: Actor) -> None:
    for given in (md5(1), sha1(1), md5(2)):
        register_item([given], actor=first)
    fits = GivenFingerprint(FingerprintKind.SHA256, "a" * 64)
    register_item([md5(3), sha1(3)], actor=first)
    arrivals = [
        arrival(1, sha1(1)),
        Arrival((md5(3), sha1(4))),
        Arrival((pdq(),)),
        Arrival((md5(5), md5(6))),
        arrival(2, fits),
    ]
    done = take_arrivals(arrivals, SOURCE, actor=first)
    assert [one.fate for one in done] == [*[Fate.REFUSED] * 4, Fate.CHANGED]
    assert "more than one item" in str(done[0].why) and "contradicts" in str(done[1].why)
    assert "no exact fingerprint" in str(done[2].why) and "of each kind" in str(done[3].why)


def test_only_what_can_be_near_is_searched_for(first: Actor) -> None:
    fates(first, arrival(1), Arrival((sha256(), pdq())))
    (job,) = Job.objects.filter(task__contains="find_near")
    assert Fingerprint.objects.get(kind="pdq").item_id in str(job.arguments)


def test_the_word_of_a_source_is_not_seen_before_a_blind_opinion(
    first: Actor, second: Actor, auditor: Actor
) -> None:
    (done,) = take_arrivals([arrival(1)], SOURCE, actor=first)
    item = Item.objects.get(pk=done.item_id)
    assert statements_for(first, item) == [] and len(statements_for(auditor, item)) == 1
    assess(item, labels(), actor=first)
    item.refresh_from_db()
    assert len(statements_for(first, item)) == 1 and statements_for(second, item) == []


def test_another_agency_has_items_of_its_own(first: Actor, outsider: Actor) -> None:
    fates(first, arrival(1))
    assert fates(outsider, arrival(1)) == [Fate.NEW]
    assert statements_for(outsider, Item.objects.get(owner_id=first.agency_id)) == []


def test_who_may_not_register_takes_nothing(auditor: Actor) -> None:
    for deed in (
        lambda: take_arrivals([arrival(1)], SOURCE, actor=auditor),
        lambda: arrivals_for(auditor, [arrival(1)]),
    ):
        with pytest.raises(Refused):
            deed()
    assert not Item.objects.exists()


def test_a_look_alone_is_taken_where_that_is_asked_and_named_by_its_source(first: Actor) -> None:
    looks = Arrival((pdq(),), SAID, look_alone=LookAlone.NAMED)
    assert fates(first, replace(looks, look_alone=LookAlone.REFUSED)) == [Fate.REFUSED]
    [one] = take_arrivals([looks], SOURCE, actor=first)
    # An equal look is no sameness; only the source's own record names the item.
    assert fates(first, looks) == [Fate.NEW]
    again = replace(looks, item_id=one.item_id, said=Said("2"))
    assert fates(first, again, again) == [Fate.CHANGED, Fate.KNOWN]
    assert Statement.objects.get(item_id=one.item_id).code == "2" and Item.objects.count() == 2
    assert fates(first, Arrival((), look_alone=LookAlone.NAMED)) == [Fate.REFUSED]


def test_a_look_alone_that_its_source_names_by_nothing_else_is_one_item(first: Actor) -> None:
    look, opaque = pdq(), GivenFingerprint(FingerprintKind.PHOTODNA, "1d" * 144)
    looks = Arrival((look,), SAID, LookAlone.SAME)
    assert fates(first, looks, looks) == [Fate.NEW, Fate.KNOWN]
    assert fates(first, looks) == [Fate.KNOWN]
    assert fates(first, replace(looks, fingerprints=(look, opaque))) == [Fate.NEW]
    # What is known by its bytes is not meant, nor what another source has spoken of.
    assert fates(first, Arrival((sha256(), look), SAID), looks) == [Fate.NEW, Fate.KNOWN]
    [other] = take_arrivals([looks], Source("Somebody else", SOURCE.scheme), actor=first)
    assert other.fate is Fate.NEW and Item.objects.count() == 4


def test_a_foreign_item_is_not_named(first: Actor, stranger: Any, actor_of: Callable[..., Actor]) -> None:
    [foreign] = take_arrivals([Arrival((pdq(),), look_alone=LookAlone.NAMED)], actor=actor_of(stranger))
    [own] = take_arrivals(
        [Arrival((pdq(),), look_alone=LookAlone.NAMED, item_id=foreign.item_id)], actor=first
    )
    assert own.fate is Fate.NEW and own.item_id != foreign.item_id


def test_a_word_that_was_taken_back_stands_again_when_it_is_said_again(
    first: Actor, trail: Callable[[str], list[Any]]
) -> None:
    [one] = take_arrivals([arrival(1)], SOURCE, actor=first)
    assert withdraw_statements([one.item_id], Source("Somebody else", "x"), actor=first) == 0
    assert withdraw_statements([one.item_id], SOURCE, actor=first) == 1
    assert withdraw_statements([one.item_id], SOURCE, actor=first) == 0
    assert Statement.objects.get().withdrawn_at and len(trail("material.statement_withdrawn")) == 1
    assert fates(first, arrival(1)) == [Fate.CHANGED]
    assert Statement.objects.get().withdrawn_at is None


def test_nobody_takes_back_the_word_about_a_foreign_item(
    first: Actor, stranger: Any, ada: Any, actor_of: Callable[..., Actor]
) -> None:
    [one] = take_arrivals([arrival(1)], SOURCE, actor=first)
    assert withdraw_statements([one.item_id], SOURCE, actor=actor_of(stranger)) == 0
    with pytest.raises(Refused):
        withdraw_statements([one.item_id], SOURCE, actor=actor_of(ada))
