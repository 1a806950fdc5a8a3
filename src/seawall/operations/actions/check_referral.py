from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Sentence, WrongState
from seawall.operations import policy
from seawall.operations.models import Referral, ReferralPackage
from seawall.operations.referring.gathering import chosen_persons, gathered
from seawall.operations.referring.of_personas import chosen_personas, concerns
from seawall.operations.referring.of_series import chosen_series
from seawall.operations.referring.packing import parcel_of, sealed
from seawall.operations.referring.states import ReferralState
from seawall.operations.referring.stepping import locked_for_step


@action
def check_referral(one: Referral, *, actor: Actor) -> Referral:
    """Say that what it would hold is right: the package is made now, and stays as it is."""
    one = locked_for_step(one, ReferralState.CHECKED, policy.may_follow_referral, actor=actor)
    if not one.kind:
        raise WrongState(_("Say first who gets it."))
    if stale := _stale(one):
        raise WrongState(stale)
    content = gathered(one)
    if not (content.suspects or content.accounts or content.series or content.personas):
        raise WrongState(
            _("Its handling code and its recipient leave nothing in it. Choose others, or call it back.")
        )
    parcel = parcel_of(content, one.language)
    ReferralPackage.objects.create(
        referral=one, sealed=sealed(parcel.archive), sha256=parcel.sha256, size=len(parcel.archive)
    )
    one.state, one.checked_at, one.checked_by_id = ReferralState.CHECKED, clock.now(), actor.id
    one.manifest = [part._asdict() for part in parcel.parts]
    one.save()
    record(
        "operations.referral_checked",
        actor=actor,
        subject=one,
        kind=one.kind,
        handling=one.handling,
        persons=len(content.suspects),
        accounts=len(content.accounts),
        series=len(content.series),
        personas=len(content.personas),
        ran=len({persona.code for suspect in content.suspects for persona in suspect.personas}),
    )
    return one


def _stale(one: Referral) -> Sentence | None:
    """What is not any more as it was when somebody drafted it."""
    if any(not person.is_open for person in chosen_persons(one)):
        return _("A person in it was merged into another. Call it back and draft it anew.")
    if not all(named.is_told_of for named in chosen_series(one)):
        return _(
            "A series in it was closed or belongs to the operation no more. Call it back and draft it anew."
        )
    if not all(concerns(persona, one.country) for persona in chosen_personas(one)):
        return _(
            "A persona in it has nothing to do with this country any more. Call it back and draft it anew."
        )
    return None
