"""A provider whose people are signed in, and a hotline that has written to it and given it a key."""

from collections.abc import Callable

from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.core.budget import Limits
from seawall.core.ids import new_id
from seawall.people.actions import open_access_key
from seawall.people.models import AccessKey, Agency, Staff
from seawall.people.states import AgencyKind, AssignmentKind, KeyTerms, Scope
from seawall.people.tests.providers import assigned
from seawall.takedown.models import Notice
from seawall.takedown.tests import makers

People = Callable[..., Staff]
Actors = Callable[..., Actor]
CONTACT, HOLDER = "abuse@host.example", "Example Hosting"


def the_sender() -> Agency:
    return Agency.objects.get_or_create(
        name="Hotline Ost", defaults={"kind": AgencyKind.HOTLINE, "country": "PL"}
    )[0]


def written_to(provider: Agency, person: People, actor_of: Actors) -> Notice:
    _is_a_provider(provider)
    sender = the_sender()
    assigned(actor_of(person(sender, Duty.ADMINISTRATOR)), provider, CONTACT)
    return makers.sent(actor_of(person(sender, Duty.ANALYST)))


def key_of(provider: Agency, person: People, actor_of: Actors) -> AccessKey:
    _is_a_provider(provider)
    administrator = actor_of(person(the_sender(), Duty.ADMINISTRATOR))
    key = a_key(administrator)
    assigned(administrator, provider, HOLDER, AssignmentKind.HOLDER, renews_keys=True)
    return key


def a_key(administrator: Actor, holder: str = HOLDER) -> AccessKey:
    return a_key_and_secret(administrator, holder)[0]


def a_key_and_secret(administrator: Actor, holder: str = HOLDER) -> tuple[AccessKey, str]:
    scopes = (Scope.MATCH, Scope.REPORTS)
    terms = KeyTerms(scopes, (new_id("lst"),), Limits(100, 1000), clock.in_future(days=30))
    agency = Agency.objects.get(pk=administrator.agency_id)
    return open_access_key(agency, holder, terms=terms, actor=administrator)


def _is_a_provider(agency: Agency) -> None:
    """The visitors of the permission table come from a hotline; a provider's people see nothing unless theirs is one."""
    agency.kind = AgencyKind.PROVIDER
    agency.save(update_fields=["kind"])
