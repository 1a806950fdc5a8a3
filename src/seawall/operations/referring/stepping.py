"""What every step of a referral asks first, and what stands against sending it."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from rules import Predicate

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.operations.models import Referral
from seawall.operations.referring.safeguards import Safeguard, safeguards_for
from seawall.operations.referring.states import LONGEST_REFERENCE, STEPS, Effect, RecipientKind, ReferralState


def locked_for_step(one: Referral, to: ReferralState, may: Predicate, *, actor: Actor) -> Referral:
    one = locked(one, may, actor=actor)
    if to not in STEPS[ReferralState(one.state)]:
        raise WrongState
    return one


def locked(one: Referral, may: Predicate, *, actor: Actor) -> Referral:
    one = Referral.objects.select_for_update().get(pk=one.pk)
    if not may(actor, one):
        raise Refused
    return one


def against(one: Referral) -> Sequence[Safeguard]:
    """Within the own country nothing of what the table says of sending abroad arises; a row of the node's own may say that it holds there too."""
    rows = safeguards_for(one.country)
    return [row for row in rows if row.within] if one.is_domestic else rows


def stops_of(one: Referral) -> list[Safeguard]:
    """Those that it takes two people to go past."""
    return [row for row in against(one) if row.stops(RecipientKind(one.kind))]


def needs_counsel(one: Referral) -> bool:
    return any(row.effect is Effect.COUNSEL for row in against(one))


def checked_counsel(one: Referral, text: str) -> str:
    """The reference of what counsel answered, where a safeguard asks for one."""
    said = " ".join(text.split())
    if (needs_counsel(one) and not said) or len(said) > LONGEST_REFERENCE:
        raise Invalid({"counsel": _("Note the reference of what counsel answered, in at most 60 letters.")})
    return said
