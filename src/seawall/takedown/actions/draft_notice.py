from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.takedown import laws, policy
from seawall.takedown.actions.locks import locked_location
from seawall.takedown.models import Location, Notice, NoticeLocation
from seawall.takedown.states import LocationState, NoticeState

# A provider works through a letter of this length in one go; the rest becomes the next notice.
MOST_LINES = 50


@action
def draft_notice(location: Location, *, actor: Actor) -> Notice:
    """One letter for this location and for every other open one with the same contact, law and language.

    A draft that already holds the location is given back instead of a second one.
    """
    location = locked_location(location)
    if not policy.may_draft(actor, location):
        raise Refused
    if location.state != LocationState.OPEN:
        raise WrongState
    if not location.contact:
        raise WrongState(
            _("No contact is known for this location, so there is nobody to write to. Trace it again.")
        )
    running = _running_draft(location)
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
    together = _together(location)
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


def _running_draft(location: Location) -> Notice | None:
    return Notice.objects.filter(
        lines__location=location,
        lines__dropped_at=None,
        state__in=[NoticeState.DRAFTED, NoticeState.SENDING, NoticeState.FAILED],
    ).first()


def _together(location: Location) -> list[Location]:
    """Same contact and, through the country, same law and language. Only open ones: a held one never gets in."""
    law, language = laws.law_for(location.country), laws.language_for(location.country)
    others = (
        Location.objects.select_for_update()
        .filter(owner_id=location.owner_id, contact=location.contact, state=LocationState.OPEN)
        .exclude(pk=location.pk)
        .exclude(
            lines__dropped_at=None,
            lines__notice__state__in=[NoticeState.DRAFTED, NoticeState.SENDING, NoticeState.FAILED],
        )
        .order_by("id")[: MOST_LINES * 2]
    )
    same = [
        one
        for one in others
        if (laws.law_for(one.country), laws.language_for(one.country)) == (law, language)
    ]
    return [location, *same][:MOST_LINES]
