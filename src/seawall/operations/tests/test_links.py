"""Accounts of one person: found, told with evidence, answered by a person, and never told to whoever does not see both."""

from collections.abc import Iterable
from typing import Any

import pytest

from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused, WrongState
from seawall.core.jobs import settle
from seawall.core.models import Job, JobState
from seawall.demo.ring.accounts import SITES, Twin, until
from seawall.operations import actions, jobs
from seawall.operations.linking import queries, written
from seawall.operations.linking.model import COMPARISONS
from seawall.operations.linking.words import SAYS
from seawall.operations.models import Account, Link, LinkSearch, Operation, Site
from seawall.operations.states import Column, FoundLink, LinkSearchState, LinkState, PartKind, PartTerms
from seawall.operations.tests.make import H, a_site, noted, taken
from seawall.people.models import Staff

MEANT = (H, Column.EMAIL, Column.IP, Column.IP, Column.DEVICE, Column.WALLET, Column.NAME)
FACTS = (Column.ROLE, Column.ACTIVITY, Column.LAST_ACTIVE, Column.COUNTRY, Column.CHILD_CONTACT)


def three(site: Site, lead: Actor) -> list[Account]:
    """Two in Sweden, one in Germany."""
    taken(site, "a,b\nred_cup,SE\nblue_kite,SE\ngreen_boat,DE\n", lead, H, Column.COUNTRY)
    return list(Account.objects.order_by("country", "pk"))


def pair(one: Account, other: Account, weight: float = 12.5) -> FoundLink:
    low, high = sorted((one.id, other.id))
    return FoundLink(low, high, weight, (("email", "same", weight), ("handle", "rare", 9.0)))


def kept(operation: Operation, lead: Actor, found: Iterable[FoundLink]) -> LinkSearch:
    search = actions.find_links(operation, actor=lead)
    return actions.keep_links(search, list(found), actor=Actor.system(operation.owner_id))


