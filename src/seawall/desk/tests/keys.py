"""An access key for tests that need one to be there."""

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.budget import Limits
from seawall.core.ids import new_id
from seawall.people.actions import open_access_key
from seawall.people.models import AccessKey
from seawall.people.queries import own_agency
from seawall.people.states import KeyTerms, Scope


def open_key_for(administrator: Actor) -> AccessKey:
    terms = KeyTerms((Scope.MATCH,), (new_id("lst"),), Limits(100, 1000), clock.in_future(days=30))
    return open_access_key(own_agency(administrator), "Example Hosting", terms=terms, actor=administrator)[0]
