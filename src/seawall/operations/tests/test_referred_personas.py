"""Another country is told what a persona reached there: platform, method, children as pseudonyms; by the word of a specialist, and no more than
the handling code allows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.jobs import settle
from seawall.identification.actions import add_victim
from seawall.identification.models import Victim
from seawall.identification.states import VictimState
from seawall.identification.tests.makers import a_series, up
from seawall.material.states import HandlingCode
from seawall.operations import actions
from seawall.operations.models import Account, Operation, Persona, PersonaLink, Referral, Site
from seawall.operations.referring import reading
from seawall.operations.referring.gathering import gathered, numbers_in
from seawall.operations.referring.packing import page_of
from seawall.operations.referring.states import (
    CountryTerms,
    OutcomeTerms,
    RecipientKind,
    ReferralOutcome,
    ReferralPurpose,
    Section,
)
from seawall.operations.states import PartKind, PartTerms
from seawall.operations.tests.make import noted
from seawall.operations.tests.referring import a_person_of, addressed, drafted, is_valid, unpacked
from seawall.operations.tests.walking import a_persona, linked
from seawall.people.models import Staff

HERE, THERE = "NL", "SE"


def child_of(operation: Operation, specialist: Actor) -> Victim:
    """Of a series that is named to the operation; lives in the Netherlands."""
    series = a_series(specialist)
    child = add_victim(series, actor=specialist)
    actions.name_series(operation, series.code, actor=specialist)
    return up(child, VictimState.COUNTRY_KNOWN, specialist)


@pytest.fixture
def child(operation: Operation, specialist: Actor) -> Victim:
    return child_of(operation, specialist)


@pytest.fixture
def persona(operation: Operation, lead: Actor, specialist: Actor, child: Victim) -> Persona:
    persona = a_persona(operation, lead, country=THERE)
    linked(persona, child.code, specialist)
    linked(persona, noted(operation, lead).code, lead)
    return persona


def graph_of(one: Referral, lead: Actor) -> str:
    one = actions.check_referral(one, actor=lead)
    files, _manifest = unpacked(actions.reveal_referral(one, ReferralPurpose.CHECK, actor=lead))
    return files["referral.jsonld"].decode("unicode_escape")


def test_a_specialist_drafts_it_and_the_package_tells_of_that_country(
    persona: Persona,
    child: Victim,
    lead: Actor,
    sofie: Staff,
    dana: Staff,
    staff_client: Callable[..., Client],
) -> None:
    desk, at = staff_client(sofie), f"/operations/personas/{persona.id}/"
    page = desk.get(at).content.decode()
    assert all(f'<option value="{code}"' in page for code in (HERE, THERE)) and 'value="FR"' not in page
    sends = {"country": "FR", "handling": "red", "days": "30"}
    assert desk.post(f"{at}refer/", sends).status_code == 422
    assert desk.post(f"{at}refer/", {**sends, "country": HERE}).status_code == 302
    one = Referral.objects.get()
    assert "Referral to Netherlands" in desk.get(at).content.decode()
    page = staff_client(dana).get(f"/operations/referrals/{one.id}/").content.decode()
    assert persona.code in page and child.code not in page
    graph = graph_of(addressed(one, lead), lead)
    for words in (persona.code, child.code, "platform:Chat Example", "method:game", "children reached:1"):
        assert words in graph
    for secret in ("paper_boat", "Named in the answer", noted_code(persona)):
        assert secret not in graph


def noted_code(persona: Persona) -> str:
    person = PersonaLink.objects.get(persona=persona, person__isnull=False).person
    assert person is not None
    return str(person.code)


def test_a_country_is_told_of_its_own_children_and_of_no_others(
    persona: Persona,
    child: Victim,
    operation: Operation,
    lead: Actor,
    specialist: Actor,
    actor_of: Any,
    jonas: Any,
) -> None:
    abroad = actor_of(jonas)
    terms = PartTerms(PartKind.INVESTIGATION, (THERE,))
    actions.give_part(operation, terms, agency_id=abroad.agency_id, actor=lead)
    theirs = child_of(operation, abroad)
    linked(persona, theirs.code, abroad)
    for country, children in ((HERE, [child.code]), (THERE, [])):
        one = addressed(actions.refer_persona(persona, CountryTerms(country), actor=specialist), lead)
        [told] = gathered(one).personas
        assert [it.code for it in told.victims] == children and told.reached == len(children)
        assert numbers_in(one)[Section.VICTIMS] == len(children)


@pytest.mark.parametrize(
    ("kind", "handling", "is_told", "are_children"),
    [
        (RecipientKind.POLICE, HandlingCode.AMBER_STRICT, True, True),
        (RecipientKind.POLICE, HandlingCode.AMBER, True, False),
        (RecipientKind.CHANNEL, HandlingCode.RED, True, False),
        (RecipientKind.POLICE, HandlingCode.GREEN, False, False),
    ],
)
def test_what_its_handling_code_forbids_is_left_out(
    persona: Persona,
    child: Victim,
    lead: Actor,
    specialist: Actor,
    kind: RecipientKind,
    handling: HandlingCode,
    is_told: bool,
    are_children: bool,
) -> None:
    one = actions.refer_persona(persona, CountryTerms(HERE), actor=specialist)
    one = addressed(one, lead, kind=kind, handling=handling)
    if not is_told:
        with pytest.raises(WrongState, match="leave nothing in it"):
            actions.check_referral(one, actor=lead)
        return
    graph = graph_of(one, lead)
    assert persona.code in graph and (child.code in graph) == are_children


def test_nobody_else_refers_it_and_what_concerns_it_no_more_goes_nowhere(
    persona: Persona,
    operation: Operation,
    lead: Actor,
    specialist: Actor,
    partner: Actor,
    jonas: Staff,
    actor_of: Any,
) -> None:
    terms = CountryTerms(HERE)
    for actor in (lead, partner, actor_of(jonas), Actor.system(lead.agency_id)):
        with pytest.raises(Refused):
            actions.refer_persona(persona, terms, actor=actor)
    one = actions.refer_persona(persona, terms, actor=specialist)
    with pytest.raises(Invalid, match="already"):
        actions.refer_persona(persona, terms, actor=specialist)
    with pytest.raises(Invalid, match="no child there"):
        actions.refer_persona(persona, CountryTerms("FR"), actor=specialist)
    named = operation.named_series.get()
    actions.drop_series(named, actor=specialist)
    with pytest.raises(WrongState, match="nothing to do with this country"):
        actions.check_referral(addressed(one, lead), actor=lead)


def test_people_read_it_in_their_language_and_who_worked_on_it_learns_the_outcome(
    persona: Persona, child: Victim, lead: Actor, specialist: Actor
) -> None:
    one = addressed(actions.refer_persona(persona, CountryTerms(HERE), actor=specialist), lead)
    for language, words in (
        ("en", ("An invented profile.", "game", "Children reached in Netherlands", child.code)),
        ("de", ("Ein erfundenes Profil.", "Spiel", "Erreichte Kinder in Niederlande", child.code)),
    ):
        text = str(page_of(gathered(one), language))
        assert all(word in text for word in words), text
    one = actions.send_referral(actions.check_referral(one, actor=lead), actor=lead)[0]
    actions.answer_referral(one, OutcomeTerms(ReferralOutcome.SAFEGUARDED), actor=lead)
    settle()
    assert one.sent_at is not None
    came = reading.what_came_of(specialist, [persona.id], one.sent_at)
    assert [(it.outcome, it.country) for it in came] == [("safeguarded", HERE)]


def test_a_person_is_referred_with_the_personas_they_ran_and_without_a_child(
    persona: Persona,
    child: Victim,
    operation: Operation,
    lead: Actor,
    dana: Staff,
    staff_client: Any,
    tmp_path: Path,
) -> None:
    runner, other = (noted(operation, lead, country=THERE) for _one in range(2))
    linked(persona, runner.code, lead)
    one = addressed(drafted(operation, lead, runner, other), lead)
    desk, at = staff_client(dana), f"/operations/referrals/{one.id}/"
    page = desk.get(at).content.decode()
    assert persona.code in page and "neither the name nor any child is told" in page
    told = {it.code: it.personas for it in gathered(one).suspects}
    assert [(it.code, it.reached, it.victims) for it in told[runner.code]] == [(persona.code, None, ())]
    assert told[other.code] == () and numbers_in(one)[Section.RAN] == 1
    for language, words in (("en", "Chat Example · game"), ("de", "Chat Example · Spiel")):
        text = str(page_of(gathered(one), language))
        assert words in text and child.code not in text
    graph = graph_of(one, lead)
    assert persona.code in graph and "platform:Chat Example" in graph and "Attributed_To" in graph
    for secret in ("paper_boat", "Named in the answer", child.code, "children reached"):
        assert secret not in graph
    is_valid(graph, tmp_path)
    page = desk.get(f"/operations/personas/{persona.id}/").content.decode()
    assert at in page and "with a person who ran it" in page
    assert persona.code in desk.get(f"/operations/persons/{runner.id}/").content.decode()


def test_a_persona_of_an_account_goes_with_its_holder_until_the_link_is_taken_back(
    site: Site, lead: Actor
) -> None:
    person = a_person_of(site, lead)
    persona = a_persona(site.operation, lead, account=Account.objects.latest("id"))
    one = addressed(drafted(site.operation, lead, person), lead)
    assert [it.code for it in gathered(one).suspects[0].personas] == [persona.code]
    actions.unlink_persona(persona.links.get(), actor=lead)
    assert gathered(one).suspects[0].personas == () and numbers_in(one)[Section.RAN] == 0
