"""Who may do what with doubts. The default is no.

reviewer         sees them, and decides those about which they had no part in the first decision; says whom they have told
auditor          sees them
the node itself  notes them, and how far corrections have gone
"""

from typing import Any

from seawall.core.actors import Actor, Duty
from seawall.core.policy import has_duty, is_system, owns, predicate
from seawall.mistakes.scope import people_behind

may_see = has_duty(Duty.REVIEWER, Duty.AUDITOR)
may_note = is_system
may_tell = has_duty(Duty.REVIEWER) & owns


@predicate
def is_second(actor: Any, doubt: Any = None) -> bool:
    """Whoever put their name to what is doubted does not judge it; nor does whoever raised the doubt."""
    return isinstance(actor, Actor) and doubt is not None and actor.id not in people_behind(doubt)


@predicate
def is_reviewer_of(actor: Any, doubt: Any = None) -> bool:
    return bool(has_duty(Duty.REVIEWER)(actor) and owns(actor, doubt))


may_decide = is_reviewer_of & is_second
