from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, Sentence, WrongState
from seawall.identification import policy
from seawall.identification.asking.keeping import RECEIPTS, faults_of_tip
from seawall.identification.asking.words import LONGEST_CONTACT, LONGEST_HOW, ExpertAnswer
from seawall.identification.models import ClueRequest, Invitation, Tip
from seawall.identification.states import Confidence


@action
def answer_invitation(invitation: Invitation, answer: ExpertAnswer, *, actor: Actor) -> Tip:
    """An expert says under their link what they know. It lands on the clue like any tip; a link is answered once."""
    # Before the invitation, as who closes the card does: an answer comes before that, or not at all.
    ClueRequest.objects.select_for_update().get(pk=invitation.request_id)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if not policy.may_answer_invitation(actor, invitation):
        raise Refused
    if not invitation.is_open:
        raise WrongState(_("This link was answered already, or is over."))
    _check(answer)
    invitation.tip = Tip.objects.create(
        owner_id=invitation.owner_id,
        request_id=invitation.request_id,
        words=answer.words.strip(),
        country=answer.country,
        token_digest=RECEIPTS.token_digest(invitation.id),
    )
    invitation.answered_at, invitation.certainty = clock.now(), answer.certainty
    invitation.how_known, invitation.contact = answer.how_known.strip(), answer.contact.strip()
    invitation.save(update_fields=["tip", "answered_at", "certainty", "how_known", "contact", "changed_at"])
    record("identification.expert_answered", actor=actor, subject=invitation.tip, invitation=invitation.id)
    return invitation.tip


def _check(answer: ExpertAnswer) -> None:
    faults: dict[str, Sentence] = faults_of_tip(answer.words, answer.country)
    if answer.certainty is Confidence.UNJUDGED:
        faults["certainty"] = _("Please say how sure you are.")
    if len(answer.how_known.strip()) > LONGEST_HOW:
        faults["how_known"] = _("Please say it in at most 500 letters.")
    if len(answer.contact.strip()) > LONGEST_CONTACT:
        faults["contact"] = _("One mail address or one telephone number is enough.")
    if faults:
        raise Invalid(faults)
