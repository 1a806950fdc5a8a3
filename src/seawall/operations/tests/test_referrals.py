"""Another country is told of persons and accounts: packed as it may be, sent where nothing stops it, and answered by one press."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, NotFound, Refused, StepUpNeeded, WrongState
from seawall.core.jobs import settle
from seawall.material.states import HandlingCode
from seawall.operations import actions
from seawall.operations.models import Account, Operation, Referral, Site
from seawall.operations.persons.words import PersonState as P
from seawall.operations.referring import reading
from seawall.operations.referring.states import (
    BatchTerms,
    Grouping,
    OutcomeTerms,
    RecipientKind,
    ReferralOutcome,
    ReferralPurpose,
    ReferralState,
)
from seawall.operations.referring.tickets import come_in
from seawall.operations.tests.make import noted, stepped, taken
from seawall.operations.tests.referring import (
    SENTINELS,
    a_person_of,
    addressed,
    checked,
    drafted,
    is_valid,
    sent,
    sent_to,
    unpacked,
)
from seawall.people.models import Staff

USED = OutcomeTerms(ReferralOutcome.USED, " All of  it. ")


def test_a_person_of_the_own_country_is_handed_over_and_not_told_abroad(
    operation: Operation, lead: Actor, dana: Staff, staff_client: Callable[..., Client]
) -> None:
    client, titles = staff_client(dana), {}
    for country in (dana.agency.country, "SE"):
        one = drafted(operation, lead, noted(operation, lead, country=country))
        page = client.get(reverse("operations:referral", args=[one.id])).content.decode()
        titles[country] = re.findall(r"<h1>(.*?)</h1>", page)
    assert titles.pop("SE") == ["Referral to Sweden"]
    assert titles == {"DE": ["Hand-over within the country (Germany)"]}


def test_a_batch_makes_a_draft_for_each_country(operation: Operation, lead: Actor) -> None:
    persons = [noted(operation, lead, country=code) for code in ("SE", "DE", "SE")]
    codes = tuple(one.code.lower() for one in persons)
    made = actions.draft_referrals(operation, BatchTerms(codes), actor=lead)
    assert [(one.country, one.persons.count()) for one in made] == [("DE", 1), ("SE", 2)]
    with pytest.raises(Invalid, match="Already in a referral"):
        actions.draft_referrals(operation, BatchTerms(codes[:1]), actor=lead)
    for one in made:
        actions.call_back_referral(one, actor=lead)
    each = BatchTerms(codes, grouping=Grouping.PERSON)
    assert len(actions.draft_referrals(operation, each, actor=lead)) == 3


def test_whose_country_nobody_knows_is_in_no_package(site: Site, lead: Actor) -> None:
    nowhere = noted(site.operation, lead)
    taken(site, "handle,country\nred_cup,\n", lead)
    account = Account.objects.get()
    for terms in (BatchTerms((nowhere.code,)), BatchTerms((), (account.id,)), BatchTerms(("P-XXX-XXX",))):
        with pytest.raises(Invalid):
            actions.draft_referrals(site.operation, terms, actor=lead)


def test_an_account_of_nobody_goes_alone(site: Site, lead: Actor) -> None:
    taken(site, "handle,country\nred_cup,SE\n", lead)
    account = Account.objects.get()
    one = actions.draft_referrals(site.operation, BatchTerms((), (account.id,)), actor=lead)[0]
    one = actions.check_referral(addressed(one, lead), actor=lead)
    files, _manifest = unpacked(actions.reveal_referral(one, ReferralPurpose.SEND, actor=lead))
    assert b"red_cup" in files["referral.jsonld"] and b"identity:Person" not in files["referral.jsonld"]


def test_the_lead_alone_refers(
    site: Site, operation: Operation, lead: Actor, partner: Actor, outsider: Actor
) -> None:
    person = noted(operation, lead, country="SE")
    for actor in (partner, outsider, Actor.system(lead.agency_id)):
        with pytest.raises(Refused):
            actions.draft_referrals(operation, BatchTerms((person.code,)), actor=actor)
    one = checked(site, lead)
    for actor in (partner, outsider):
        for deed in (
            actions.check_referral,
            actions.send_referral,
            actions.call_back_referral,
            actions.renew_ticket,
        ):
            with pytest.raises(Refused):
                deed(one, actor=actor)
        with pytest.raises(NotFound):
            reading.one_referral_for(actor, one.id)


def test_its_package_is_what_was_checked_and_its_manifest_says_so(
    site: Site, lead: Actor, tmp_path: Path
) -> None:
    person = stepped(a_person_of(site, lead), lead, P.INVESTIGATED)
    one = actions.check_referral(addressed(drafted(site.operation, lead, person), lead), actor=lead)
    first = actions.reveal_referral(one, ReferralPurpose.SEND, actor=lead)
    stepped(person, lead, P.IDENTIFIED)
    again = actions.reveal_referral(one, ReferralPurpose.CHECK, actor=lead)
    assert first == again and hashlib.sha256(first).hexdigest() == one.package.sha256
    files, manifest = unpacked(first)
    assert manifest["parts"] == one.manifest and manifest["handling"] == "TLP:RED"
    for part in one.manifest:
        content = files[part["name"]]
        assert hashlib.sha256(content).hexdigest() == part["sha256"] and len(content) == part["size"]
    assert files["referral.pdf"].startswith(b"%PDF-")
    for word in (SENTINELS["name"], SENTINELS["accounts"], SENTINELS["identifiers"], "investigated"):
        assert word.encode() in files["referral.jsonld"]
    assert Line.objects.filter(what="operations.referral_revealed", subject_id=one.id).count() == 2
    is_valid(files["referral.jsonld"].decode(), tmp_path)


def test_a_package_needs_a_recipient_a_fresh_second_factor_and_something_in_it(
    site: Site, lead: Actor
) -> None:
    minor = a_person_of(site, lead, youth=True)
    one = drafted(site.operation, lead, minor)
    with pytest.raises(WrongState, match="who gets it"):
        actions.check_referral(one, actor=lead)
    one = addressed(one, lead, handling=HandlingCode.GREEN)
    with pytest.raises(WrongState, match="leave nothing"):
        actions.check_referral(one, actor=lead)
    one = actions.check_referral(addressed(one, lead), actor=lead)
    with pytest.raises(StepUpNeeded):
        actions.reveal_referral(one, ReferralPurpose.SEND, actor=lead.stale())
    with pytest.raises(WrongState):
        addressed(one, lead)


def test_the_ticket_opens_one_referral_and_is_kept_nowhere(site: Site, lead: Actor) -> None:
    one, ticket = sent(site, lead)
    assert one.ticket and ticket not in one.ticket and ticket not in Line.objects.latest("seq").body
    found, actor = come_in(ticket.lower())
    assert found == one and actor.id == one.id
    with pytest.raises(Refused):
        actions.call_back_referral(one, actor=actor)
    newer = actions.renew_ticket(one, actor=lead)
    with pytest.raises(NotFound):
        come_in(ticket)
    assert come_in(newer)[0] == one
    actions.call_back_referral(one, actor=lead)
    with pytest.raises(NotFound):
        come_in(newer)


def test_a_stranger_answers_by_one_press(site: Site, lead: Actor, node_client: Client) -> None:
    one, ticket = sent(site, lead)
    page = node_client.get(f"/tickets/{ticket}/").content.decode()
    assert page.count('name="outcome"') == 4 and one.manifest[0]["sha256"] in page
    for secret in (
        SENTINELS["name"],
        SENTINELS["accounts"],
        one.operation.code,
        *(p.code for p in one.persons.all()),
    ):
        assert secret not in page
    assert node_client.post(f"/tickets/{ticket}/receipt").status_code == 302
    assert node_client.post(f"/tickets/{ticket}/answer", {"outcome": "arrested"}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.outcome) == (ReferralState.ANSWERED, ReferralOutcome.ARRESTED)
    wrong = node_client.post(f"/tickets/{ticket}/answer", {"outcome": "perhaps"})
    assert wrong.status_code == 422
    assert node_client.get("/tickets/0000-0000-0000-0000/").status_code == 404
    assert node_client.get("/tickets/nothing/").status_code == 404
    settle()
    whats = list(Line.objects.filter(subject_id=one.id).order_by("seq").values_list("what", flat=True))
    assert whats[-3:] == [
        "operations.referral_received",
        "operations.referral_answered",
        "operations.outcome_came",
    ]


def test_the_answer_page_speaks_the_language_that_was_chosen(
    site: Site, lead: Actor, node_client: Client
) -> None:
    _one, ticket = sent(site, lead)
    page = node_client.get(f"/tickets/{ticket}/?language=de").content.decode()
    assert 'lang="de"' in page and f'action="/tickets/{ticket}/answer?language=de"' in page
    answered = node_client.post(f"/tickets/{ticket}/answer?language=de", {"outcome": "used"})
    assert answered["Location"] == f"/tickets/{ticket}/?language=de"


def test_an_agency_of_this_node_takes_and_answers_it(
    site: Site, lead: Actor, elin: Staff, partner: Actor, outsider: Actor
) -> None:
    one = checked(site, lead, kind=RecipientKind.AGENCY, agency=partner.agency_id)
    with pytest.raises(NotFound):
        reading.one_referral_to(partner, one.id)
    one, ticket = actions.send_referral(one, actor=lead)
    assert not ticket and list(reading.waiting_at(partner)) == [one] and not reading.waiting_at(outsider)
    with pytest.raises(Refused):
        actions.receive_referral(one, actor=lead)
    actions.receive_referral(one, actor=partner)
    files, _manifest = unpacked(actions.reveal_referral(one, ReferralPurpose.WORK, actor=partner))
    assert SENTINELS["accounts"].encode() in files["referral.jsonld"]
    with pytest.raises(Refused):
        actions.reveal_referral(one, ReferralPurpose.WORK, actor=outsider)
    one = actions.answer_referral(one, USED, actor=partner)
    assert one.words == "All of it." and not reading.waiting_at(partner)
    actions.call_back_referral(one, actor=lead)
    with pytest.raises(WrongState):
        actions.reveal_referral(one, ReferralPurpose.WORK, actor=partner)
    with pytest.raises(WrongState):
        actions.answer_referral(one, USED, actor=partner)


def test_an_answer_that_is_overdue_is_on_the_list(site: Site, lead: Actor) -> None:
    one, _ticket = sent(site, lead)
    assert list(reading.awaited_for(lead)) == [one] and not reading.awaited_for(lead, overdue=True)
    with clock.at(clock.now() + timedelta(days=31)):
        assert list(reading.awaited_for(lead, overdue=True)) == [one]
        actions.answer_referral(one, OutcomeTerms(ReferralOutcome.NOTHING), actor=lead)
        assert not reading.awaited_for(lead)


def test_whoever_had_a_hand_in_it_learns_what_came_of_it(
    site: Site, lead: Actor, partner: Actor, outsider: Actor
) -> None:
    one, _ticket = sent(site, lead)
    actions.answer_referral(one, OutcomeTerms(ReferralOutcome.SAFEGUARDED), actor=lead)
    a_day_ago = clock.in_future(days=-1)
    account = Account.objects.latest("id")
    for touched in ([one.id], [one.persons.get().id], [account.id]):
        came = reading.what_came_of(partner, touched, a_day_ago)
        assert [(c.outcome, c.country, c.referral_id) for c in came] == [("safeguarded", "SE", "")]
    assert reading.what_came_of(lead, [account.id], a_day_ago)[0].referral_id == one.id
    assert not reading.what_came_of(outsider, [site.id], a_day_ago)
    assert not reading.what_came_of(lead, [account.id], clock.in_future(days=1))


def test_the_home_page_says_what_came_what_waits_and_what_is_overdue(
    site: Site, lead: Actor, dana: Staff, elin: Staff, partner: Actor, staff_client: Callable[..., Client]
) -> None:
    one = sent_to(site, lead, partner.agency_id)
    here = staff_client(elin).get("/").content.decode()
    assert f"/operations/referrals/to-us/{one.id}/" in here
    Referral.objects.update(answer_by=clock.in_future(days=-1))
    for page in ("/", "/operations/deadlines/"):
        assert f"/operations/referrals/{one.id}/" in staff_client(dana).get(page).content.decode()
    actions.answer_referral(one, USED, actor=partner)
    assert "/outcomes/" in staff_client(dana).get("/").content.decode()
    became = staff_client(dana).get("/outcomes/").content.decode()
    assert f"/operations/referrals/{one.id}/" in became and "Harbour" in became


def test_its_pages_go_from_a_choice_to_an_answer(
    site: Site, lead: Actor, dana: Staff, staff_client: Callable[..., Client]
) -> None:
    person = a_person_of(site, lead)
    desk = staff_client(dana)
    new = f"/operations/{site.operation_id}/referrals/draft/"
    assert person.code in desk.get(new).content.decode()
    sends = {"persons": person.code, "grouping": "country", "handling": "red", "days": "30"}
    desk.post(new, sends)
    one = Referral.objects.get()
    at = f"/operations/referrals/{one.id}/"
    to = {"to-kind": "police", "to-name": "Polis Exempel", "to-contact": "a person", "to-handling": "red"}
    wrong = desk.post(f"{at}address/", {**to, "to-days": "30", "to-language": "de"})
    assert wrong.status_code == 422 and "Polis Exempel" in wrong.content.decode()
    desk.post(
        f"{at}address/", {**to, "to-contact": "desk@polis.example", "to-days": "30", "to-language": "de"}
    )
    desk.post(f"{at}check/")
    page = desk.post(f"{at}send/").content.decode()
    assert "/tickets/" in page and "/tickets/" not in desk.get(at).content.decode()
    desk.post(f"{at}outcome/", {"outcome": "used"})
    one.refresh_from_db()
    assert one.outcome == ReferralOutcome.USED
    assert "used" in desk.get(f"/operations/{site.operation_id}/referrals/").content.decode()


def test_the_way_to_a_country_is_remembered(site: Site, lead: Actor, partner: Actor) -> None:
    first = drafted(site.operation, lead, noted(site.operation, lead, country="SE"))
    assert first.recipient_id == partner.agency_id
    addressed(first, lead)
    second = drafted(site.operation, lead, noted(site.operation, lead, country="SE"))
    assert (second.kind, second.recipient_name) == (RecipientKind.POLICE, "Polismyndigheten Exempel")
    assert not drafted(site.operation, lead, noted(site.operation, lead, country="NL")).kind


def test_an_agency_of_another_country_is_no_recipient(site: Site, lead: Actor, outsider: Actor) -> None:
    one = drafted(site.operation, lead, a_person_of(site, lead))
    with pytest.raises(Invalid):
        addressed(one, lead, kind=RecipientKind.AGENCY, agency=outsider.agency_id)


def test_sent_to_an_agency_it_has_no_ticket(site: Site, lead: Actor, partner: Actor) -> None:
    with pytest.raises(WrongState):
        actions.renew_ticket(sent_to(site, lead, partner.agency_id), actor=lead)
