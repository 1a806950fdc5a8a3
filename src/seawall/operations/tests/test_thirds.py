"""Two accounts that only a third one holds together: found, told with what holds them, withdrawn with it, and told to nobody who does not see
all three."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.jobs import settle
from seawall.operations import actions
from seawall.operations.linking import queries
from seawall.operations.linking.model import HELD, LEG, MOST_LEGS
from seawall.operations.linking.thirds import held_by_thirds, legs_among, neither_is_wrong, weight_of
from seawall.operations.models import Account, Link, LinkSearch, Operation, Site
from seawall.operations.persons.reading import accounts_linked_to
from seawall.operations.states import FoundLink, LinkState, PartKind, PartTerms
from seawall.operations.tests.make import Column, H, a_site, taken
from seawall.operations.tests.test_links import kept, pair, three
from seawall.people.models import Staff

Legs = Mapping[tuple[str, str], float]
NAMES = "abcdefg"
LEGS = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda ends: ends[0] < ends[1]),
    st.floats(LEG, 90),
)


def held(one: Account, other: Account, third: Account, weight: float = 5.7) -> FoundLink:
    low, high = sorted((one.id, other.id))
    evidence = (("third", "both", weight), ("email", "other", -1.74))
    return FoundLink(low, high, weight, evidence, third.id)


def link_of(one: Account, other: Account) -> Link:
    low, high = sorted((one.id, other.id))
    return Link.objects.get(one_id=low, other_id=high)


def facts_of_the_answer() -> Any:
    return json.loads(Line.objects.get(what="operations.link_answered").body)["facts"]


def searched(operation: Operation, lead: Actor) -> None:
    actions.find_links(operation, actor=lead)
    settle()


@pytest.fixture
def chain(operation: Operation, site: Site, lead: Actor) -> list[Account]:
    """The first and the last have nothing in common; each has something with the middle."""
    first, last = (a_site(lead, operation, name) for name in ("Site B", "Site C"))
    columns = (H, Column.EMAIL, Column.DEVICE, Column.WALLET, Column.PHONE)
    taken(first, "a,b,c,d,e\nred_heron83,red@post.example,dev-1,wallet-1,\n", lead, *columns)
    taken(site, "a,b,c,d,e\nblue_owl42,owl@post.example,dev-1,wallet-1,+49 30 1234567\n", lead, *columns)
    taken(last, "a,b,c,d,e\ngreen_fox17,owl@post.example,dev-2,,+49 30 1234567\n", lead, *columns)
    return [Account.objects.get(site=one) for one in (first, site, last)]


def test_two_accounts_that_are_linked_to_the_same_third_are_suggested_with_its_name_and_the_reasons_of_each(
    operation: Operation, lead: Actor, chain: list[Account], dana: Staff, staff_client: Any
) -> None:
    first, third, last = chain
    searched(operation, lead)
    link = link_of(first, last)
    assert (link.through_id, link.bits) == (third.id, min(sum(bits for _f, _c, bits in link.evidence), HELD))
    assert {link_of(first, third).through_id, link_of(third, last).through_id} == {None}
    client = staff_client(dana)
    page = client.get(client.at("operations:links", operation_id=operation.id))
    row = next(row for row in page.context["rows"] if row[0] == link)
    [said] = [one for one in row[1] if one.third]
    assert row[1][0] == said and said.third == third
    reasons = {one.account: str(one.words) for one in said.reasons}
    assert reasons == {first: "the same wallet", last: "the same e-mail address"}
    against = {str(one.words) for one in row[1] if not one.speaks_for}
    assert {"different e-mail addresses", "different names of the accounts"} <= against
    assert f"/operations/accounts/{third.id}/" in page.content.decode()


def test_a_pair_that_is_rejected_takes_along_what_rests_on_it_and_holds_nothing_any_more(
    operation: Operation, lead: Actor, chain: list[Account], dana: Staff, staff_client: Any
) -> None:
    first, third, last = chain
    searched(operation, lead)
    client = staff_client(dana)
    at = client.at("operations:answer_link", link_id=link_of(first, third).id)
    page = client.post(at, {"answer": "rejected"}, follow=True).content.decode()
    assert "1 suggestion that rested on this pair is withdrawn." in page
    assert facts_of_the_answer()["withdrawn"] == 1
    assert set(Link.objects.values_list("through_id", flat=True)) == {None}
    searched(operation, lead)
    assert Link.objects.count() == 2 and LinkSearch.objects.latest("id").new == 0


def test_what_was_answered_stays_when_a_pair_is_rejected_on_which_it_rested(
    operation: Operation, lead: Actor, chain: list[Account], dana: Staff, staff_client: Any
) -> None:
    first, third, last = chain
    searched(operation, lead)
    actions.answer_link(link_of(first, last), LinkState.CONFIRMED, actor=lead)
    actions.answer_link(link_of(first, third), LinkState.REJECTED, actor=lead)
    searched(operation, lead)
    assert link_of(first, last).state == LinkState.CONFIRMED
    client = staff_client(dana)
    page = client.get(f"{client.at('operations:links', operation_id=operation.id)}?state=confirmed")
    assert "answered: not the same person" in page.content.decode()


def test_a_pair_that_is_confirmed_holds_others_whatever_it_weighed(
    operation: Operation, lead: Actor, chain: list[Account]
) -> None:
    first, third, last = chain
    # Nothing in common with the last, and a colleague knew better.
    taken(operation.sites.get(name="Site B"), "handle\npurple_seal5\n", lead)
    stranger = Account.objects.exclude(pk__in=[one.pk for one in chain]).get()
    kept(operation, lead, [pair(stranger, last, 2.5)])
    actions.answer_link(link_of(stranger, last), LinkState.CONFIRMED, actor=lead)
    searched(operation, lead)
    assert link_of(stranger, third).through_id == last.id
    # One step, and no chain.
    assert not Link.objects.filter(one__in=[stranger, first], other__in=[stranger, first]).exists()


def test_an_answer_that_comes_while_accounts_are_compared_is_heeded(
    operation: Operation, site: Site, lead: Actor
) -> None:
    third, one, other = three(site, lead)
    kept(operation, lead, [pair(one, third), pair(other, third)])
    actions.answer_link(link_of(one, third), LinkState.REJECTED, actor=lead)
    kept(operation, lead, [pair(one, third), pair(other, third), held(one, other, third)])
    assert Link.objects.filter(through=third).count() == 0


def test_a_search_withdraws_what_is_held_no_longer_and_tells_what_holds_it_today(
    operation: Operation, site: Site, lead: Actor
) -> None:
    third, one, other = three(site, lead)
    legs = [pair(one, third), pair(other, third)]
    kept(operation, lead, [*legs, held(one, other, third)])
    assert link_of(one, other).through == third
    kept(operation, lead, [*legs, pair(one, other, 9)])
    assert (link_of(one, other).through, link_of(one, other).weight) == (None, 900)
    kept(operation, lead, [*legs, held(one, other, third)])
    kept(operation, lead, legs)
    assert {link.pair for link in Link.objects.all()} == {(leg.one, leg.other) for leg in legs}


def test_whoever_does_not_see_the_third_account_is_told_nothing(
    operation: Operation, site: Site, lead: Actor, partner: Actor, elin: Staff, staff_client: Any
) -> None:
    third, one, other = three(site, lead)
    kept(operation, lead, [pair(one, third), pair(other, third), held(one, other, third)])
    swedish = actions.give_part(
        operation, PartTerms(PartKind.INVESTIGATION, ("SE",)), agency_id=partner.agency_id, actor=lead
    )
    link = link_of(one, other)
    assert not queries.links_for(partner, operation)
    assert not queries.resting_on_for(partner, link_of(one, third))
    assert sum(queries.link_counts_for(partner, operation).values()) == 0
    with pytest.raises(NotFound):
        queries.one_link_for(partner, link.id)
    with pytest.raises(Refused):
        actions.answer_link(link, LinkState.CONFIRMED, actor=partner)
    client = staff_client(elin)
    page = client.at("operations:links", operation_id=operation.id)
    assert one.id not in client.get(page).content.decode()
    actions.answer_link(link, LinkState.CONFIRMED, actor=lead)
    assert accounts_linked_to(lead, [one]) == [(other, None)]
    assert accounts_linked_to(partner, [one]) == []
    actions.end_part(swedish, actor=lead)
    both = PartTerms(PartKind.INVESTIGATION, ("SE", "DE"))
    actions.give_part(operation, both, agency_id=partner.agency_id, actor=lead)
    assert accounts_linked_to(partner, [one]) == [(other, None)]
    assert third.id in client.get(f"{page}?state=confirmed").content.decode()


def test_an_answer_tells_nobody_of_suggestions_that_they_do_not_see(
    operation: Operation, site: Site, lead: Actor, partner: Actor
) -> None:
    german, one, other = three(site, lead)
    # Its third account and one of its two are in Sweden, the other in Germany.
    kept(operation, lead, [pair(one, other), pair(german, one), held(german, other, one)])
    terms = PartTerms(PartKind.INVESTIGATION, ("SE",))
    actions.give_part(operation, terms, agency_id=partner.agency_id, actor=lead)
    actions.answer_link(link_of(one, other), LinkState.REJECTED, actor=partner)
    assert not Link.objects.filter(through=one).exists()
    assert "withdrawn" not in facts_of_the_answer()


def test_a_suggestion_that_was_withdrawn_meanwhile_is_not_found(
    operation: Operation, site: Site, lead: Actor
) -> None:
    third, one, other = three(site, lead)
    kept(operation, lead, [pair(one, third), pair(other, third), held(one, other, third)])
    link = link_of(one, other)
    actions.answer_link(link_of(one, third), LinkState.REJECTED, actor=lead)
    with pytest.raises(NotFound):
        actions.answer_link(link, LinkState.CONFIRMED, actor=lead)


@given(legs=LEGS, known=st.frozensets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))))
def test_what_is_held_rests_on_two_legs_of_the_strongest_third_and_is_new(
    legs: Legs, known: frozenset[tuple[str, str]]
) -> None:
    found = held_by_thirds(legs, known)
    weights = {frozenset(ends): weight for ends, weight in legs.items()}
    expected = {
        (one, other): max(
            neither_is_wrong(weights[frozenset((one, third))], weights[frozenset((other, third))])
            for third in thirds
        )
        for one in NAMES
        for other in NAMES
        if one < other and (one, other) not in known
        for thirds in [[t for t in NAMES if {frozenset((one, t)), frozenset((other, t))} <= weights.keys()]]
        if thirds
    }
    assert {ends: third.weight for ends, third in found.items()} == expected
    for ends, third in found.items():
        weaker = min(weights[frozenset((end, third.id))] for end in ends)
        assert weaker - 1 <= third.weight <= weaker
    assert held_by_thirds(dict(reversed(legs.items())), known) == found


@given(legs=LEGS, same=st.sets(st.sampled_from(["ab", "ac", "bc"])), different=st.sets(st.just("ab")))
def test_an_answer_counts_more_than_a_weight(legs: Legs, same: set[str], different: set[str]) -> None:
    weak = {ends: weight - LEG for ends, weight in legs.items()}
    said = [[(pair[0], pair[1]) for pair in pairs] for pairs in (same - different, different)]
    carrying = legs_among(weak, *said)
    assert set(carrying) == ({e for e, weight in weak.items() if weight >= LEG} | set(said[0])) - set(said[1])
    assert all(weight >= LEG for weight in carrying.values())


@pytest.mark.parametrize("partners", [MOST_LEGS, MOST_LEGS + 1, 2000])
def test_what_is_linked_to_very_many_holds_nothing_together(partners: int) -> None:
    hub = {("a", f"b{number:04}"): 40.0 for number in range(partners)}
    found = held_by_thirds({**hub, ("x", "y"): 9.0, ("x", "z"): 9.0}, ())
    assert found.keys() >= {("y", "z")}
    assert len(found) == 1 + (partners * (partners - 1) // 2 if partners <= MOST_LEGS else 0)


@given(third=st.floats(0, 90), said=st.lists(st.floats(-20, 40)))
def test_what_the_two_say_themselves_may_speak_against_it_and_never_for_it(
    third: float, said: list[float]
) -> None:
    held_by = held_by_thirds({("a", "b"): max(third, LEG), ("b", "c"): max(third, LEG)}, ())["a", "c"]
    weight = weight_of(held_by, said)
    assert weight <= min(HELD, held_by.weight) and weight <= weight_of(held_by, [])
    assert weight_of(held_by, [*said, -1]) <= weight
