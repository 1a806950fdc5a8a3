from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.codes import is_country
from seawall.core.errors import Invalid, Refused, Sentence, WrongState
from seawall.identification import policy
from seawall.identification.models import ClosedTrail, Series
from seawall.identification.moving import checked_words, locked, move, must_be_open, write_change
from seawall.identification.states import ChangeKind, Things, Trail


@action
def close_trail(series: Series, trail: Trail, *, actor: Actor) -> ClosedTrail:
    """The child is not in this country, as somebody knows on a ground: whatever clues weigh, it leads no more."""
    series = locked(series.id)[series.id]
    if not policy.may_change(actor, series):
        raise Refused
    must_be_open(series)
    words = _checked(trail)
    if series.closed_trails.filter(country=trail.country).exists():
        raise WrongState(_("This trail is closed already."))
    closed = ClosedTrail.objects.create(
        owner_id=series.owner_id, country=trail.country, ground=trail.ground, words=words, by_id=actor.id
    )
    change = write_change(ChangeKind.TRAIL, series, actor=actor)
    move(change, Things(trails=(closed.id,)), None, series)
    record(
        "identification.trail_closed",
        actor=actor,
        subject=series,
        trail=closed.id,
        country=closed.country,
        ground=trail.ground.value,
    )
    closed.refresh_from_db()
    return closed


def _checked(trail: Trail) -> str:
    faults: dict[str, Sentence] = {}
    if not is_country(trail.country):
        faults["country"] = _("This is not the two-letter code of a country, such as DE.")
    if not trail.words.strip():
        faults["words"] = _("Say why the child is not there. Others have to understand it later.")
    if faults:
        raise Invalid(faults)
    return checked_words(trail.words)
