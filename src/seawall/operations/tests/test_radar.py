"""What ends when: the same for whoever looks, to the last second of the last day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from seawall.core.actors import Actor
from seawall.operations import actions
from seawall.operations.jobs import draft_renewals, lapse_requests
from seawall.operations.models import Site
from seawall.operations.requesting import radar
from seawall.operations.requesting.states import Answer, Ground, NextStep, When
from seawall.operations.tests.planning import planned, window
from seawall.operations.tests.requesting import NOON, an_account_at, at, drafted, sent
from seawall.operations.tests.test_scope import part
from seawall.people.models import Staff

DAY = timedelta(days=1)
# The last day of sixty from 1 March 2027 ends at midnight in Amsterdam, where it is summer.
END = datetime(2027, 4, 30, 22, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "near"),
    [
        (NOON, When.LATER),
        (END - 8 * DAY, When.LATER),
        (END - 7 * DAY, When.WEEK),
        (END - DAY - SECOND, When.WEEK),
        (END - DAY, When.TODAY),
        (END - SECOND, When.TODAY),
        (END, When.PAST),
    ],
)
def test_the_last_day_is_today_to_its_last_second(site: Site, lead: Actor, now: datetime, near: When) -> None:
    with at(NOON):
        assert sent(site, lead).ends_at == END
    with at(now):
        [one] = radar.deadlines_for(lead)
        assert one.when is near
        assert bool(radar.alarms_for(lead, most=5)) == (near is not When.LATER)


def test_it_is_today_where_the_addressee_is(site: Site, lead: Actor) -> None:
    """On the last day of winter time in New York the day has 25 hours."""
    with at(NOON):
        sent(site, lead, "own_preserve", country="US", last_day=date(2027, 11, 7))
    for now, near in (("2027-11-07T03:59", When.WEEK), ("2027-11-07T04:00", When.TODAY)):
        with at(datetime.fromisoformat(now).replace(tzinfo=UTC)):
            assert radar.deadlines_for(lead)[0].when is near
    with at(datetime(2027, 11, 8, 4, 59, tzinfo=UTC)):
        assert radar.deadlines_for(lead)[0].when is When.TODAY
    with at(datetime(2027, 11, 8, 5, tzinfo=UTC)):
        assert radar.deadlines_for(lead)[0].when is When.PAST


def test_the_nearest_end_comes_first_and_each_says_what_to_do(site: Site, lead: Actor) -> None:
    with at(NOON):
        whenever = sent(site, lead, "mla")
        soon = sent(site, lead, "eu_preserve")
        fast = sent(site, lead, "eu_produce_emergency")
        year = sent(site, lead, "us_2258a", country="US")
        drafted(site, lead)
    with at(END - 10 * DAY):
        found = radar.deadlines_for(lead)
        assert [one.request for one in found] == [fast, soon, year, whenever]
        steps = [NextStep.ASK, NextStep.RENEW, NextStep.OTHER_WAY, NextStep.WAIT]
        assert [one.next for one in found] == steps
        draft_renewals.func()
        assert radar.deadlines_for(lead)[1].next is NextStep.SEND_RENEWAL
        actions.answer_request(year, Answer.REFUSED, ground=Ground.LAW, actor=lead)
        refused = radar.deadline_of(lead, year)
        assert refused and (refused.when, refused.next) == (When.TODAY, NextStep.REFUSED)
        assert [one.request for one in radar.alarms_for(lead, most=5)] == [fast, year]


def test_what_has_lapsed_stays_until_a_person_has_looked(site: Site, lead: Actor) -> None:
    with at(NOON):
        one = sent(site, lead)
    with at(END):
        lapse_requests.func()
        [found] = radar.deadlines_for(lead)
        assert (found.when, found.next) == (When.PAST, NextStep.LOOK)
        actions.end_request(one, actor=lead)
        assert not radar.deadlines_for(lead)


def test_the_radar_shows_each_agency_its_own_and_the_lead_all(
    site: Site, lead: Actor, partner: Actor, elin: Staff, dana: Staff, staff_client: Any
) -> None:
    part(site.operation, lead, partner, countries=("SE",))
    an_account_at(site, lead)
    own = drafted(site, partner, accounts=(an_account_at(site, lead).id,))
    actions.send_request(own, own.created_at, actor=partner)
    sent(site, lead, addressee="Hosting Example")
    pages = [staff_client(one) for one in (elin, dana)]
    shown = [client.get(client.at("operations:radar")).content.decode() for client in pages]
    assert ["Post Example" in page for page in shown] == [True, True]
    assert ["Hosting Example" in page for page in shown] == [False, True]


def test_the_home_page_says_what_may_be_lost(site: Site, lead: Actor, dana: Staff, staff_client: Any) -> None:
    sent(site, lead, "own_preserve", last_day=datetime.now(UTC).date() + 2 * DAY)
    client = staff_client(dana)
    page = client.get("/").content.decode()
    assert "Data may be lost" in page and "Post Example" in page


def test_what_is_cut_off_is_said(
    site: Site, lead: Actor, dana: Staff, staff_client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = staff_client(dana)
    for days in (1, 2):
        planned(site.operation, lead, window("Haven-Stad", begins=24 * days))
    assert "Only the nearest" not in client.get("/operations/deadlines/").content.decode()
    monkeypatch.setattr(radar, "MOST", 1)
    page = client.get("/operations/deadlines/")
    assert "Only the nearest 1 are shown." in page.content.decode() and len(page.context["measures"]) == 1
