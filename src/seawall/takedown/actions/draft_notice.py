from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.takedown import laws, policy
from seawall.takedown.actions.locks import locked_locations
from seawall.takedown.models import Location, Notice, NoticeLocation
from seawall.takedown.states import LocationState, NoticeState, Question

# A provider works through a letter of this length in one go; the rest becomes the next notice.
MOST_LINES = 50


@action
def draft_notice(location: Location, *, actor: Actor) -> Notice:
    """One letter for this location and for every other assessed, open one with the same contact, law and language.

    A draft that already holds the location is given back instead of a second one.
    """
    # All at once and by id: two analysts may start from two locations of the same contact at the same time.
    group = locked_locations([location.id, *_candidates(location)])
    location = next(one for one in group if one.id == location.id)
    if not policy.may_draft(actor, location):
        raise Refused
    if location.state != LocationState.OPEN:
        raise WrongState
    if not location.contact:
        raise WrongState(
            _("No contact is known for this location, so there is nobody to write to. Trace it again.")
        )
    if not location.is_assessed:
        raise WrongState(
            _(
                "Nobody has assessed this address here, and a notice says that somebody has. Assess its bundle first; if it has none, report the address."
            )
        )
    running = _running(location)
    if running is not None:
        return running
    notice = Notice.objects.create(
        owner_id=location.owner_id,
        contact=location.contact,
        contact_level=location.contact_level,
        law=laws.law_for(location.country),
        language=laws.language_for(location.country),
        host=location.host,
        country=location.country,
        drafted_by_id=actor.id,
    )
    together = [location, *(one for one in group if _belongs(one, location))][:MOST_LINES]
    NoticeLocation.objects.bulk_create(
        NoticeLocation(notice=notice, location=one, position=position)
        for position, one in enumerate(together)
    )
    record(
        "notice.drafted",
        actor=actor,
        subject=notice,
        law=notice.law,
        language=notice.language,
        lines=len(together),
    )
    return notice


UNSENT = (NoticeState.DRAFTED, NoticeState.SENDING, NoticeState.FAILED)


def _candidates(location: Location) -> list[str]:
    found = Location.objects.filter(
        owner_id=location.owner_id,
        contact=location.contact,
        state=LocationState.OPEN,
        question=Question.NONE,
    ).exclude(pk=location.pk)
    found = found.exclude(grounds={})
    # Twice as many as fit, because some turn out to stand on another law or in another draft.
    return list(found.order_by("id").values_list("id", flat=True)[: MOST_LINES * 2])


def _running(location: Location) -> Notice | None:
    return Notice.objects.filter(lines__location=location, lines__dropped_at=None, state__in=UNSENT).first()


def _belongs(one: Location, location: Location) -> bool:
    """Assessed, still open, to the same contact under the same law in the same language, and in no other draft.

    Only open ones without a question: what was held, has moved or came back goes out when somebody says so for it alone.
    """
    return (
        one.id != location.id
        and one.state == LocationState.OPEN
        and one.is_assessed
        and one.question == Question.NONE
        and one.contact == location.contact
        and _terms(one) == _terms(location)
        and _running(one) is None
    )


def _terms(location: Location) -> tuple[str, str]:
    return laws.law_for(location.country), laws.language_for(location.country)
