"""Entries that one receiver's copy holds and no other: like all the rest to look at, nothing to us, and known when they come back."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from seawall.audit.actions import drain
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.jobs import settle
from seawall.federation import jobs
from seawall.federation.actions import end_agreement, look_at_sighting, note_sighting
from seawall.federation.models import Agreement, Sighting
from seawall.federation.queries import open_sightings_for, sightings_for
from seawall.federation.states import SightingWay
from seawall.federation.tests.conftest import HOLDER
from seawall.material.actions import (
    add_canaries,
    match_exact,
    notice_canary,
    propose_entry,
    recompute_verdicts,
    register_item,
    scatter_canaries,
    take_arrivals,
    withdraw_entry,
)
from seawall.material.asking.draining import note_calls
from seawall.material.matching import follower
from seawall.material.models import Canary, CanaryPrint, Item, ListEntry
from seawall.material.states import Arrival, FingerprintKind, GivenFingerprint, WithdrawalReason
from seawall.material.tests.make import an_item, md5, pdq, sha256
from seawall.people.states import Scope

OTHER = "Another receiver"


@pytest.fixture
def secret(opened, signed, shared) -> str:
    """Of a receiver whose agreement was signed when the list held something already."""
    made = opened()
    for _ in range(4):
        shared(pdq(90), md5(), sha256())
    signed()
    return made


def told_to(pull: Callable[..., Any], secret: str) -> dict[str, Any]:
    """What is told of each entry, by its id, in order; over pages of two."""
    found, cursor, more = {}, "", True
    while more:
        body = pull(secret, limit=2, **({"cursor": cursor} if cursor else {})).json()
        found.update({change["entry"]: change for change in body["changes"]})
        cursor, more = body["cursor"], body["more"]
    return found


def invented_in(told: dict[str, Any]) -> dict[str, Any]:
    real = set(ListEntry.objects.values_list("pk", flat=True))
    return {entry_id: change for entry_id, change in told.items() if entry_id not in real}


def given(change: dict[str, Any], kind: str) -> GivenFingerprint:
    [one] = [one for one in change["fingerprints"] if one["kind"] == kind]
    return GivenFingerprint(FingerprintKind(kind), one["value"], one.get("quality"))


def test_each_receiver_gets_its_own_and_nobody_elses(secret, opened, signed, pull):
    other = opened(holder=OTHER)
    signed(holder=OTHER)

    mine, theirs = told_to(pull, secret), told_to(pull, other)

    assert len(mine) == len(theirs) == 4 + 3
    assert len(invented_in(mine)) == len(invented_in(theirs)) == 3
    assert not set(invented_in(mine)) & set(invented_in(theirs))
    values = [
        {one["value"] for change in told.values() for one in change["fingerprints"]}
        for told in (mine, theirs)
    ]
    assert len(values[0] & values[1]) == 4 * 3


def test_by_its_looks_nobody_can_tell(secret, pull):
    told = told_to(pull, secret)
    invented = invented_in(told)
    shapes = {
        entry_id: (
            sorted(change),
            [(one["kind"], len(one["value"]), one.get("quality")) for one in change["fingerprints"]],
            change["categories"],
            change["handling"],
            change["disputed"],
            len(entry_id),
        )
        for entry_id, change in told.items()
    }
    real = [shape for entry_id, shape in shapes.items() if entry_id not in invented]
    assert all(shapes[entry_id] in real for entry_id in invented)
    # Half of the bits of a picture's PDQ are set: a code of mere chance would be known by its sum.
    models = {canary.entry_id: canary.like.item for canary in Canary.objects.select_related("like__item")}
    for entry_id, change in invented.items():
        like = models[entry_id].fingerprints.get(kind="pdq").value.secret
        value = given(change, "pdq").value
        assert int(value, 16).bit_count() == int(like, 16).bit_count() and value != like
        assert (int(value, 16) ^ int(like, 16)).bit_count() > 60


def test_what_is_kept_and_told_to_nobody_is_in_no_entry_and_no_canary(opened, signed, shared, pull):
    opaque = GivenFingerprint(FingerprintKind.PHOTODNA, "ab" * 144)
    secret = opened()
    shared(md5(), opaque)
    signed()
    told = told_to(pull, secret)
    assert invented_in(told)
    assert {one["kind"] for change in told.values() for one in change["fingerprints"]} == {"md5"}


def test_nor_by_its_place_or_the_moment_in_its_id(secret, pull):
    """They stand among the others, not behind them, and none is younger than the list was."""
    order = list(told_to(pull, secret))
    ids = sorted(ListEntry.objects.values_list("pk", flat=True))
    for entry_id in invented_in(dict.fromkeys(order)):
        # Twelve letters are finer than a millisecond.
        assert ids[0][:14] <= entry_id[:14] <= ids[-1][:14]
    turns = dict(Canary.objects.values_list("entry_id", "turn"))
    real = set(ListEntry.objects.values_list("turn", flat=True))
    assert set(turns.values()) <= real


def test_it_is_not_known_material_to_us(secret, pull, first, opened, ask):
    change = next(iter(invented_in(told_to(pull, secret)).values()))
    prints = [given(change, kind) for kind in ("pdq", "md5", "sha256")]
    assert match_exact(prints, actor=first) == []
    follower.here().step()
    answer = ask(opened(holder=OTHER, scopes=(Scope.MATCH,)), prints)
    assert answer["exact"] == answer["near"] == [] and "canar" not in json.dumps(answer)
    assert Item.objects.count() == 4


@pytest.fixture
def ask(node_client) -> Callable[..., Any]:
    """A question at the match interface, and then everything that follows from it."""

    def send(secret: str, prints: list[GivenFingerprint]) -> Any:
        asked = [
            {"kind": one.kind.value, "value": one.value}
            | ({} if one.quality is None else {"quality": one.quality})
            for one in prints
        ]
        answer = node_client.post(
            node_client.at("api:match"),
            {"fingerprints": asked},
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )
        assert answer.status_code == 200, answer.content
        drain(note_calls)
        settle()
        return answer.json()

    return send


@pytest.mark.parametrize("kind", ["pdq", "md5", "sha256"])
def test_a_question_with_it_tells_the_desk_whose_copy_it_was(
    secret, pull, opened, ask, reviewer, trail, kind
):
    entry_id, change = next(iter(invented_in(told_to(pull, secret)).items()))
    asking = opened(holder=OTHER, scopes=(Scope.MATCH,))

    ask(asking, [md5(), given(change, kind), pdq()])

    [sighting] = open_sightings_for(reviewer)
    assert (sighting.receiver, sighting.holder, sighting.way) == (HOLDER, OTHER, SightingWay.ASKED)
    assert sighting.canary_id == Canary.objects.get(entry_id=entry_id).id
    assert given(change, kind).value not in trail("material.canary_seen")[0].body
    ask(asking, [given(change, kind)])
    assert [one.times for one in open_sightings_for(reviewer)] == [2]


def test_the_receiver_that_asks_with_its_own_is_told_apart(secret, pull, opened, ask, reviewer):
    change = next(iter(invented_in(told_to(pull, secret)).values()))
    ask(opened(scopes=(Scope.MATCH,)), [given(change, "md5")])
    assert [one.way for one in open_sightings_for(reviewer)] == [SightingWay.OWN]


def test_a_question_without_any_tells_nothing(secret, pull, opened, ask, shared, reviewer):
    code = md5()
    shared(code)
    follower.here().step()
    ask(opened(holder=OTHER, scopes=(Scope.MATCH,)), [code, pdq(), sha256()])
    assert not open_sightings_for(reviewer).exists()


def brought(fingerprints: list[GivenFingerprint], *, actor: Actor) -> None:
    """With a file of another system."""
    take_arrivals([Arrival(tuple(fingerprints))], actor=actor)


@pytest.mark.parametrize("deed", [register_item, match_exact, brought])
def test_what_comes_with_a_foreign_list_or_is_looked_up_is_noticed(secret, pull, first, reviewer, deed):
    change = next(iter(invented_in(told_to(pull, secret)).values()))

    deed([given(change, "sha256"), md5()], actor=first)
    settle()

    [sighting] = open_sightings_for(reviewer)
    assert (sighting.receiver, sighting.way, sighting.by) == (HOLDER, SightingWay.BROUGHT, first.id)


def test_what_was_invented_never_enters_a_list(secret, pull, first, second, known):
    change = next(iter(invented_in(told_to(pull, secret)).values()))
    item = an_item(first, given(change, "md5"))
    type(item).objects.filter(pk=item.pk).update(state="confirmed", settled_at=item.created_at)
    with pytest.raises(WrongState):
        propose_entry(item, known, actor=first)


def test_a_copy_keeps_its_canaries_when_the_agreement_is_renewed(secret, signed, pull, reviewer):
    before = told_to(pull, secret)
    end_agreement(Agreement.objects.get(), actor=reviewer)
    signed()
    assert list(told_to(pull, secret)) == list(before)


def test_they_follow_new_rules_with_the_entries_they_look_like(secret, pull, node):
    entries = ListEntry.objects.order_by("pk")
    cursor = pull(secret).json()["cursor"]
    recompute_verdicts([entry.item_id for entry in entries], actor=node)
    again = {change["entry"] for change in pull(secret, cursor=cursor).json()["changes"]}
    assert again == set(told_to(pull, secret)) and len(again) == 4 + 3


def test_when_its_model_is_withdrawn_it_gets_another(secret, reviewer, pull):
    canary = Canary.objects.first()
    withdraw_entry(canary.like, WithdrawalReason.MISTAKE, actor=reviewer)
    settle()
    canary.refresh_from_db()
    assert canary.like.state == "shared"
    told = told_to(pull, secret)[canary.entry_id]
    assert told["change"] == "shared" and told["categories"]


def test_as_the_list_grows_so_do_they_by_chance(secret, shared, pull, monkeypatch):
    # What followed from the entries before.
    settle()
    cursor = pull(secret).json()["cursor"]
    monkeypatch.setattr(jobs, "ONE_IN", 1)
    entry = shared(md5())
    settle()
    later = pull(secret, cursor=cursor).json()["changes"]
    assert later[0]["entry"] == entry.id and len(later) == 2
    assert pull(secret, cursor=pull(secret, cursor=cursor).json()["cursor"]).json()["changes"] == []


def test_an_empty_list_has_none_and_they_come_with_its_entries(opened, signed, shared, pull, monkeypatch):
    secret = opened()
    signed()
    assert not Canary.objects.exists()
    monkeypatch.setattr(jobs, "ONE_IN", 1)
    shared()
    settle()
    assert len(told_to(pull, secret)) == 2 and len(invented_in(told_to(pull, secret))) == 1


def test_their_values_are_masked_and_never_equal_to_anything(secret):
    values = [one.value.secret for one in CanaryPrint.objects.filter()]
    assert len(values) == len(set(values)) == 9
    assert not any(str(one.value) == one.value.secret for one in CanaryPrint.objects.filter())


def test_only_the_node_itself_plants_and_notices(secret, known, reviewer, first):
    canary = Canary.objects.first()
    for person in (reviewer, first, None):
        for deed in (
            lambda who: scatter_canaries(known, HOLDER, actor=who),
            lambda who: add_canaries(known, [HOLDER], actor=who),
            lambda who: notice_canary(canary, "key_x", actor=who),
            lambda who: note_sighting(known, HOLDER, canary_id=canary.id, by="key_x", actor=who),
        ):
            with pytest.raises(Refused):
                deed(person)


def test_a_reviewer_looks_once_and_it_comes_back_when_it_is_seen_again(secret, known, node, reviewer, first):
    canary = Canary.objects.first()
    sighting = note_sighting(known, HOLDER, canary_id=canary.id, by=first.id, actor=node)
    for person in (first, None):
        with pytest.raises(Refused):
            look_at_sighting(sighting, actor=person)
    with pytest.raises(Refused):
        sightings_for(first)

    look_at_sighting(sighting, actor=reviewer)

    assert not open_sightings_for(reviewer).exists() and sightings_for(reviewer).exists()
    with pytest.raises(WrongState):
        look_at_sighting(sighting, actor=reviewer)
    note_sighting(known, HOLDER, canary_id=canary.id, by=first.id, actor=node)
    assert open_sightings_for(reviewer).exists()


def test_the_pages_say_whose_copy_it_was(secret, known, node, first, staff_client, rena):
    sighting = note_sighting(known, HOLDER, canary_id=Canary.objects.first().id, by=first.id, actor=node)
    desk = staff_client(rena)
    place = desk.at("federation:sighting", sighting_id=sighting.id)
    for page in ("/", desk.at("federation:sightings"), place):
        assert HOLDER in desk.get(page).content.decode()
    assert f"<dd>{first.name}</dd>" in desk.get(place).content.decode()
    assert desk.post(desk.at("federation:look_at_sighting", sighting_id=sighting.id)).status_code == 302
    assert Sighting.objects.get().looked_by_id == rena.id


def test_who_of_another_agency_brought_it_stays_unnamed(secret, known, node, dana, staff_client, rena):
    sighting = note_sighting(known, HOLDER, canary_id=Canary.objects.first().id, by=dana.id, actor=node)
    desk = staff_client(rena)
    page = desk.get(desk.at("federation:sighting", sighting_id=sighting.id)).content.decode()
    assert "somebody of another agency" in page and dana.name not in page


@pytest.fixture
def node(hotline) -> Actor:
    return Actor.system(hotline.id)
