"""What the deeds on a persona share: the lock, what an agency may touch, what a persona may lead to. Called inside the deeds."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.days import fault_of_past
from seawall.core.errors import Invalid, Refused, Sentence
from seawall.core.neutral_codes import as_written, kind_in
from seawall.identification.queries import victims_found_for
from seawall.operations import policy, scope
from seawall.operations.models import Person, Persona, PersonaLink, PersonChange
from seawall.operations.naming import accounts_named_for
from seawall.operations.personas.reached import children_named
from seawall.operations.personas.words import LONGEST_PLATFORM, MOST_CHILDREN, PersonaTerms
from seawall.operations.persons.standing import check_country, own_account
from seawall.operations.states import LONGEST_HANDLE
from seawall.wire.tables import folded


def locked(actor: Actor, persona: Persona) -> Persona:
    """One within the actor's part, under its lock."""
    found = Persona.objects.select_for_update().get(pk=persona.pk)
    if not policy.may_see_personas(actor) or not is_seen(actor, found):
        raise Refused
    return found


def is_seen(actor: Actor, persona: Persona) -> bool:
    return Persona.objects.filter(scope.personas_of(actor.agency_id), pk=persona.pk).exists()


def must_be_seen(actor: Actor, persona: Persona) -> None:
    """What was just written would be out of the sight of whoever wrote it."""
    if not is_seen(actor, persona):
        raise Invalid(
            {"country": _("Choose a country of your agency's part, or begin at one of its accounts.")}
        )


def platform_key_of(platform: str) -> str:
    """The same for the same platform, however it is written."""
    return folded(platform) or platform


def checked(terms: PersonaTerms) -> dict[str, Any]:
    """The terms as fields of the record, the handle left aside."""
    platform = " ".join(terms.platform.split())
    faults: dict[str, Sentence] = {}
    if not platform or len(platform) > LONGEST_PLATFORM:
        faults["platform"] = _("Name the service on which the profile stands, in at most 120 letters.")
    if len(terms.handle) > LONGEST_HANDLE:
        faults["handle"] = _("The name of the account has more than 200 characters.")
    if not 0 <= terms.unidentified <= MOST_CHILDREN:
        faults["unidentified"] = _("Give a number from 0 to 100,000.")
    faults |= faults_of_days(terms.first_seen, terms.last_seen)
    if faults:
        raise Invalid(faults)
    check_country(terms.country)
    return {
        "platform": platform,
        "platform_key": platform_key_of(platform),
        "method": terms.method,
        "shown_age": terms.shown_age,
        "shown_gender": terms.shown_gender,
        "country": terms.country,
        "unidentified": terms.unidentified,
        "first_seen": terms.first_seen,
        "last_seen": terms.last_seen,
    }


def faults_of_days(first: date | None, last: date | None) -> dict[str, Sentence]:
    """Of the first and the last on which it was seen; none: not known."""
    faults: dict[str, Sentence] = {}
    if first and last and last < first:
        faults["last_seen"] = _("The last day lies before the first.")
    for name, day in (("first_seen", first), ("last_seen", last)):
        if day and (fault := fault_of_past(day)):
            faults[name] = fault
    return faults


def end_written(actor: Actor, persona: Persona, text: str) -> dict[str, str]:
    """What somebody typed as the field of a link and the id that stands in it; only what the actor sees is found."""
    text = text.strip()
    return ENDS.get(kind_in(text), _account)(actor, persona, text)


def _person(actor: Actor, persona: Persona, text: str) -> dict[str, str]:
    if not policy.may_work_on_personas(actor):
        raise Refused
    there = Person.objects.filter(operation_id=persona.operation_id, code=as_written(text))
    found = there.filter(scope.persons_of(actor.agency_id)).first()
    # Under its lock, so that a merging at the same moment carries the link along, or comes first.
    if found is None or not Person.objects.select_for_update().get(pk=found.pk).is_open:
        raise Invalid({"end": _("There is no person of this code here that is open.")})
    return {"person_id": found.id}


def _account(actor: Actor, persona: Persona, text: str) -> dict[str, str]:
    if not policy.may_work_on_personas(actor):
        raise Refused
    named = accounts_named_for(actor, persona.operation, [text])
    if named.faults:
        raise Invalid({"end": named.faults[0]})
    return {"account_id": own_account(actor, persona.operation_id, named.accounts[0].id).id}


def _child(actor: Actor, persona: Persona, text: str) -> dict[str, str]:
    if not policy.may_name_children(actor):
        raise Refused
    found = victims_found_for(actor, text).first()
    if found is None or not children_named(persona.operation_id, actor.agency_id, [found.id]):
        raise Invalid(
            {"end": _("No series that your agency named to this operation has a child of this code.")}
        )
    return {"victim_id": found.id}


# What has no code of these kinds is the word for an account.
ENDS: dict[str, Callable[[Actor, Persona, str], dict[str, str]]] = {"P": _person, "V": _child}


def carry_links(person: Person, into: Person, merging: PersonChange) -> None:
    """What led to the one leads to the other; what led to both already stays once."""
    there = PersonaLink.objects.filter(person=into, ended_at=None).values("persona_id")
    running = PersonaLink.objects.filter(person=person, ended_at=None).exclude(persona_id__in=there)
    PersonaLink.objects.bulk_create(
        PersonaLink(
            persona_id=one.persona_id, person=into, words=one.words, carried_by=merging, by_id=merging.by_id
        )
        for one in running
    )


def take_carried_back(merging: PersonChange, actor: Actor) -> None:
    merging.carried.filter(ended_at=None).update(ended_at=clock.now(), ended_by_id=actor.id)
