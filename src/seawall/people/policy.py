"""Who may do what with people. The default is no; nobody gives or takes away anything of their own."""

from typing import Any

from seawall.core.actors import Actor, ActorKind, Duty
from seawall.core.policy import has_duty, is_system, owns, predicate
from seawall.people.models import Assignment
from seawall.people.states import AssignmentKind


@predicate
def is_oneself(actor: Any, staff: Any = None) -> bool:
    if not isinstance(actor, Actor) or actor.kind is not ActorKind.STAFF or staff is None:
        return False
    return bool(getattr(staff, "id", None) == actor.id)


@predicate
def is_staff(actor: Any, record: Any = None) -> bool:
    return isinstance(actor, Actor) and actor.kind is ActorKind.STAFF


is_administrator = has_duty(Duty.ADMINISTRATOR)

# The node's own command line acts as the system, on behalf of one agency.
may_see_people = is_administrator & owns
may_add_agency = is_system & owns
may_add_staff = (is_administrator | is_system) & owns
may_see_person = is_administrator & owns
# Two administrators, or the command line: nobody can raise themselves, and nobody can lock themselves out.
may_manage = (is_administrator | is_system) & owns & ~is_oneself
may_unlock = (is_administrator | is_system) & owns
may_end_session = is_oneself | may_unlock
may_set_password = is_oneself | (is_system & owns)
may_change_own = is_oneself
may_note_failure = is_system & ~is_oneself
may_note_exposure = is_staff & is_oneself
# A count of the team, never of one person; see queries.team_exposure for the smallest team.
may_see_team_exposure = has_duty(Duty.ADMINISTRATOR, Duty.REVIEWER, Duty.COORDINATOR) & owns

# A key lets a stranger's machine in, so the people who look after sign-in open, change and revoke it.
may_see_keys = is_administrator & owns
may_open_key = is_administrator & owns
may_manage_key = is_administrator & owns
may_note_key_use = is_system & owns
# Their names alone: whom a list can go to is decided by those who answer for it.
may_see_holders = has_duty(Duty.REVIEWER)

# What is a provider's own is said by those who answer for keys and sign-in; nothing is by itself.
may_assign = is_administrator & owns
works_at_abuse_desk = has_duty(Duty.ABUSE_DESK)


@predicate
def renews_keys_of(actor: Any, key: Any = None) -> bool:
    """The agency that opened the key has said: it is this provider's, and its people may take a new secret."""
    if not isinstance(actor, Actor) or key is None or not actor.agency_id:
        return False
    own = Assignment.objects.filter(provider_id=actor.agency_id, owner_id=key.owner_id, ended_at=None)
    return own.filter(kind=AssignmentKind.HOLDER, value=key.holder, renews_keys=True).exists()


may_renew_key = works_at_abuse_desk & renews_keys_of
