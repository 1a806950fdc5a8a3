"""What is asked of providers and states: by which instrument, step by step, and renewed in time."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, NotFound, Refused, WrongState
from seawall.core.ids import short
from seawall.operations import actions
from seawall.operations.jobs import draft_renewals, lapse_requests
from seawall.operations.models import Account, Request, Site
from seawall.operations.requesting import radar
from seawall.operations.requesting.ends import end_by, end_of_renewal, last_day, zone_of
from seawall.operations.requesting.rules import Rule, rules
from seawall.operations.requesting.states import (
    STEPS,
    Answer,
    CountsFrom,
    Ground,
    Receipt,
    Renewals,
    RequestState,
)
from seawall.operations.tests.requesting import NOON, an_account_at, at, drafted, sent
from seawall.operations.tests.test_scope import part
from seawall.people.models import Staff

DAY = timedelta(days=1)


def test_it_is_drafted_sent_acknowledged_and_answered(site: Site, lead: Actor) -> None:
    with at(NOON):
        one = drafted(site, lead, "eu_produce")
        assert one.state == RequestState.DRAFTED and one.ends_at is None and one.rule_version == 1
        one = actions.send_request(one, NOON, actor=lead)
    # The day of sending is not counted; the tenth ends at midnight in Amsterdam.
    assert one.ends_at == datetime(2027, 3, 11, 23, tzinfo=UTC)
    with at(NOON + 2 * DAY):
        one = actions.acknowledge_request(one, Receipt(NOON + DAY, " A  7 "), actor=lead)
        assert (one.ends_on, one.their_reference) == (date(2027, 3, 12), "A 7")
        one = actions.answer_request(one, Answer.PART, actor=lead)
        assert radar.deadline_of(lead, one) is not None
        one = actions.answer_request(one, Answer.FULL, actor=lead)
    assert radar.deadline_of(lead, one) is None


def test_a_refusal_has_a_ground_and_nothing_else_has_one(site: Site, lead: Actor) -> None:
    one = sent(site, lead)
    for answer, ground in (
        (Answer.REFUSED, Ground.NONE),
        (Answer.FULL, Ground.LAW),
        (Answer.NONE, Ground.NONE),
    ):
        with pytest.raises(Invalid):
            actions.answer_request(one, answer, ground=ground, actor=lead)
    assert actions.answer_request(one, Answer.REFUSED, ground=Ground.FORM, actor=lead).ground == Ground.FORM


def test_a_renewal_takes_the_place_of_the_old_term_when_it_is_sent(site: Site, lead: Actor) -> None:
    with at(NOON):
        old = sent(site, lead)
        new = actions.draft_renewal(old, actor=lead)
        with pytest.raises(WrongState):
            actions.draft_renewal(old, actor=lead)
    with at(NOON + 50 * DAY):
        new = actions.send_request(new, NOON + 49 * DAY, actor=lead)
    old.refresh_from_db()
    assert old.state == RequestState.RENEWED and list(new.accounts.all()) == list(old.accounts.all())
    assert (old.ends_on, new.ends_on) == (date(2027, 4, 30), date(2027, 5, 30))
    # The European order is extended once.
    with pytest.raises(WrongState):
        actions.draft_renewal(new, actor=lead)


def test_what_has_ended_is_not_renewed_but_a_renewal_that_left_in_time_may_be_noted_late(
    site: Site, lead: Actor
) -> None:
    with at(NOON):
        old = sent(site, lead)
        new = actions.draft_renewal(old, actor=lead)
    assert old.ends_at
    with at(old.ends_at + DAY):
        lapse_requests.func()
        old.refresh_from_db()
        assert old.state == RequestState.LAPSED
        with pytest.raises(WrongState):
            actions.send_request(new, old.ends_at, actor=lead)
        new = actions.send_request(new, old.ends_at - DAY, actor=lead)
    old.refresh_from_db()
    assert (old.state, new.state) == (RequestState.RENEWED, RequestState.SENT)


def test_the_node_drafts_renewals_in_time_and_once(site: Site, lead: Actor) -> None:
    with at(NOON):
        one, other = sent(site, lead), sent(site, lead, "us_2258a", country="US")
        own = sent(site, lead, "own_preserve", last_day=date(2027, 3, 9))
        draft_renewals.func()
    assert not Request.objects.exclude(renews=None).exists()
    with at(NOON + 45 * DAY):
        draft_renewals.func()
        draft_renewals.func()
    draft = Request.objects.get(renews=one)
    assert draft.drafted_by is None and draft.state == RequestState.DRAFTED
    assert not other.renewals.exists() and not own.renewals.exists()
    # Whoever drops the draft does not find it again the next hour.
    actions.end_request(draft, actor=lead)
    with at(NOON + 46 * DAY):
        draft_renewals.func()
    assert one.renewals.count() == 1


def test_bad_terms_say_at_each_field_how_to_mend_them(site: Site, lead: Actor) -> None:
    faults: dict[str, dict[str, Any]] = {
        "instrument": {"instrument": "magic"},
        "country": {"country": "US"},
        "addressee": {"addressee": "  "},
        "reference": {"reference": "x" * 61},
        "last_day": {"last_day": date(2027, 3, 9)},
        "accounts": {"accounts": ()},
    }
    for field, terms in faults.items():
        with pytest.raises(Invalid) as error:
            drafted(site, lead, **{"instrument": "eu_preserve", **terms})
        assert set(error.value.fields) == {field}
    one = drafted(site, lead)
    for moment in (NOON + 40_000 * DAY, None):
        with pytest.raises(Invalid) as error:
            if moment:
                actions.send_request(one, moment, actor=lead)
            one = sent(site, lead) if one.sent_at is None else one
            actions.acknowledge_request(one, Receipt(NOON - 4000 * DAY), actor=lead)
        assert set(error.value.fields) == {"at"}


def test_an_agency_asks_for_accounts_of_its_part_alone_and_the_lead_sees_what_it_asked(
    site: Site, lead: Actor, partner: Actor, outsider: Actor
) -> None:
    part(site.operation, lead, partner, countries=("SE",))
    an_account_at(site, lead)
    theirs, not_theirs = Account.objects.get(country="SE"), Account.objects.get(country="DE")
    one = drafted(site, partner, accounts=(theirs.id,))
    with pytest.raises(Invalid):
        drafted(site, partner, accounts=(theirs.id, not_theirs.id))
    with pytest.raises(Refused):
        drafted(site, outsider, accounts=(theirs.id,))
    assert radar.one_request_for(lead, one.id) == one
    with pytest.raises(NotFound):
        radar.one_request_for(outsider, one.id)
    with pytest.raises(NotFound):
        radar.one_request_for(partner, drafted(site, lead).id)
    for deed in (
        lambda who: actions.end_request(one, actor=who),
        lambda who: actions.draft_renewal(one, actor=who),
    ):
        with pytest.raises(Refused):
            deed(lead)


STEP = st.sampled_from(["send", "receipt", "answer", "renew", "end", "lapse", "later"])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(STEP, max_size=8), instrument=st.sampled_from(["eu_preserve", "budapest_16", "eu_produce"])
)
def test_no_order_of_deeds_leaves_the_table_of_steps(
    site: Site, lead: Actor, steps: list[str], instrument: str
) -> None:
    now = NOON
    with at(now):
        one = drafted(site, lead, instrument)
    system = Actor.system(lead.agency_id)
    for step in steps:
        before, now = RequestState(one.state), now + (70 * DAY if step == "later" else DAY)
        with at(now):
            try:
                _do(step, one, lead, system, now)
            except (WrongState, Invalid):
                continue
            finally:
                one.refresh_from_db()
        after = RequestState(one.state)
        assert after is before or after in STEPS[before]
        assert (one.answer == Answer.NONE) == (one.answered_at is None)


def _do(step: str, one: Request, lead: Actor, system: Actor, now: datetime) -> None:
    deeds: dict[str, Any] = {
        "send": lambda: actions.send_request(one, now, actor=lead),
        "receipt": lambda: actions.acknowledge_request(one, Receipt(now), actor=lead),
        "answer": lambda: actions.answer_request(one, Answer.FULL, actor=lead),
        "renew": lambda: actions.send_request(actions.draft_renewal(one, actor=lead), now, actor=lead),
        "end": lambda: actions.end_request(one, actor=lead),
        "lapse": lambda: actions.lapse_request(one, actor=system),
        "later": lambda: None,
    }
    deeds[step]()


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_every_rule_is_whole(rule: Rule) -> None:
    assert rule.version >= 1 and rule.source and rule.sure and not (rule.days and rule.hours)
    assert (rule.renewals is Renewals.NONE) == (rule.renew_days == 0)
    assert all(rule.words[language][name] for language in ("en", "de") for name in ("title", "note"))


@pytest.mark.parametrize(
    ("code", "country", "sent_at", "ends"),
    [
        ("us_2703f", "US", "2027-01-01T02:00", "2027-04-01T04:00"),
        ("us_2258a", "US", "2027-01-01T12:00", "2028-01-02T05:00"),
        ("eu_preserve", "NL", "2027-01-31T23:30", "2027-04-02T22:00"),
        ("eu_produce", "FI", "2027-03-20T12:00", "2027-03-30T21:00"),
        ("eu_produce_emergency", "PT", "2027-03-28T00:30", "2027-03-28T08:30"),
        ("budapest_16", "JP", "2027-01-01T12:00", "2027-04-01T15:00"),
        ("budapest_29", "XK", "2027-01-01T12:00", "2027-03-03T10:00"),
    ],
)
def test_a_term_ends_with_its_last_day_by_the_addressees_clock(
    code: str, country: str, sent_at: str, ends: str
) -> None:
    """Worked out by hand: 02:00 UTC is still the old day in New York, 23:30 the new one in Amsterdam; summer time begins in between."""
    since = datetime.fromisoformat(sent_at).replace(tzinfo=UTC)
    assert end_by(rules()[code], since, zone_of(country)) == datetime.fromisoformat(ends).replace(tzinfo=UTC)


@given(
    st.sampled_from(sorted(rules())),
    st.integers(0, 5000),
    st.integers(0, 89),
)
def test_a_renewal_takes_nothing_away(code: str, days: int, after: int) -> None:
    rule, zone = rules()[code], zone_of("US")
    if rule.renewals is Renewals.NONE:
        return
    since = NOON + days * DAY
    old = end_by(rule, since, zone)
    new = end_of_renewal(rule, old, since + after * DAY, zone)
    assert new >= old
    if rule.renew_from is CountsFrom.END:
        assert last_day(new, zone) == last_day(old, zone) + timedelta(days=rule.renew_days)


def test_the_pages_lead_from_a_filtered_list_to_the_answer(
    site: Site, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    account = an_account_at(site, lead)
    client = staff_client(dana)
    page = client.at("operations:draft_request", operation_id=site.operation_id)
    assert client.get(f"{page}?account={account.id}").context["form"].initial["accounts"] == short(account.id)
    assert client.get(f"{page}?country=DE").context["form"].initial["accounts"] != short(account.id)
    assert client.get(page).context["form"].initial["accounts"] == ""
    sends = {"instrument": "eu_preserve", "addressee": "Post", "country": "US"}
    for accounts, wrong in (("x", {"accounts", "country"}), (account.id, {"country"})):
        bad = client.post(page, {**sends, "accounts": accounts})
        assert bad.status_code == 422 and set(bad.context["form"].errors) == wrong
    good = {"instrument": "us_2703f", "addressee": "Post Example", "country": "US", "accounts": account.id}
    url = client.post(page, good)["Location"]
    assert client.post(f"{url}send/", {"at": "2999-01-01T00:00"}).status_code == 422
    client.post(f"{url}send/", {"at": "2026-11-01T08:00"})
    client.post(f"{url}receipt/", {"at": "2026-11-02T08:00", "reference": "T-1"})
    assert client.post(f"{url}answer/", {"answer": "refused"}).status_code == 422
    client.post(f"{url}answer/", {"answer": "refused", "ground": "form"})
    shown = client.get(url).content.decode()
    assert "form or signature missing" in shown and "T-1" in shown and "red_cup" not in shown
