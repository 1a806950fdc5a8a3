"""Who looks after a child, checked and written down as the next step. Called inside the deeds, under their locks."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.identification import policy
from seawall.identification.models import ProtectionBody, Safeguarding, SafeguardingStep, Victim
from seawall.identification.moving import checked_words, locked
from seawall.identification.safeguarding.words import MOST_DAYS, Finding


def victim_to_change(victim: Victim, actor: Actor) -> Victim:
    """Locked after its series, as in every other deed here: a merge moves victims under that lock."""
    locked(victim.series_id or "")
    victim = Victim.objects.select_for_update().get(pk=victim.pk)
    if not policy.may_change(actor, victim):
        raise Refused
    if victim.series_id is None:
        raise WrongState(_("This victim was entered by mistake and taken back."))
    return victim


def body_of(victim: Victim, body_id: str) -> ProtectionBody:
    """Of the agency's own list."""
    body = ProtectionBody.objects.filter(owner_id=victim.owner_id, pk=body_id).first()
    if body is None:
        raise Invalid({"body": _("Choose a body of your agency's list.")})
    return body


def checked_day(day: date | None) -> date:
    today = clock.now().date()
    if day is None or not today < day <= today + timedelta(days=MOST_DAYS):
        raise Invalid({"next_on": _("Choose a day after today and within a year.")})
    return day


def write_step(care: Safeguarding, *, words: str = "", actor: Actor) -> SafeguardingStep:
    """As the record stands now."""
    return SafeguardingStep.objects.create(
        safeguarding=care,
        body_id=care.body_id,
        finding=care.finding,
        next_on=care.next_on,
        words=checked_words(words),
        by_id=actor.id,
    )


def has_body(victim: Victim) -> bool:
    """Somebody is in charge of the child."""
    return Safeguarding.objects.filter(victim=victim).exclude(finding=Finding.ENDED).exists()
