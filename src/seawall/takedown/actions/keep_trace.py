from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_location
from seawall.takedown.events import LocationTraced
from seawall.takedown.models import Finding, Location, Trace
from seawall.takedown.outside.found import Found
from seawall.takedown.states import LocationState, Question


@action
def keep_trace(location: Location, found: Found, *, actor: Actor) -> Trace:
    """Keep what a look found, as evidence of this moment, and route the location by it."""
    location = locked_location(location)
    if not policy.may_trace(actor, location):
        raise Refused
    trace = _kept(location, found)
    moved = _has_moved(location, found)
    overruled = moved and location.contact_chosen
    if found.complete or found.contact:
        # A look with gaps does not make us forget what an earlier one was told.
        location.contact_chosen = location.contact_chosen and not moved
        if not location.contact_chosen:
            location.contact, location.contact_level = found.contact, found.level
        location.country, location.host = found.country, found.host[:200]
    location.traced_at = clock.now()
    _route(location, found, moved)
    if overruled and location.state == LocationState.OPEN:
        location.ask(Question.CONTACT_CHANGED)
    location.save()
    record(
        "location.traced",
        actor=actor,
        subject=location,
        trace=trace.id,
        country=found.country,
        complete=found.complete,
        findings=len(found.findings),
    )
    announce(LocationTraced(location.owner_id, location.id, found.country, found.has_host))
    return trace


def _has_moved(location: Location, found: Found) -> bool:
    """Somebody else must be asked now. Against a chosen contact only another host counts."""
    if not found.complete or not location.contact:
        return False
    if location.contact_chosen:
        return found.host[:200] != location.host
    return found.contact != location.contact


def _kept(location: Location, found: Found) -> Trace:
    trace = Trace.objects.create(
        owner_id=location.owner_id,
        location=location,
        ips=list(found.ips),
        asn=found.asn,
        country=found.country,
        host=found.host[:200],
        registrar=found.registrar[:200],
        contact=found.contact,
        contact_level=found.level,
        front=found.front,
        has_host=found.has_host,
        complete=found.complete,
    )
    Finding.objects.bulk_create(
        Finding(
            trace=trace,
            step=step,
            kind=finding.kind,
            value=finding.value[:300],
            source=finding.source[:120],
            found_at=finding.found_at,
        )
        for step, finding in enumerate(found.findings)
    )
    return trace


def _route(location: Location, found: Found, moved: bool) -> None:
    if not found.has_host:
        if location.state in (LocationState.WAITING, LocationState.OPEN, LocationState.NOTICED):
            location.state = LocationState.POLICE
        location.ask(Question.POLICE_PATH)
        # Nobody can be looked at: a hidden service is not connected to.
        location.next_check_at = None
        return
    if location.state == LocationState.WAITING:
        location.state = LocationState.OPEN
    if location.state == LocationState.NOTICED and moved:
        # The notice went to somebody who no longer hosts it.
        location.state = LocationState.OPEN
        location.ask(Question.CONTACT_CHANGED)
    elif location.state == LocationState.OPEN:
        location.ask(_question_of_contact(location, moved))


def _question_of_contact(location: Location, moved: bool) -> Question:
    if not location.contact:
        return Question.NO_CONTACT
    if location.question == Question.NO_CONTACT or (location.question == Question.NOT_OURS and moved):
        return Question.CONTACT_CHANGED if moved else Question.NONE
    return Question(location.question)
