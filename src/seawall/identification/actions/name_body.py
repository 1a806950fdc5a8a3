from datetime import date

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.identification.models import ProtectionBody, Safeguarding, Victim
from seawall.identification.safeguarding.keeping import body_of, checked_day, victim_to_change, write_step
from seawall.identification.safeguarding.words import Finding


@action
def name_body(
    victim: Victim, body: ProtectionBody, *, next_on: date, words: str = "", actor: Actor
) -> Safeguarding:
    """This body looks after the child from now on, and on that day somebody asks there. Another one later is a hand-over, which a
    check notes."""
    victim = victim_to_change(victim, actor)
    body = body_of(victim, body.id)
    checked_day(next_on)
    care = Safeguarding.objects.filter(victim=victim).first() or Safeguarding(victim=victim)
    if care.body_id and not care.is_over:
        raise WrongState(_("A body is named already. Where the child was handed over, note that as a check."))
    care.owner_id, care.body, care.finding, care.next_on = victim.owner_id, body, Finding.NAMED, next_on
    care.save()
    write_step(care, words=words, actor=actor)
    record("identification.body_named", actor=actor, subject=victim, body=body.id, next_on=str(next_on))
    return care
