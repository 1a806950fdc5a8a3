"""Who may do what with agreements and with sources. The default is no.

reviewer                 signs and ends them: answers for what leaves the house, here as with every entry; is told whose
                         copy was lost; says whether our votes go back to a source, and by which of its reasons
administrator            reads them, to open the keys that they need; adds, changes, pauses and removes sources, and runs them
auditor, data protection read them, and sources
both                     send votes again that were stopped, or leave them
the node itself          takes over what sources tell, and votes on it
an access key            pulls the list, while an agreement with its holder runs
"""

from typing import Any

from seawall.core.actors import Duty
from seawall.core.policy import has_duty, is_system, owns, predicate
from seawall.federation.states import AgreementState
from seawall.people.queries import HeldKey
from seawall.people.states import Scope

is_reviewer = has_duty(Duty.REVIEWER)
may_read_some = has_duty(Duty.REVIEWER, Duty.ADMINISTRATOR, Duty.AUDITOR, Duty.DATA_PROTECTION)
may_read = may_read_some & owns
may_sign = is_reviewer
# Which list: only one's own is given away.
may_sign_for = is_reviewer & owns
may_end = is_reviewer & owns

# Others' lists, taken over. What an account opens is the administrator's affair; what its list is worth, the reviewer's.
may_read_sources = may_read_some
may_add_source = has_duty(Duty.ADMINISTRATOR)
may_change_source = may_add_source & owns
may_take = is_system & owns

# Our word on their entries leaves the house: a reviewer answers for that. What stops it may be an account.
may_switch_voting = is_reviewer & owns
may_mend_votes = has_duty(Duty.REVIEWER, Duty.ADMINISTRATOR) & owns
may_wish_votes = is_system
may_vote = is_system & owns

# Whose copy was lost: for those who signed that it goes there.
may_note_sighting = is_system & owns
may_list_receivers = is_system
may_see_sightings = has_duty(Duty.REVIEWER)
may_look_at = may_see_sightings & owns


@predicate
def may_knock(key: Any) -> bool:
    """The door of lists: the key opens it, whatever it may find behind it."""
    return isinstance(key, HeldKey) and Scope.LISTS in key.scopes


@predicate
def may_pull(key: Any, agreement: Any = None) -> bool:
    """The agreement runs, with the holder of this key, about a list that the key names."""
    if not may_knock(key) or agreement is None:
        return False
    mine = (agreement.owner_id, agreement.holder) == (key.owner_id, key.holder)
    return bool(mine and agreement.list_id in key.lists and agreement.state == AgreementState.RUNNING)
