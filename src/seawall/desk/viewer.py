from django.http import HttpRequest
from rules import Predicate

from seawall.core.actors import Actor
from seawall.core.errors import Refused


def viewer(request: HttpRequest, may: Predicate | None = None) -> Actor:
    """Who looks at the page; Refused for whoever has no duty for it. The sign-in stands before every page already."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor) or (may is not None and not may(actor)):
        raise Refused
    return actor
