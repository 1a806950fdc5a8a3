"""What happened in an operation and to a person, from the records, as far as the viewer sees them: deeds of other agencies on what both see too."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seawall.core.actors import Actor
from seawall.core.codes import country_name
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.core.stories import Happened, Story
from seawall.core.strands import Moment, Strand, midday, newest_of
from seawall.operations import policy, scope
from seawall.operations.deconflicting.reads import measures_for
from seawall.operations.models import (
    AccountTable,
    Charge,
    CourtDate,
    DutyOfCare,
    Measure,
    NamedSeries,
    Operation,
    Participation,
    Person,
    Persona,
    PersonaLink,
    PersonChange,
    Referral,
    Release,
    Request,
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
    strands = [
        _changes(Q(person=person) | Q(other=person)),
        *_beside(Q(person=person)),
        _links(links_ever_for(actor).filter(person=person)),
        history.strand_of(referrals_for(actor).filter(persons=person)),
    ]
    return Story(person.code, newest_of(strands, before), [person.id], OF_A_PERSON)


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
    persons = _persons(actor, operation)
    personas = personas_for(actor).filter(operation=operation)
    requests = requests_for(actor).filter(operation=operation)
    measures = measures_for(actor).filter(operation=operation)
    of_them = Q(person__in=persons)
    strands = [
        _changes(of_them),
        *_beside(of_them),
        _personas(personas),
        _links(links_ever_for(actor).filter(persona__operation=operation)),
        _requests(requests),
        _measures(measures),
        history.strand_of(Referral.objects.filter(own)),
        _parts(actor, operation),
        _named(own),
        _releases(operation),
    ]
    ids = _ids(operation, own, persons, personas, requests, measures)
    return Story(operation.code, newest_of(strands, before), ids, frozenset(OF_AN_OPERATION))


def _persons(actor: Actor, operation: Operation) -> QuerySet[Person]:
    """The lead sees all of them; nobody has to be asked of each."""
    found = Person.objects.filter(operation=operation)
    if operation.owner_id == actor.agency_id:
        return found
    return found.filter(scope.persons_of(actor.agency_id))


def _ids(operation: Operation, own: Q, *seen: QuerySet[Any]) -> list[str]:
    """Accounts are left out: tens of thousands of them have their lines in the trail alone."""
    found = [
        *seen,
        Site.objects.filter(own),
        AccountTable.objects.filter(own),
        Release.objects.filter(operation=operation),
        Referral.objects.filter(own),
    ]
    return [
        operation.id,
        *(an_id for some in found for an_id in some.order_by().values_list("pk", flat=True)),
    ]


def _changes(which: Q) -> Strand:
    whole = PersonChange.objects.select_related("person", "other", "by__agency")
    return Strand(PersonChange.objects.filter(which), whole, [Moment("at", _change)])


def _change(one: PersonChange) -> Happened:
    kind = PersonChangeKind(one.kind)
    stepped = kind is PersonChangeKind.STEPPED
    title = _of(one.person, one.state.label if stepped else kind.label)
    other = _("with %(code)s") % {"code": one.other.code} if one.other else ""
    on = date_format(one.on, "SHORT_DATE_FORMAT") if one.on != one.at.date() else ""
    ground = PersonGround(one.ground).label if one.ground else ""
    tone = TONES.get(one.state, "") if stepped else ""
    return Happened(one.at, title, _who(one.by), _line(ground, on, one.body, other), tone, _url(one.person))


def _beside(which: Q) -> list[Strand]:
    cares = DutyOfCare.objects.select_related("person", "by__agency")
    charges = Charge.objects.select_related("person", "laid_by__agency")
    hearings = CourtDate.objects.select_related("person", "by__agency")
    return [
        Strand(DutyOfCare.objects.filter(which), cares, [Moment("at", _care)]),
        Strand(Charge.objects.filter(which), charges, [Moment("laid_on", _charge)]),
        Strand(CourtDate.objects.filter(which), hearings, [Moment("on", _hearing)]),
    ]


def _care(one: DutyOfCare) -> Happened:
    title = _of(one.person, _("duty of care recorded"))
    return Happened(one.at, title, _who(one.by), str(one.get_support_display()), url=_url(one.person))


def _charge(one: Charge) -> Happened:
    title = _of(one.person, _("charge laid"))
    detail = _line(one.law, country_name(one.country), one.get_outcome_display())
    at, by = midday(one.laid_on), _who(one.laid_by)
    return Happened(at, title, by, detail, "wait", _url(one.person), whole_day=True)


def _hearing(one: CourtDate) -> Happened:
    title = _of(one.person, one.get_kind_display())
    return Happened(midday(one.on), title, _who(one.by), one.court, url=_url(one.person), whole_day=True)


def _personas(found: QuerySet[Persona]) -> Strand:
    return Strand(found, Persona.objects.select_related("noted_by__agency"), [Moment("created_at", _persona)])


def _persona(one: Persona) -> Happened:
    detail = _line(one.platform, one.get_method_display(), one.country and country_name(one.country))
    title = _("Persona %(code)s noted") % {"code": one.code}
    return Happened(one.created_at, title, _who(one.noted_by), detail, url=_persona_url(one.id))


def _links(found: QuerySet[PersonaLink]) -> Strand:
    """Of personas, and those that were taken back."""
    whole = PersonaLink.objects.select_related(
        "persona", "person", "victim", "by__agency", "ended_by__agency"
    )
    ended = Q(ended_by__isnull=False)
    return Strand(found, whole, [Moment("at", _linked), Moment("ended_at", _unlinked, ended)])


def _linked(one: PersonaLink) -> Happened:
    title = _("Persona %(code)s linked to %(end)s") % {"code": one.persona.code, "end": _end(one)}
    return Happened(one.at, title, _who(one.by), one.words, url=_persona_url(one.persona_id))


def _unlinked(one: PersonaLink) -> Happened:
    assert one.ended_at and one.ended_by
    between = {"code": one.persona.code, "end": _end(one)}
    title = _("Link of the persona %(code)s to %(end)s taken back") % between
    return Happened(one.ended_at, title, _who(one.ended_by), url=_persona_url(one.persona_id))


def _end(link: PersonaLink) -> str:
    known = link.person or link.victim
    return known.code if known else _("an account")


def _requests(found: QuerySet[Request]) -> Strand:
    moments = (
        ("created_at", _("Request drafted")),
        ("sent_at", _("Request sent")),
        ("answered_at", _("Request answered")),
    )
    told = [Moment(field, partial(_request, field, title)) for field, title in moments]
    return Strand(found, Request.objects.select_related("owner"), told)


def _request(field: str, title: str, one: Request) -> Happened:
    detail = _line(one.get_aim_display(), one.addressee, country_name(one.country))
    url = reverse("operations:request", args=[one.id])
    return Happened(getattr(one, field), title, one.owner.name, detail, url=url)


def _measures(found: QuerySet[Measure]) -> Strand:
    return Strand(found, Measure.objects.select_related("owner"), [Moment("created_at", _measure)])


def _measure(one: Measure) -> Happened:
    begins = date_format(one.begins_at, "SHORT_DATETIME_FORMAT")
    detail = _line(one.get_kind_display(), begins, country_name(one.country), one.get_state_display())
    url = reverse("operations:measure", args=[one.id])
    return Happened(one.created_at, _("Measure planned"), one.owner.name, detail, url=url)


def _parts(actor: Actor, operation: Operation) -> Strand:
    parts = Participation.objects.filter(operation=operation)
    if not policy.may_lead(actor, operation):
        parts = parts.filter(agency_id=actor.agency_id)
    moments = (
        ("created_at", _("Part given to an agency")),
        ("ended_at", _("Part of an agency ended")),
    )
    told = [Moment(field, partial(_part, field, title)) for field, title in moments]
    return Strand(parts, Participation.objects.select_related("agency"), told)


def _part(field: str, title: str, one: Participation) -> Happened:
    return Happened(getattr(one, field), title, "", one.agency.name)


def _named(own: Q) -> Strand:
    """That a series came in or went, and whose it is; never which."""
    moments = (
        ("created_at", _("Series named to the operation")),
        ("ended_at", _("Series taken from the operation")),
    )
    told = [Moment(field, partial(_of_owner, field, title)) for field, title in moments]
    return Strand(NamedSeries.objects.filter(own), NamedSeries.objects.select_related("owner"), told)


def _of_owner(field: str, title: str, one: NamedSeries) -> Happened:
    return Happened(getattr(one, field), title, one.owner.name)


def _releases(operation: Operation) -> Strand:
    whole = Release.objects.select_related("by__agency")
    return Strand(operation.releases.all(), whole, [Moment("created_at", _release)])


def _release(one: Release) -> Happened:
    title = _("Figures frozen as release %(number)s") % {"number": one.number}
    return Happened(one.created_at, title, _who(one.by), url=reverse("operations:sheet", args=[one.id]))


def _of(person: Person, what: object) -> str:
    return _("Person %(code)s: %(what)s") % {"code": person.code, "what": what}


def _who(staff: "Staff") -> str:
    return f"{staff.name}, {staff.agency.name}"


def _line(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


def _persona_url(persona_id: str) -> str:
    return reverse("operations:persona", args=[persona_id])


def _url(person: Person) -> str:
    return reverse("operations:person", args=[person.id])
