"""What of other agencies' records is a provider's own: asked by the agency that assigned it, and by the provider's people."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.people import policy
from seawall.people.models import AccessKey, Agency, Assignment
from seawall.people.queries.staff import own_agency
from seawall.people.states import AgencyKind, AssignmentKind


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """Of one agency's notices, those to one address or to all of a domain."""

    owner_id: str
    kind: AssignmentKind
    value: str

    def cover(self, owner_id: str, contact: str) -> bool:
        address = contact.lower()
        if owner_id != self.owner_id:
            return False
        return (address if self.kind == AssignmentKind.CONTACT else address.rpartition("@")[2]) == self.value


@dataclass(frozen=True, slots=True)
class Holder:
    """Under this name the provider's machines come to one agency's doors."""

    owner_id: str
    name: str
    renews_keys: bool


# For the administrator of the agency whose records they are.


def assignments_for(actor: Actor) -> QuerySet[Assignment]:
    """All of the own agency, also those that have ended, the running ones first."""
    agency = own_agency(actor)
    if not policy.may_assign(actor, agency):
        raise Refused
    found = Assignment.objects.filter(owner=agency).select_related("provider", "made_by")
    return found.order_by(F("ended_at").desc(nulls_first=True), "provider__name", "kind", "value")


def one_assignment_for(actor: Actor, assignment_id: str) -> Assignment:
    found = assignments_for(actor).filter(pk=checked_id(assignment_id, "asg")).first()
    if found is None:
        raise NotFound
    return found


def providers_offered_to(actor: Actor) -> QuerySet[Agency]:
    if not policy.may_assign(actor, own_agency(actor)):
        raise Refused
    return Agency.objects.filter(kind=AgencyKind.PROVIDER).exclude(pk=actor.agency_id).order_by("name")


# For the provider's own people.


def mailboxes_of(actor: Actor) -> list[Mailboxes]:
    own = _own(actor).exclude(kind=AssignmentKind.HOLDER)
    return [Mailboxes(one.owner_id, AssignmentKind(one.kind), one.value) for one in own]


def holders_of(actor: Actor) -> list[Holder]:
    own = _own(actor).filter(kind=AssignmentKind.HOLDER)
    return [Holder(one.owner_id, one.value, one.renews_keys) for one in own]


def _own(actor: Actor) -> QuerySet[Assignment]:
    if not policy.works_at_abuse_desk(actor):
        return Assignment.objects.none()
    return Assignment.objects.filter(
        provider_id=actor.agency_id, provider__kind=AgencyKind.PROVIDER, ended_at=None
    ).order_by("id")


def keys_held_by(actor: Actor) -> QuerySet[AccessKey]:
    """The keys of the provider's own machines, of whichever agency opened them."""
    wanted = Q(pk__in=[])
    for holder in holders_of(actor):
        wanted |= Q(owner_id=holder.owner_id, holder=holder.name)
    keys = AccessKey.objects.filter(wanted).select_related("owner")
    return keys.order_by(F("revoked_at").asc(nulls_first=True), "owner__name", "-id")


def one_key_held_by(actor: Actor, key_id: str) -> AccessKey:
    key = keys_held_by(actor).filter(pk=checked_id(key_id, "key")).first()
    if key is None:
        raise NotFound
    return key


def renewable(key: AccessKey, actor: Actor) -> bool:
    """For the page: whether its own people may take a new secret now."""
    runs = key.revoked_at is None and key.expires_at > clock.now()
    return runs and bool(policy.may_renew_key(actor, key))
