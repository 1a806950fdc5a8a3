"""What happened in an operation and to a person, from the records, as far as the viewer sees them: deeds of other agencies on what both see too."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seawall.core.actors import Actor
from seawall.core.codes import country_name
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.core.stories import MOST, Happened, Story
from seawall.operations import policy, scope
from seawall.operations.deconflicting.reads import measures_for
from seawall.operations.models import (
    AccountTable,
    Charge,
    CourtDate,
    DutyOfCare,
    NamedSeries,
    Operation,
    Participation,
    Person,
    PersonaLink,
    PersonChange,
    Referral,
    Release,
    Site,
)
from seawall.operations.personas.reading import links_ever_for, personas_for
from seawall.operations.persons.words import PersonChangeKind, PersonGround, PersonState
from seawall.operations.referring import history
from seawall.operations.referring.reading import referrals_for
from seawall.operations.requesting.radar import requests_for

if TYPE_CHECKING:
    from seawall.people.models import Staff

OF_A_PERSON = frozenset(
    {
        "operations.person_noted",
        "operations.person_stepped",
        "operations.person_corrected",
        "operations.persons_merged",
        "operations.persons_parted",
        "operations.account_given",
        "operations.account_taken_away",
        "operations.care_noted",
        "operations.charge_laid",
        "operations.charge_ended",
        "operations.court_date_set",
    }
)
OF_AN_OPERATION = (
    OF_A_PERSON
    | history.TOLD
    | {
        "operations.request_drafted",
        "operations.request_sent",
        "operations.request_answered",
        "operations.measure_planned",
        "operations.persona_noted",
        "operations.persona_linked",
        "operations.persona_unlinked",
        "operations.figures_frozen",
        "operations.part_given",
        "operations.part_ended",
    }
)
TONES = {
    PersonState.ARRESTED: "wait",
    PersonState.CHARGED: "wait",
    PersonState.CONVICTED: "good",
    PersonState.DIVERTED: "good",
}


def person_story_for(actor: Actor, person_id: str, before: datetime | None = None) -> Story:
    if not policy.may_work_on_persons(actor):
        raise Refused
    mine = Person.objects.filter(scope.persons_of(actor.agency_id), pk=checked_id(person_id, "per"))
    person = mine.first()
    if person is None:
        raise NotFound
    these = Person.objects.filter(pk=person.pk)
    links = links_ever_for(actor).filter(person=person)
    happened = [
        *_changes(Q(person=person) | Q(other=person), before),
        *_beside(these),
        *_links(links),
        *history.happened_to(referrals_for(actor).filter(persons=person), before),
    ]
    return Story(person.code, happened, [person.id], OF_A_PERSON)


def operation_story_for(actor: Actor, operation_id: str, before: datetime | None = None) -> Story:
    if not policy.may_see(actor):
        raise Refused
    mine = Operation.objects.filter(scope.operations_of(actor.agency_id))
    operation = mine.filter(pk=checked_id(operation_id, "opr")).first()
    if operation is None:
        raise NotFound
    own = Q(operation=operation)
    if not policy.may_lead(actor, operation):
        own &= Q(owner_id=actor.agency_id)
    persons = Person.objects.filter(scope.persons_of(actor.agency_id), operation=operation)
    happened = [
        *_changes(Q(person__in=persons), before),
        *_beside(persons),
        *_personas(actor, operation),
        *_requests(actor, operation),
        *_measures(actor, operation),
        *history.happened_to(Referral.objects.filter(own), before),
        *_parts(actor, operation),
        *_named(own),
        *_releases(operation),
    ]
    return Story(operation.code, happened, _ids(actor, operation, persons, own), frozenset(OF_AN_OPERATION))


def _ids(actor: Actor, operation: Operation, persons: QuerySet[Person], own: Q) -> list[str]:
    """Accounts are left out: tens of thousands of them have their lines in the trail alone."""
    found: list[QuerySet[Any]] = [
        persons,
        requests_for(actor).filter(operation=operation),
        measures_for(actor).filter(operation=operation),
        personas_for(actor).filter(operation=operation),
        Site.objects.filter(own),
        AccountTable.objects.filter(own),
        Release.objects.filter(operation=operation),
        Referral.objects.filter(own),
    ]
    return [
        operation.id,
        *(an_id for some in found for an_id in some.order_by().values_list("pk", flat=True)),
    ]


def _changes(which: Q, before: datetime | None) -> Iterator[Happened]:
    """The newest before that moment: of a large operation there are thousands."""
    changes = PersonChange.objects.filter(which).select_related("person", "other", "by__agency")
    if before:
        changes = changes.filter(at__lt=before)
    for one in changes.order_by("-at", "-id")[:MOST]:
        kind = PersonChangeKind(one.kind)
        stepped = kind is PersonChangeKind.STEPPED
        title = _of(one.person, one.state.label if stepped else kind.label)
        other = _("with %(code)s") % {"code": one.other.code} if one.other else ""
        on = date_format(one.on, "SHORT_DATE_FORMAT") if one.on != one.at.date() else ""
        ground = PersonGround(one.ground).label if one.ground else ""
        tone = TONES.get(one.state, "") if stepped else ""
        yield Happened(
            one.at, title, _who(one.by), _line(ground, on, one.body, other), tone, _url(one.person)
        )


def _beside(persons: QuerySet[Person]) -> Iterator[Happened]:
    of = {"person__in": persons}
    for care in DutyOfCare.objects.filter(**of).select_related("person", "by__agency"):
        title = _of(care.person, _("duty of care recorded"))
        yield Happened(care.at, title, _who(care.by), care.get_support_display(), url=_url(care.person))
    for charge in Charge.objects.filter(**of).select_related("person", "laid_by__agency"):
        title = _of(charge.person, _("charge laid"))
        detail = _line(charge.law, country_name(charge.country), charge.get_outcome_display())
        at, by = _midday(charge.laid_on), _who(charge.laid_by)
        yield Happened(at, title, by, detail, "wait", _url(charge.person), whole_day=True)
    for hearing in CourtDate.objects.filter(**of).select_related("person", "by__agency"):
        title = _of(hearing.person, hearing.get_kind_display())
        yield Happened(
            _midday(hearing.on),
            title,
            _who(hearing.by),
            hearing.court,
            url=_url(hearing.person),
            whole_day=True,
        )


def _personas(actor: Actor, operation: Operation) -> Iterator[Happened]:
    personas = personas_for(actor).filter(operation=operation)
    for one in personas.select_related("noted_by__agency"):
        detail = _line(one.platform, one.get_method_display(), one.country and country_name(one.country))
        title = _("Persona %(code)s noted") % {"code": one.code}
        yield Happened(one.created_at, title, _who(one.noted_by), detail, url=_persona_url(one.id))
    yield from _links(links_ever_for(actor).filter(persona__in=personas))


def _links(links: QuerySet[PersonaLink]) -> Iterator[Happened]:
    """Of personas, and those that were taken back."""
    for one in links.select_related("persona", "person", "victim", "by__agency", "ended_by__agency"):
        between = {"code": one.persona.code, "end": _end(one)}
        url = _persona_url(one.persona_id)
        title = _("Persona %(code)s linked to %(end)s") % between
        yield Happened(one.at, title, _who(one.by), one.words, url=url)
        if one.ended_at and one.ended_by:
            title = _("Link of the persona %(code)s to %(end)s taken back") % between
            yield Happened(one.ended_at, title, _who(one.ended_by), url=url)


def _end(link: PersonaLink) -> str:
    known = link.person or link.victim
    return known.code if known else _("an account")


def _requests(actor: Actor, operation: Operation) -> Iterator[Happened]:
    for one in requests_for(actor).filter(operation=operation):
        moments = (
            (one.created_at, _("Request drafted")),
            (one.sent_at, _("Request sent")),
            (one.answered_at, _("Request answered")),
        )
        detail = _line(one.get_aim_display(), one.addressee, country_name(one.country))
        url = reverse("operations:request", args=[one.id])
        for at, title in moments:
            if at:
                yield Happened(at, title, one.owner.name, detail, url=url)


def _measures(actor: Actor, operation: Operation) -> Iterator[Happened]:
    for one in measures_for(actor).filter(operation=operation):
        begins = date_format(one.begins_at, "SHORT_DATETIME_FORMAT")
        detail = _line(one.get_kind_display(), begins, country_name(one.country), one.get_state_display())
        url = reverse("operations:measure", args=[one.id])
        yield Happened(one.created_at, _("Measure planned"), one.owner.name, detail, url=url)


def _parts(actor: Actor, operation: Operation) -> Iterator[Happened]:
    parts = Participation.objects.filter(operation=operation).select_related("agency")
    if not policy.may_lead(actor, operation):
        parts = parts.filter(agency_id=actor.agency_id)
    for one in parts:
        yield Happened(one.created_at, _("Part given to an agency"), "", one.agency.name)
        if one.ended_at:
            yield Happened(one.ended_at, _("Part of an agency ended"), "", one.agency.name)


def _named(own: Q) -> Iterator[Happened]:
    """That a series came in or went, and whose it is; never which."""
    for one in NamedSeries.objects.filter(own).select_related("owner"):
        yield Happened(one.created_at, _("Series named to the operation"), one.owner.name)
        if one.ended_at:
            yield Happened(one.ended_at, _("Series taken from the operation"), one.owner.name)


def _releases(operation: Operation) -> Iterator[Happened]:
    for one in operation.releases.select_related("by__agency"):
        title = _("Figures frozen as release %(number)s") % {"number": one.number}
        url = reverse("operations:sheet", args=[one.id])
        yield Happened(one.created_at, title, _who(one.by), url=url)


def _of(person: Person, what: object) -> str:
    return _("Person %(code)s: %(what)s") % {"code": person.code, "what": what}


def _who(staff: "Staff") -> str:
    return f"{staff.name}, {staff.agency.name}"


def _line(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


def _midday(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _persona_url(persona_id: str) -> str:
    return reverse("operations:persona", args=[persona_id])


def _url(person: Person) -> str:
    return reverse("operations:person", args=[person.id])
