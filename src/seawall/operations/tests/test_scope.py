"""Need to know: the lead sees all, an agency its part, everybody else nothing, at every door."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, NotFound, Refused, StepUpNeeded
from seawall.operations import actions, queries
from seawall.operations.models import Account, Operation, Participation, Site
from seawall.operations.queries import AccountFilter
from seawall.operations.states import Column, PartKind, PartTerms, Purpose
from seawall.operations.tests.make import H, a_site, taken
from seawall.people.models import Staff

COLUMNS = (H, Column.COUNTRY, Column.EMAIL)
CODES = ["", "DE", "NL", "SE"]


def part(operation: Operation, lead: Actor, partner: Actor, **terms: Any) -> Participation:
    return actions.give_part(
        operation, PartTerms(PartKind.INVESTIGATION, **terms), agency_id=partner.agency_id, actor=lead
    )


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_an_agency_never_sees_an_account_outside_its_part(
    operation: Operation, site: Site, lead: Actor, partner: Actor, outsider: Actor, data: st.DataObject
) -> None:
    """Whatever parts were given and ended: what it sees is what its part says now, by every query."""
    other = operation.sites.exclude(pk=site.pk).first() or a_site(lead, operation, "Site B")
    if not Account.objects.exists():
        for number, one in enumerate((site, other)):
            rows = [f"cup{number}{code},{code},{code or 'x'}@post.example" for code in CODES]
            taken(one, "\n".join(["a,b,c", *rows]), lead, *COLUMNS)
    countries = data.draw(st.frozensets(st.sampled_from(CODES[1:])))
    sites = data.draw(st.frozensets(st.sampled_from([site.id, other.id])))
    expected: set[str] = set()
    if countries or sites:
        given_now = part(operation, lead, partner, countries=tuple(countries), sites=tuple(sites))
        ended = data.draw(st.booleans())
        if ended:
            actions.end_part(given_now, actor=lead)
        every = Account.objects.filter(operation=operation)
        expected = {
            one.id for one in every if not ended and (one.country in countries or one.site_id in sites)
        }
    elif Participation.objects.filter(ended_at=None).exists():
        actions.end_part(Participation.objects.get(), actor=lead)
    seen = set(queries.accounts_for(partner).values_list("id", flat=True))
    assert seen == expected
    assert not queries.accounts_for(outsider).exists()
    assert queries.accounts_for(lead).count() == 8
    for one in Account.objects.filter(operation=operation):
        if one.id not in expected:
            with pytest.raises(NotFound):
                queries.one_account_for(partner, one.id)
            with pytest.raises(Refused):
                actions.reveal_account(one, Purpose.INVESTIGATE, actor=partner)
    if expected:
        listed = queries.ranked_accounts_for(partner, operation, AccountFilter())
        assert {one.id for one in listed} == expected
        assert sum(queries.counts_for(partner, operation).values()) == len(expected)
        linked = {twin.id for one in listed for twin in queries.seen_elsewhere_for(partner, one)}
        assert linked <= expected
        marked = queries.elsewhere_among(partner, list(listed))
        assert marked == {one.id for one in listed if queries.seen_elsewhere_for(partner, one)}


def test_a_part_of_nothing_is_no_part(operation: Operation, lead: Actor, partner: Actor) -> None:
    with pytest.raises(Invalid) as error:
        part(operation, lead, partner)
    assert set(error.value.fields) == {"countries"}
    with pytest.raises(Invalid) as error:
        part(operation, lead, partner, countries=("XX",), sites=("sit_none",))
    assert set(error.value.fields) == {"countries", "sites"}
    with pytest.raises(Invalid):
        part(operation, lead, lead, countries=("DE",))


def test_only_the_lead_gives_parts_and_adds_sites(operation: Operation, lead: Actor, partner: Actor) -> None:
    part(operation, lead, partner, countries=("SE",))
    with pytest.raises(Refused):
        part(operation, partner, lead, countries=("DE",))
    with pytest.raises(Refused):
        a_site(partner, operation, "Site B")


def test_a_partner_learns_nothing_of_the_rest(
    operation: Operation,
    site: Site,
    lead: Actor,
    partner: Actor,
    dana: Staff,
    elin: Staff,
    staff_client: Any,
) -> None:
    other = a_site(lead, operation, "Site B")
    taken(site, "a,b\nred_cup,SE\nblue_kite,DE\n", lead, H, Column.COUNTRY)
    taken(other, "a,b\nRED CUP,DE\n", lead, H, Column.COUNTRY)
    part(operation, lead, partner, countries=("SE",))
    client = staff_client(elin)
    page = client.get(client.at("operations:operation", operation_id=operation.id)).content.decode()
    assert "Site A" in page and "Site B" not in page and "Germany" not in page
    accounts = client.at("operations:accounts", operation_id=operation.id)
    assert len(client.get(accounts).context["page"].rows) == 1
    # Its twin lies outside of the part: that there is one is not told either.
    assert not client.get(f"{accounts}?elsewhere=yes").context["page"].rows
    [lead_row] = [
        one
        for one in staff_client(dana).get(f"{accounts}?elsewhere=yes").context["page"].rows
        if one.country == "SE"
    ]
    assert [twin.site_id for twin in queries.seen_elsewhere_for(lead, lead_row)] == [other.id]
    for name in ("operations:add_site", "operations:give_part", "operations:bring_table"):
        assert client.get(client.at(name, operation_id=operation.id)).status_code == 403


def test_a_look_at_an_account_asks_for_a_purpose_and_leaves_a_line(
    operation: Operation, site: Site, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    taken(site, "handle,email\nred_cup,red@post.example\n", lead)
    account = Account.objects.get()
    client = staff_client(dana)
    page = client.get(client.at("operations:account", account_id=account.id)).content.decode()
    assert "red_cup" not in page and "red@post" not in page
    reveal = client.at("operations:reveal_account", account_id=account.id)
    assert client.post(reveal, {"purpose": "curiosity"}).status_code == 422
    shown = client.post(reveal, {"purpose": "investigate"}).content.decode()
    assert "red_cup" in shown and "red@post.example" in shown
    with pytest.raises(StepUpNeeded):
        actions.reveal_account(account, Purpose.REQUEST, actor=lead.stale())
