"""Another country is told of a series, and what came of it reaches whoever reported the very same bytes: one safe sentence, and no other report."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.jobs import settle
from seawall.core.paging import SIZE
from seawall.identification.actions import add_victim, merge_series
from seawall.identification.models import Series
from seawall.identification.states import Confidence, VictimState
from seawall.identification.tests.makers import a_clue, a_series, read, series_with, up
from seawall.material.states import AgeBand, GivenFingerprint, HandlingCode
from seawall.material.tests.make import sha256
from seawall.operations import actions
from seawall.operations.models import NamedSeries, Operation, Referral
from seawall.operations.referring import reading
from seawall.operations.referring.gathering import gathered
from seawall.operations.referring.packing import page_of
from seawall.operations.referring.states import (
    CountryTerms,
    OutcomeTerms,
    RecipientKind,
    ReferralLanguage,
    ReferralOutcome,
    ReferralPurpose,
)
from seawall.operations.states import PartKind, PartTerms
from seawall.operations.tests.referring import addressed, unpacked
from seawall.people.models import Agency, Staff
from seawall.public.tests.doorstep import Visitor
from seawall.reports.actions import Filed, Filing, assess_bundle, file_report
from seawall.reports.models import Report, Subject
from seawall.reports.states import Removal
from seawall.reports.tests.makers import labels_for

SAFE = "of use to people who protect children"


def named(operation: Operation, series: Series, specialist: Actor) -> NamedSeries:
    return actions.name_series(operation, series.code, actor=specialist)


def sent(one: Referral, lead: Actor) -> Referral:
    one = actions.check_referral(addressed(one, lead), actor=lead)
    return actions.send_referral(one, actor=lead)[0]


def answered(one: Referral, outcome: ReferralOutcome, actor: Actor) -> None:
    actions.answer_referral(one, OutcomeTerms(outcome), actor=actor)
    settle()


def test_a_specialist_drafts_it_and_an_investigator_sends_it(
    operation: Operation,
    lead: Actor,
    specialist: Actor,
    sofie: Staff,
    dana: Staff,
    staff_client: Callable[..., Client],
) -> None:
    series = a_series(specialist, 3)
    child = add_victim(series, age=AgeBand.PRIMARY, actor=specialist)
    clue = a_clue(specialist, series, read("SE", "GB", Confidence.HIGH))
    of_it = named(operation, series, specialist)
    at = f"/operations/series/{of_it.id}/refer/"
    desk = staff_client(sofie)
    refused = desk.post(at, {"country": "", "handling": "red", "days": "30"})
    assert refused.status_code == 422 and f'action="{at}"' in refused.content.decode()
    desk.post(at, {"country": "SE", "handling": "red", "days": "30"})
    one = Referral.objects.get()
    assert "Referral to Sweden" in desk.get("/operations/series/").content.decode()
    assert desk.get(f"/operations/referrals/{one.id}/").status_code == 403
    page = staff_client(dana).get(f"/operations/referrals/{one.id}/").content.decode()
    assert series.code not in page and child.code not in page
    one = sent(one, lead)
    told = unpacked(actions.reveal_referral(one, ReferralPurpose.SEND, actor=lead))[0]["referral.jsonld"]
    for words in (series.code, child.code, "items:3", "clue:plug (high) for:SE against:GB"):
        assert words in told.decode("unicode_escape")
    assert clue.words.secret.encode() not in told


def test_only_the_series_that_is_asked_for_has_its_form_open(
    operation: Operation, specialist: Actor, sofie: Staff, staff_client: Callable[..., Client]
) -> None:
    first, second = (named(operation, a_series(specialist), specialist) for _ in range(2))
    desk = staff_client(sofie)
    page = desk.get("/operations/series/").content.decode()
    assert "/refer/" not in page and f"?refer={first.id}#refer" in page
    page = desk.get(f"/operations/series/?refer={first.id}").content.decode()
    assert f"/operations/series/{first.id}/refer/" in page and f"?refer={second.id}#refer" in page
    assert "/refer/" not in desk.get("/operations/series/?refer=%3Cscript%3E").content.decode()


def test_what_its_handling_code_forbids_is_left_out(
    operation: Operation, lead: Actor, specialist: Actor
) -> None:
    series = a_series(specialist)
    child = add_victim(series, actor=specialist)
    of_it = named(operation, series, specialist)
    one = actions.refer_series(of_it, CountryTerms("SE"), actor=specialist)
    one = addressed(one, lead, kind=RecipientKind.CHANNEL, handling=HandlingCode.AMBER)
    one = actions.check_referral(one, actor=lead)
    told = unpacked(actions.reveal_referral(one, ReferralPurpose.CHECK, actor=lead))[0]["referral.jsonld"]
    assert series.code.encode() in told and child.code.encode() not in told


def test_nobody_else_refers_it_and_a_closed_one_goes_nowhere(
    operation: Operation, lead: Actor, specialist: Actor, partner: Actor, jonas: Staff, actor_of: Any
) -> None:
    series = a_series(specialist)
    of_it = named(operation, series, specialist)
    terms = CountryTerms("SE")
    for actor in (lead, partner, actor_of(jonas), Actor.system(lead.agency_id)):
        with pytest.raises(Refused):
            actions.refer_series(of_it, terms, actor=actor)
    one = actions.refer_series(of_it, terms, actor=specialist)
    with pytest.raises(Invalid, match="already"):
        actions.refer_series(of_it, terms, actor=specialist)
    merge_series(series, a_series(specialist), actor=specialist)
    with pytest.raises(Invalid, match="closed"):
        actions.refer_series(of_it, CountryTerms("NL"), actor=specialist)
    with pytest.raises(WrongState, match="A series in it"):
        actions.check_referral(addressed(one, lead), actor=lead)


def test_a_series_of_another_lead_s_operation_is_not_ours_to_refer(
    operation: Operation, lead: Actor, jonas: Staff, actor_of: Any
) -> None:
    theirs = actor_of(jonas)
    part = PartTerms(PartKind.INVESTIGATION, ("NL",))
    actions.give_part(operation, part, agency_id=theirs.agency_id, actor=lead)
    of_it = named(operation, a_series(theirs), theirs)
    with pytest.raises(Refused):
        actions.refer_series(of_it, CountryTerms("SE"), actor=theirs)


def test_whoever_worked_on_the_series_learns_what_came_of_it(
    operation: Operation, lead: Actor, specialist: Actor, sofie: Staff, staff_client: Callable[..., Client]
) -> None:
    series = a_series(specialist)
    child = add_victim(series, actor=specialist)
    clue = a_clue(specialist, series)
    of_it = named(operation, series, specialist)
    one = sent(actions.refer_series(of_it, CountryTerms("SE"), actor=specialist), lead)
    answered(one, ReferralOutcome.SAFEGUARDED, lead)
    a_day_ago = clock.in_future(days=-1)
    for touched in (series.id, child.id, clue.id):
        came = reading.what_came_of(specialist, [touched], a_day_ago)
        assert [(c.outcome, c.referral_id) for c in came] == [("safeguarded", "")]
    assert not reading.what_came_of(specialist, [a_series(specialist).id], a_day_ago)
    desk = staff_client(sofie)
    assert "a child is safeguarded" in desk.get("/outcomes/").content.decode()
    assert "/outcomes/" in desk.get("/").content.decode()


@pytest.fixture
def told(hotline: Agency, mara: Staff, actor_of: Callable[..., Actor]) -> Callable[..., Filed]:
    """Somebody pastes a fingerprint at the public door, and Mara assesses it."""

    def tell(fingerprint: GivenFingerprint) -> Filed:
        form = Filing(token=f"a form for {fingerprint.value}", seen="pictures", place=fingerprint.value)
        filed = file_report(form, actor=Actor.reporter(hotline.id))
        bundle = Report.objects.get(pk=filed.report_id).bundle
        assess_bundle(bundle, labels_for(bundle), actor=actor_of(mara))
        return filed

    return tell


@pytest.fixture
def answer_page(public_client: Any) -> Callable[[Filed], str]:
    def text(filed: Filed) -> str:
        return Visitor(public_client).opens("/en/follow-up/").sends(code=filed.code_shown).text

    return text


def referred(operation: Operation, fingerprint: GivenFingerprint, specialist: Actor, lead: Actor) -> Referral:
    of_it = named(operation, series_with(specialist, fingerprint), specialist)
    return sent(actions.refer_series(of_it, CountryTerms("SE"), actor=specialist), lead)


def test_the_reporter_hears_in_one_safe_sentence(
    operation: Operation,
    lead: Actor,
    specialist: Actor,
    mara: Staff,
    staff_client: Callable[..., Client],
    told: Callable[..., Filed],
    answer_page: Callable[[Filed], str],
) -> None:
    mark = sha256()
    filed, other = told(mark), told(sha256())
    one = referred(operation, mark, specialist, lead)
    before = answer_page(filed)
    assert SAFE not in before
    answered(one, ReferralOutcome.ARRESTED, lead)
    page = answer_page(filed)
    assert SAFE in page
    for secret in ("arrest", "safeguarded", "Sweden", operation.code, Series.objects.get().code, one.short):
        assert secret not in page.replace(before, "")
    assert SAFE not in answer_page(other)
    bundle = Report.objects.get(pk=filed.report_id).bundle_id
    for at in (f"/reports/bundles/{bundle}/", "/outcomes/"):
        assert "of use to those who protect children" in staff_client(mara).get(at).content.decode()


def test_only_the_very_bytes_count_and_only_while_police_do_not_ask_to_wait(
    operation: Operation,
    lead: Actor,
    specialist: Actor,
    told: Callable[..., Filed],
    answer_page: Callable[[Filed], str],
) -> None:
    mark = sha256()
    filed, beside = told(mark), told(sha256())
    # An account of the same operation, and another series of it, are nothing to the report.
    elsewhere = referred(operation, sha256(), specialist, lead)
    answered(elsewhere, ReferralOutcome.SAFEGUARDED, lead)
    assert SAFE not in answer_page(filed)
    one = referred(operation, mark, specialist, lead)
    answered(one, ReferralOutcome.NOTHING, lead)
    assert SAFE not in answer_page(filed)
    answered(one, ReferralOutcome.USED, lead)
    Subject.objects.update(removal=Removal.HELD)
    assert SAFE not in answer_page(filed)
    Subject.objects.update(removal=Removal.NONE)
    assert SAFE in answer_page(filed) and SAFE not in answer_page(beside)
    answered(one, ReferralOutcome.NOTHING, lead)
    assert SAFE not in answer_page(filed)


def test_the_part_for_people_is_in_the_language_of_its_reader(
    operation: Operation, lead: Actor, specialist: Actor
) -> None:
    of_it = named(operation, a_series(specialist), specialist)
    a_clue(specialist, of_it.series, read("AT"))
    up(add_victim(of_it.series, actor=specialist), VictimState.COUNTRY_KNOWN, specialist)
    for country, words in (
        ("AT", ("Übergabe", "Land bekannt", "Niederlande", "Stecker oder Steckdose")),
        ("SE", ("Referral", "country known", "Netherlands", "plug")),
    ):
        one = actions.refer_series(of_it, CountryTerms(country), actor=specialist)
        addressed(one, lead, language=ReferralLanguage(one.language))
        one.refresh_from_db()
        text = str(page_of(gathered(one), one.language))
        for word in words:
            assert word in text


def test_hundreds_of_series_are_read_page_by_page(
    operation: Operation, specialist: Actor, sofie: Staff, staff_client: Callable[..., Client]
) -> None:
    some = Series.objects.bulk_create(
        Series(owner_id=specialist.agency_id, code=f"S-{number:03}-AAA", opened_by_id=specialist.id)
        for number in range(SIZE + 5)
    )
    NamedSeries.objects.bulk_create(
        NamedSeries(owner_id=specialist.agency_id, operation=operation, series=one, by_id=specialist.id)
        for one in some
    )
    every, desk = list(NamedSeries.objects.order_by("-id").values_list("id", flat=True)), staff_client(sofie)
    first = desk.get("/operations/series/")
    [(_operation, page, _form)] = first.context["rows"]
    assert [one.id for one, *_ in page.rows] == every[:SIZE]
    further = desk.get(page.later_url)
    [(_operation, later, _form)] = further.context["rows"]
    assert [one.id for one, *_ in later.rows] == every[SIZE:] and not later.later_url
    shown = further.content.decode()
    assert f"&amp;refer={every[-1]}#refer" in shown
    refused = desk.post(f"/operations/series/{every[-1]}/refer/", {"country": ""}).content.decode()
    assert f'action="/operations/series/{every[-1]}/refer/"' in refused
