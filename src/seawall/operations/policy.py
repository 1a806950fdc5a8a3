"""Who may do what in operations. The default is no.

investigator     opens operations; of one that their agency leads: gives parts, adds sites, brings and takes tables, sees every account;
                 of one in which their agency has a part: sees that part, and nothing of the rest; sets the weights of their agency;
                 asks providers and states for data of accounts that they see, and follows up what their own agency has asked;
                 plans measures, carries out those of their own agency, and answers where they touch another agency's;
                 notes persons and takes their steps, in the lead or of the part of their agency; merges persons in the lead;
                 notes and corrects personas likewise, and links them to persons and accounts;
                 gives out the case of such a person for a court, as far as their agency sees it;
                 sees figures of what they see; in the lead freezes a release, and reads it record by record; the sheet of a release is for
                 every agency with a part;
                 answers whether two accounts that they both see are one person's; the lead asks which may be;
                 in the lead refers persons and accounts to other countries, and follows those referrals up, past a stop with a colleague; takes and answers what is
                 referred to their own agency
a return ticket  takes and answers the one referral that it belongs to
specialist       names series of their agency to operations that it leads or has a part in, and sees those that it named;
                 where it leads, drafts referrals of them and of what personas reached, which investigators check and send; learns what came of those that they worked on;
                 sees the personas there that the part of their agency has, without the accounts and persons behind them, and links them to
                 children of those series, whom nobody else is shown
the node itself  takes the pieces of a table that a person has said shall be taken; drafts renewals, and notes what has lapsed;
                 tells agencies whose measures touch one another; keeps the links that were found

Which accounts somebody sees stands in scope.py, once.
"""

from typing import Any

from seawall.core.actors import Actor, ActorKind, Duty
from seawall.core.policy import has_duty, is_system, owns, predicate


@predicate
def is_addressed(actor: Any, referral: Any = None) -> bool:
    """It was sent to the actor's agency."""
    if not isinstance(actor, Actor) or referral is None or not actor.agency_id or not referral.sent_at:
        return False
    return bool(referral.recipient_id == actor.agency_id)


@predicate
def holds_ticket(actor: Any, referral: Any = None) -> bool:
    if not isinstance(actor, Actor) or referral is None:
        return False
    return actor.kind is ActorKind.RECIPIENT and bool(actor.id == referral.id)


@predicate
def leads_its_operation(actor: Any, named: Any = None) -> bool:
    """Of a series that was named to one."""
    return named is not None and bool(owns(actor, named.operation))


may_see = has_duty(Duty.INVESTIGATOR)
may_open = has_duty(Duty.INVESTIGATOR)
may_lead = has_duty(Duty.INVESTIGATOR) & owns
may_take_pieces = is_system & owns
# That the person is in the part of the agency is asked where it is read, under the lock.
may_work_on_persons = has_duty(Duty.INVESTIGATOR)
may_see_personas = has_duty(Duty.INVESTIGATOR, Duty.SPECIALIST)
may_work_on_personas = has_duty(Duty.INVESTIGATOR)
may_name_children = has_duty(Duty.SPECIALIST)
may_name_series = has_duty(Duty.SPECIALIST)
may_drop_series = has_duty(Duty.SPECIALIST) & owns
may_refer_series = has_duty(Duty.SPECIALIST) & owns & leads_its_operation
may_refer_persona = has_duty(Duty.SPECIALIST) & owns
may_find_links = has_duty(Duty.INVESTIGATOR) & owns
may_keep_links = is_system & owns
may_answer_link = has_duty(Duty.INVESTIGATOR)
may_weigh = has_duty(Duty.INVESTIGATOR)
may_ask = has_duty(Duty.INVESTIGATOR)
may_follow_up = has_duty(Duty.INVESTIGATOR) & owns
may_watch_ends = is_system & owns
may_plan = has_duty(Duty.INVESTIGATOR)
may_carry_out = has_duty(Duty.INVESTIGATOR) & owns
may_warn = is_system & owns
may_refer = has_duty(Duty.INVESTIGATOR) & owns
may_learn_outcomes = has_duty(Duty.INVESTIGATOR, Duty.SPECIALIST)
may_follow_referral = has_duty(Duty.INVESTIGATOR) & owns
may_open_package = has_duty(Duty.INVESTIGATOR) & (owns | is_addressed)
may_receive = holds_ticket | (has_duty(Duty.INVESTIGATOR) & is_addressed)
# The owner too: many answers come by telephone.
may_tell_outcome = may_receive | may_follow_referral
may_keep_outcome = is_system & owns
