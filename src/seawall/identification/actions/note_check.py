from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, WrongState
from seawall.identification.models import Safeguarding, Victim
from seawall.identification.safeguarding.keeping import body_of, checked_day, victim_to_change, write_step
from seawall.identification.safeguarding.words import CHECKED, Check, Finding


@action
def note_check(victim: Victim, check: Check, *, actor: Actor) -> Safeguarding:
    """Somebody has asked the body how the child is: what was found, and when to ask again."""
    victim = victim_to_change(victim, actor)
    care = Safeguarding.objects.select_for_update().filter(victim=victim).first()
    if care is None or care.is_over:
        raise WrongState(_("No body is in charge of the child. Name one first."))
    if check.finding not in CHECKED:
        raise Invalid({"finding": _("Say what was found.")})
    if check.finding is Finding.HANDED:
        body = body_of(victim, check.body_id)
        if body.id == care.body_id:
            raise Invalid(
                {"body": _("This body is in charge already. Choose the one that took the child over.")}
            )
        care.body = body
    care.finding = check.finding
    care.next_on = None if check.finding is Finding.ENDED else checked_day(check.next_on)
    care.save()
    write_step(care, words=check.words, actor=actor)
    record("identification.care_checked", actor=actor, subject=victim, finding=check.finding.value)
    return care
