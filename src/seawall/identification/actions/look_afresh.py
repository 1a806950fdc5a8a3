from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, Sentence
from seawall.identification import policy
from seawall.identification.cold_cases import MOST_DAYS, Look
from seawall.identification.models import FreshLook, Series
from seawall.identification.moving import checked_words, locked, must_be_open


@action
def look_afresh(series: Series, look: Look, *, actor: Actor) -> FreshLook:
    """Somebody has looked at the series anew. That is work done, also where nothing was found."""
    series = locked(series.id)[series.id]
    if not policy.may_change(actor, series):
        raise Refused
    must_be_open(series)
    tried = _checked(look)
    made = FreshLook.objects.create(
        series=series, tried=tried, found=look.found, next_on=look.next_on, by_id=actor.id
    )
    series.save(update_fields=["changed_at"])
    record(
        "identification.looked_afresh",
        actor=actor,
        subject=series,
        found=look.found,
        next_on=str(look.next_on),
    )
    return made


def _checked(look: Look) -> str:
    faults: dict[str, Sentence] = {}
    today = clock.now().date()
    if not look.tried.strip():
        faults["tried"] = _("Say what was newly tried, so that nobody tries it again for nothing.")
    if not today < look.next_on <= today + timedelta(days=MOST_DAYS):
        faults["next_on"] = _("Choose a day after today and within two years.")
    if faults:
        raise Invalid(faults)
    return checked_words(look.tried)