def test_it_finds_accounts_of_one_person_and_a_person_answers(
    operation: Operation, site: Site, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    other = a_site(lead, operation, "Site B")
    taken(site, "handle,email,ip\nred_heron83,red@post.example,192.0.2.7\nblue_owl,,\n", lead)
    taken(other, "handle,email,ip\nRED.HERON83,Red+x@post.example,192.0.2.7\ngreen_fox,,\n", lead)
    client = staff_client(dana)
    page = client.at("operations:links", operation_id=operation.id)
    client.post(client.at("operations:find_links", operation_id=operation.id))
    assert client.get(page)["Refresh"]
    settle()
    found = client.get(page)
    [(link, evidence, _who)] = found.context["rows"]
    assert {link.one.site_id, link.other.site_id} == {site.id, other.id}
    text = found.content.decode()
    assert "the same mailbox" in text and "the same IP address" in text and evidence[0].speaks_for
    assert "red_heron83" not in text and "red@post" not in text and "192.0.2.7" not in text
    answer = client.at("operations:answer_link", link_id=link.id)
    assert client.post(answer, {"answer": "perhaps"}).status_code == 422
    assert client.post(answer, {"answer": "rejected", "after": "https://post.example"})["Location"] == page
    # Asked again, the pair is found again, and stays as it was answered.
    actions.find_links(operation, actor=lead)
    settle()
    assert not client.get(page).context["rows"]
    assert Link.objects.get().state == LinkState.REJECTED
    assert LinkSearch.objects.latest("id").new == 0


def test_of_an_invented_ring_nearly_all_links_are_found_and_nearly_none_is_wrong(
    operation: Operation, lead: Actor
) -> None:
    twin = Twin(11, 1500, until=until())
    for name in SITES:
        taken(a_site(lead, operation, f"Ring {name}"), twin.table(name), lead, *MEANT, *FACTS)
    actions.find_links(operation, actor=lead)
    settle()
    people = {(f"Ring {site}", handle): person for (site, handle), person in twin.truth().items()}
    links = Link.objects.select_related("one__site", "other__site")
    said = [
        tuple(people[one.site.name, one.handle.secret] for one in (link.one, link.other)) for link in links
    ]
    counted = [list(people.values()).count(person) for person in set(people.values())]
    right = sum(one == other for one, other in said)
    assert right / len(said) > 0.93
    assert right / sum(number * (number - 1) // 2 for number in counted) > 0.85


def test_what_is_found_again_adds_nothing_and_no_answer_is_asked_twice(
    operation: Operation, site: Site, lead: Actor
) -> None:
    german, *swedish = three(site, lead)
    first = kept(operation, lead, [pair(*swedish), pair(german, swedish[0])])
    assert (first.state, first.new) == (LinkSearchState.DONE, 2)
    rejected, waiting = Link.objects.order_by("-weight", "pk")
    actions.answer_link(rejected, LinkState.REJECTED, actor=lead)
    again = [pair(rejected.one, rejected.other, 15), pair(waiting.one, waiting.other, 15)]
    assert kept(operation, lead, again).new == 0
    rejected.refresh_from_db()
    waiting.refresh_from_db()
    assert (rejected.state, rejected.weight) == (LinkState.REJECTED, 1250)
    assert (waiting.state, waiting.weight, waiting.evidence[0][2]) == (LinkState.SUGGESTED, 1500, 15)
    with pytest.raises(WrongState):
        actions.answer_link(rejected, LinkState.CONFIRMED, actor=lead)
    # A job that comes twice keeps once.
    assert actions.keep_links(first, again, actor=Actor.system(operation.owner_id)).new == 2


def test_whoever_does_not_see_both_accounts_is_told_nothing(
    operation: Operation, site: Site, lead: Actor, partner: Actor, elin: Staff, staff_client: Any
) -> None:
    german, *swedish = three(site, lead)
    kept(operation, lead, [pair(*swedish), pair(german, swedish[0])])
    terms = PartTerms(PartKind.INVESTIGATION, ("SE",))
    actions.give_part(operation, terms, agency_id=partner.agency_id, actor=lead)
    mixed = Link.objects.exclude(one__country="SE", other__country="SE").get()
    [mine] = queries.links_for(partner, operation)
    assert {mine.one_id, mine.other_id} == {one.id for one in swedish}
    assert sum(queries.link_counts_for(partner, operation).values()) == 1
    with pytest.raises(NotFound):
        queries.one_link_for(partner, mixed.id)
    with pytest.raises(Refused):
        actions.answer_link(mixed, LinkState.CONFIRMED, actor=partner)
    client = staff_client(elin)
    page = client.get(client.at("operations:links", operation_id=operation.id))
    text = page.content.decode()
    # How rare something is, is counted over accounts that it does not see.
    assert "the same letters in the name" in text and "hardly anybody" not in text and "12.5" not in text
    assert client.post(client.at("operations:find_links", operation_id=operation.id)).status_code == 403
    actions.answer_link(mine, LinkState.CONFIRMED, actor=lead)
    confirmed = client.get(f"{client.at('operations:links', operation_id=operation.id)}?state=confirmed")
    assert "another agency" in confirmed.content.decode() and "Dana" not in confirmed.content.decode()


def test_only_the_lead_searches_and_only_the_node_keeps(
    operation: Operation, site: Site, lead: Actor, outsider: Actor
) -> None:
    one, other, _third = three(site, lead)
    with pytest.raises(Refused):
        actions.find_links(operation, actor=outsider)
    search = actions.find_links(operation, actor=lead)
    with pytest.raises(Refused):
        actions.keep_links(search, [], actor=lead)
    kept(operation, lead, [pair(one, other)])
    link = Link.objects.get()
    with pytest.raises(Refused):
        actions.answer_link(link, LinkState.CONFIRMED, actor=outsider)
    with pytest.raises(WrongState):
        actions.answer_link(link, LinkState.SUGGESTED, actor=lead)


def test_without_the_library_the_page_says_how_to_add_it(
    operation: Operation, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    search = actions.find_links(operation, actor=lead)
    # What the look answers where Splink is not installed.
    jobs.keep_found_links.func(None, owner_id=search.owner_id, search_id=search.id)
    client = staff_client(dana)
    page = client.get(client.at("operations:links", operation_id=operation.id))
    assert "seawall[linking]" in page.content.decode() and "Refresh" not in page
    assert actions.find_links(operation, actor=lead).id != search.id


def test_every_finding_has_its_words() -> None:
    compared = {(by.field, level.code) for by in COMPARISONS for level in by.levels}
    assert compared | {("third", "both")} == set(SAYS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (written.letters("Red_Heron"), written.letters("RED.heron")),
        (written.stem("xredheronx"), written.stem("r3dh3r0n83")),
        (written.box("Red.Heron+forum@post.example"), written.box("redheron@post.example")),
        (written.name("Grüner Bär"), written.name("BAER, Gruener")),
        (written.name("Зелен Бобър"), written.name("Bobar Zelen")),
        (written.name("Blå Älg"), written.name("bla alg")),
    ],
)
def test_what_is_only_written_in_another_way_is_the_same(one: str, other: str) -> None:
    assert one == other != ""


def test_a_search_whose_job_gave_up_says_so_until_it_is_asked_again(
    operation: Operation, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    client = staff_client(dana)
    page = client.at("operations:links", operation_id=operation.id)
    actions.find_links(operation, actor=lead)
    Job.objects.filter(task__endswith="keep_found_links").update(state=JobState.FAILED)
    stopped = client.get(page)
    assert "did not succeed" in stopped.content.decode() and "Refresh" not in stopped
    actions.find_links(operation, actor=lead)
    assert "did not succeed" not in client.get(page).content.decode() and client.get(page)["Refresh"]


def test_a_confirmed_account_is_offered_on_the_page_of_the_person(
    operation: Operation, site: Site, lead: Actor, partner: Actor, dana: Staff, elin: Staff, staff_client: Any
) -> None:
    abroad, one, other = three(site, lead)
    person = noted(operation, lead, country="SE", account=one)
    kept(operation, lead, [pair(one, other), pair(one, abroad)])
    at = f"/operations/persons/{person.id}/"
    desk = staff_client(dana)
    assert other.id not in desk.get(at).content.decode()
    for link in Link.objects.all():
        actions.answer_link(link, LinkState.CONFIRMED, actor=lead)
    page = desk.get(at).content.decode()
    assert f"/operations/accounts/{other.id}/person/" in page and abroad.id in page
    actions.give_part(
        operation, PartTerms(PartKind.INVESTIGATION, ("SE",)), agency_id=partner.agency_id, actor=lead
    )
    seen = staff_client(elin).get(at).content.decode()
    assert other.id in seen and abroad.id not in seen
    desk.post(f"/operations/accounts/{other.id}/person/", {"give-code": person.code})
    assert set(person.holdings.values_list("account_id", flat=True)) == {one.id, other.id}
    second = noted(operation, lead, account=abroad)
    page = desk.get(at).content.decode()
    assert second.code in page and f"/operations/accounts/{abroad.id}/person/" not in page
