from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.days import fault_of
from seawall.core.errors import Invalid, Refused, Sentence, WrongState
from seawall.core.events import announce
from seawall.federation import policy
from seawall.federation.events import AgreementSigned
from seawall.federation.models import Agreement
from seawall.federation.states import AgreementTerms, stricter
from seawall.material.actions import scatter_canaries
from seawall.people.queries import holders_offered_to

if TYPE_CHECKING:
    from seawall.material.models import List

# Who needs it longer is asked again: receivers change hands, and so do purposes.
LONGEST = timedelta(days=800)


@action
def sign_agreement(list: "List", holder: str, *, terms: AgreementTerms, actor: Actor) -> Agreement:
    """Let the list go to the holder of access keys, under these terms, and stand for it by name."""
    if not policy.may_sign_for(actor, list):
        raise Refused
    require_fresh(actor)
    _check(list, holder, terms, actor)
    # One that has run out stands in the way of the next no longer.
    over = Agreement.objects.filter(list=list, holder=holder, ended_at__isnull=True)
    over.filter(ends_on__lt=clock.now().date()).update(ended_at=clock.now(), ended_by_id=actor.id)
    agreement = _signed(list, holder, terms, actor)
    scatter_canaries(list, holder, actor=Actor.system(agreement.owner_id))
    record(
        "federation.agreement_signed",
        actor=actor,
        subject=agreement,
        list=list.id,
        handling=terms.handling.value,
        purpose=terms.purpose.value,
        begins_on=terms.begins_on.isoformat(),
        ends_on=terms.ends_on.isoformat(),
    )
    announce(AgreementSigned(owner_id=agreement.owner_id, agreement_id=agreement.id))
    return agreement


def _check(list: "List", holder: str, terms: AgreementTerms, actor: Actor) -> None:
    faults: dict[str, Sentence] = {}
    if holder not in holders_offered_to(actor):
        faults["holder"] = _("Choose an organisation that holds an access key for pulling lists.")
    if stricter(list.handling, terms.handling) != terms.handling:
        faults["handling"] = _("The list itself is handled more strictly than that.")
    if not terms.begins_on <= terms.ends_on <= clock.now().date() + LONGEST:
        faults["ends_on"] = _("Choose a last day after the first, at most 800 days from now.")
    if terms.ends_on < clock.now().date():
        faults["ends_on"] = _("This day is over.")
    if fault := fault_of(terms.begins_on):
        faults["begins_on"] = fault
    if faults:
        raise Invalid(faults)


def _signed(list: "List", holder: str, terms: AgreementTerms, actor: Actor) -> Agreement:
    try:
        with transaction.atomic():
            return Agreement.objects.create(
                owner_id=list.owner_id,
                list=list,
                holder=holder,
                handling=terms.handling,
                purpose=terms.purpose,
                begins_on=terms.begins_on,
                ends_on=terms.ends_on,
                signed_by_id=actor.id,
            )
    except IntegrityError as error:
        raise WrongState(
            _("An agreement with this organisation about this list stands already. End it first.")
        ) from error
