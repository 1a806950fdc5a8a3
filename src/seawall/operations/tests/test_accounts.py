"""The list of accounts: filters, pages by keys, ranks with their reasons."""

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.paging import SIZE
from seawall.demo.bringing import RING_COLUMNS
from seawall.demo.ring.accounts import Twin
from seawall.operations import actions
from seawall.operations.models import Account, Operation, Site
from seawall.operations.ranking import FRESH, Reason, ranked, weights_of, why
from seawall.operations.states import Activity, Column, Role
from seawall.operations.tests.make import H, a_site, taken
from seawall.people.models import Staff

POINTS = st.fixed_dictionaries({reason: st.integers(0, 100) for reason in Reason})


def walked(client: Any, url: str) -> list[list[str]]:
    pages = []
    while url:
        page = client.get(url).context["page"]
        pages.append([row.id for row in page.rows])
        url = page.later_url
    return pages


def test_every_account_is_on_one_page_forwards_and_backwards(
    operation: Operation, site: Site, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    table = taken(site, Twin(3, 300, until=clock.now()).table("Site A"), lead, *RING_COLUMNS)
    client = staff_client(dana)
    first = client.at("operations:accounts", operation_id=operation.id)
    pages = walked(client, first)
    assert [len(page) for page in pages] == [SIZE, SIZE, table.new - 2 * SIZE] and table.new < 3 * SIZE
    assert [one for page in pages for one in page] == [
        one.id for one in ranked(Account.objects.filter(site=site), weights_of(lead.agency_id))
    ]
    second = client.get(client.get(first).context["page"].later_url).context["page"]
    assert [row.id for row in client.get(second.earlier_url).context["page"].rows] == pages[0]
    assert client.get(f"{first}?after=nonsense").status_code == 404


def test_filters_ask_for_what_is_offered(
    operation: Operation, site: Site, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    text = "a,b,c,d\nred,SE,admin,daily\nblue,DE,member,never\ngreen,,member,daily\n"
    taken(site, text, lead, H, Column.COUNTRY, Column.ROLE, Column.ACTIVITY)
    client = staff_client(dana)
    url = client.at("operations:accounts", operation_id=operation.id)

    def found(asked: str) -> int:
        return len(client.get(f"{url}?{asked}").context["page"].rows)

    asked = ("country=SE", "country=-", "role=member", "activity=daily", f"site={site.id}", "elsewhere=yes")
    assert [found(one) for one in asked] == [1, 1, 2, 2, 3, 0]
    assert found("role=king") == 3


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(points=POINTS, data=st.data())
def test_the_rank_is_the_sum_of_its_reasons(
    site: Site, lead: Actor, points: dict[Reason, int], data: st.DataObject
) -> None:
    if not Account.objects.exists():
        taken(site, "handle\nred\n", lead)
    days = data.draw(st.none() | st.integers(0, 200))
    Account.objects.update(
        role=data.draw(st.sampled_from(Role)),
        activity=Activity.DAILY,
        child_contact=data.draw(st.booleans()),
        work_with_children=data.draw(st.booleans()),
        last_active=None if days is None else clock.now().date() - timedelta(days=days),
    )
    weights = actions.set_weights(points, actor=lead)
    account = ranked(Account.objects.filter(site=site), weights).get()
    reasons = why(account, weights)
    assert account.score == sum(one.points for one in reasons)  # type: ignore[attr-defined]
    fresh = days is not None and days <= FRESH.days and points[Reason.FRESH] > 0
    assert (Reason.FRESH in {one.reason for one in reasons}) == fresh


def test_weights_are_of_one_agency(lead: Actor, partner: Actor, elin: Staff, staff_client: Any) -> None:
    actions.set_weights(dict.fromkeys(Reason, 7), actor=lead)
    assert weights_of(lead.agency_id).fresh == 7 != weights_of(partner.agency_id).fresh
    client = staff_client(elin)
    sent = {reason.value: "101" for reason in Reason}
    assert client.post(client.at("operations:weights"), sent).status_code == 422


def test_the_wizard_leads_from_the_paste_to_the_list(site: Site, dana: Staff, staff_client: Any) -> None:
    client = staff_client(dana)
    bring = client.at("operations:bring_table", operation_id=site.operation_id)
    assert client.post(bring, {"site": site.id, "table": "a,a\n1,2\n"}).status_code == 422
    brought = client.post(bring, {"site": site.id, "table": "Who\tCountry\nred_cup\tSE\n\tDE\n"})
    page = client.get(brought["Location"])
    assert page.context["form"]["column_1"].initial == "country"
    columns = client.at("operations:map_columns", table_id=page.context["table"].id)
    terms = {"source": "ip", "confidence": "3", "column_1": "country"}
    unnamed = client.post(columns, {**terms, "column_0": "ignored"})
    assert unnamed.status_code == 422 and "name of the account" in unnamed.content.decode()
    looked = client.get(client.post(columns, {**terms, "column_0": "handle"})["Location"])
    assert dict(looked.context["fates"]) == {"new": 1, "known": 0, "refused": 1}
    assert "red_cup" not in looked.content.decode()
    client.post(client.at("operations:take_table", table_id=page.context["table"].id))
    taking = client.get(brought["Location"])
    assert taking["Refresh"] and "0 / 2" in taking.content.decode()


def test_known_elsewhere_is_asked_piece_by_piece_and_none_is_lost(
    operation: Operation, site: Site, lead: Actor, dana: Staff, staff_client: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("seawall.core.paging.AT_ONCE", 7)
    other = a_site(lead, operation, "Site B")
    here = [f"red_cup{number}" for number in range(60)]
    taken(site, "\n".join(["a", *here, *(f"blue_kite{number}" for number in range(40))]) + "\n", lead, H)
    taken(other, "\n".join(["a", *(handle.upper() for handle in here)]) + "\n", lead, H)
    client = staff_client(dana)
    url = client.at("operations:accounts", operation_id=operation.id)
    pages = walked(client, f"{url}?elsewhere=yes")
    assert [len(page) for page in pages] == [SIZE, SIZE, 20]
    assert len({one for page in pages for one in page}) == 120
