from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.days import fault_of, fault_of_past
from seawall.core.errors import Invalid, Sentence, WrongState
from seawall.identification.models import NotificationWish, QuietDate, Victim
from seawall.identification.safeguarding.keeping import body_of, victim_to_change
from seawall.identification.states import FOUND
from seawall.identification.wishes.keeping import settle_open
from seawall.identification.wishes.words import DIGEST_MONTHS, Answer, WishTerms


@action
def set_wish(victim: Victim, terms: WishTerms, *, actor: Actor) -> NotificationWish:
    """Somebody has said whether and how the child wants to be told. From now on it decides, also for what waits to be told."""
    victim = victim_to_change(victim, actor)
    if victim.state not in FOUND:
        raise WrongState(_("A wish is known of a child that is identified, and of no other."))
    _check(terms)
    is_in = terms.answer is Answer.IN
    proxy = body_of(victim, terms.proxy_id) if is_in and terms.proxy_id else None
    NotificationWish.objects.filter(victim=victim, ended_at__isnull=True).update(ended_at=clock.now())
    wish = NotificationWish.objects.create(
        owner_id=victim.owner_id,
        victim=victim,
        answer=terms.answer,
        given_by=terms.given_by,
        given_on=terms.given_on,
        proxy=proxy,
        digest_months=terms.digest_months if is_in else 0,
        pause_until=terms.pause_until if is_in else None,
        by_id=actor.id,
    )
    for one in terms.quiet if is_in else ():
        first, last = ("{:02}-{:02}".format(*day) for day in (one.first, one.last))
        QuietDate.objects.create(wish=wish, first=first, last=last)
    settle_open(victim, wish)
    record("identification.wish_set", actor=actor, subject=victim, answer=terms.answer.value)
    return wish


def _check(terms: WishTerms) -> None:
    faults: dict[str, Sentence] = {}
    if fault := fault_of_past(terms.given_on):
        faults["given_on"] = fault
    if terms.pause_until and (fault := fault_of(terms.pause_until)):
        faults["pause_until"] = fault
    if terms.digest_months not in DIGEST_MONTHS:
        faults["digest_months"] = _("Choose how often.")
    if faults:
        raise Invalid(faults)
