"""Who may do what with series, victims, clues and claims. The default is no.

specialist       sees, opens, changes and claims the series of the agency, notes and reads its clues; asks whether a child is known
an expert        sees one card under a link of their own, answers it once, and reads there what became of the answer
the public       sees cards that were released to it, gives tips, reads with a receipt code what became of one
investigator     asks whether a child is known, and sees the one answer
vault keeper     keeps children's names and other data, sees what kinds are kept; opens them with a second keeper
data protection  looks for a person's data in the vault with a second person, and erases them on request
the node itself  ends claims whose time is over, or whose holder has left; suggests what may belong together;
                 asks the wishes of children when something is found; forgets how experts were to be reached
anybody else     nothing here; another agency's people see pointers and never a record
"""

from typing import Any

from seawall.core.actors import Actor, ActorKind, Duty
from seawall.core.policy import has_duty, is_reporter, is_system, owns, predicate
from seawall.identification.asking.words import Audience

is_specialist = has_duty(Duty.SPECIALIST)

may_see = is_specialist
may_open = is_specialist
may_change = is_specialist & owns
may_claim = is_specialist & owns
may_end = (is_specialist | is_system) & owns
may_expire = is_system & owns
may_suggest = is_system
may_decide_by_wish = is_system & owns
may_read_tip_receipt = is_reporter
may_forget_contacts = is_system & owns
may_ask = has_duty(Duty.SPECIALIST, Duty.INVESTIGATOR)

keeps_vault = has_duty(Duty.VAULT_KEEPER)
may_see_vault = keeps_vault
may_keep_in_vault = keeps_vault & owns
may_open_vault = keeps_vault & owns
may_find_in_vault = has_duty(Duty.VAULT_KEEPER, Duty.DATA_PROTECTION)
may_erase_from_vault = may_find_in_vault & owns


@predicate
def holds_claim(actor: Any, claim: Any = None) -> bool:
    return isinstance(actor, Actor) and claim is not None and claim.by_id == actor.id


@predicate
def is_asked(actor: Any, request: Any = None) -> bool:
    """The card is shown to the actor's agency, or to everybody."""
    if not isinstance(actor, Actor) or request is None or not request.is_shown:
        return False
    if request.audience == Audience.PUBLIC:
        return bool(is_reporter(actor))
    # Whom the agency asks without a link: it writes down the answer.
    asked_id = request.owner_id if request.audience == Audience.EXPERT else request.asked_id
    return bool(is_specialist(actor)) and asked_id == actor.agency_id


@predicate
def is_invited(actor: Any, invitation: Any = None) -> bool:
    """Came with the link of this invitation."""
    is_guest = isinstance(actor, Actor) and actor.kind is ActorKind.RECIPIENT
    return is_guest and invitation is not None and invitation.id == actor.id


may_answer_card = is_asked
may_answer_invitation = is_invited & owns
may_renew = may_claim & holds_claim
