from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, ActorKind
from seawall.core.errors import Invalid, Refused
from seawall.core.receipts import TOKEN_SHORTEST
from seawall.core.spoken_codes import grouped
from seawall.identification import policy
from seawall.identification.asking.keeping import RECEIPTS, faults_of_tip
from seawall.identification.asking.words import TipTerms
from seawall.identification.models import ClueRequest, Tip


@dataclass(frozen=True, slots=True)
class GivenTip:
    """`code`: shown once to whoever asked for it."""

    tip_id: str
    code: str


@action
def give_tip(clue_request: ClueRequest, terms: TipTerms, *, actor: Actor) -> GivenTip:
    """Somebody who sees the card knows something. It lands on the clue and waits to be weighed; the same form again changes nothing."""
    clue_request = ClueRequest.objects.select_for_update().get(pk=clue_request.pk)
    if not policy.may_answer_card(actor, clue_request):
        raise Refused
    _check(terms)
    is_staff = actor.kind is ActorKind.STAFF
    code = RECEIPTS.code_of(terms.token) if terms.wants_code else None
    digest = RECEIPTS.token_digest(terms.token)
    tip = Tip.objects.filter(request=clue_request, token_digest=digest).first()
    if tip is None:
        tip = Tip.objects.create(
            owner_id=clue_request.owner_id,
            request=clue_request,
            words=terms.words.strip(),
            country=terms.country,
            agency_id=actor.agency_id if is_staff else None,
            by_id=actor.id if is_staff else None,
            token_digest=digest,
            receipt_hash=RECEIPTS.slow_hash(code) if code else "",
        )
        # In the trail of the agency that asks: it is its tip.
        owner = Actor.system(clue_request.owner_id)
        record("identification.tip_given", actor=owner, subject=tip, request=clue_request.id)
    return GivenTip(tip.id, grouped(code) if code and tip.receipt_hash else "")


def _check(terms: TipTerms) -> None:
    faults = faults_of_tip(terms.words, terms.country)
    if len(terms.token) < TOKEN_SHORTEST:
        faults["words"] = _("The form was cut short on its way. Please send it again.")
    if faults:
        raise Invalid(faults)
