"""Who may do what with material. Read from top to bottom: who reads, who judges, who answers for what leaves the house.

analyst, specialist     register, assess, ask for a second opinion, hold, match, propose, vote, reveal
reviewer                all of that, and settles disputes, shares and withdraws entries, opens lists
investigator            reads, matches, holds, reveals
auditor, data protection read
the node itself         registers, matches, recomputes, withdraws what is no longer confirmed
administrator, coordinator, reporter, provider: nothing here
"""

from typing import Any

from rules import predicate

from seawall.core.actors import Actor, Duty
from seawall.core.policy import has_duty, is_system, owns

is_assessor = has_duty(Duty.ANALYST, Duty.REVIEWER, Duty.SPECIALIST)
is_reviewer = has_duty(Duty.REVIEWER)
works_with_material = is_assessor | has_duty(Duty.INVESTIGATOR)
reads_material = works_with_material | has_duty(Duty.AUDITOR, Duty.DATA_PROTECTION)


@predicate  # type: ignore[untyped-decorator]
def is_author(actor: Any, opinion: Any = None) -> bool:
    return isinstance(actor, Actor) and bool(getattr(opinion, "author_id", None) == actor.id)


# Reading
may_read_some = reads_material | is_system
may_read = may_read_some & owns
may_read_schemes = reads_material

# Items and opinions
may_register = is_assessor | is_system
may_assess = is_assessor & owns
may_settle = is_reviewer & owns
may_take_back = is_assessor & owns & is_author
may_ask_second_opinion = is_assessor & owns
may_hold = works_with_material & owns
may_avoid_view = is_system & owns

# Matches
may_match = works_with_material | is_system
may_answer_match = works_with_material & owns

# Lists: one person proposes, a reviewer shares. Only the owner edits.
may_open_list = is_reviewer
may_propose = is_assessor & owns
may_share = is_reviewer & owns
may_withdraw = (is_reviewer | is_system) & owns
may_vote = is_assessor & owns

# Confidential values; the action asks for a fresh second factor as well.
may_reveal = works_with_material & owns

may_recompute = is_system
