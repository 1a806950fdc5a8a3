from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.operations import policy
from seawall.operations.events import LinksAsked
from seawall.operations.models import LinkSearch, Operation
from seawall.operations.states import LinkSearchState


@action
def find_links(operation: Operation, *, actor: Actor) -> LinkSearch:
    """Ask which accounts may be one person's. Asked again while the answer is awaited, it is the same search, begun once more."""
    operation = Operation.objects.select_for_update().get(pk=operation.pk)
    if not policy.may_find_links(actor, operation):
        raise Refused
    search, _new = LinkSearch.objects.get_or_create(
        operation=operation,
        state=LinkSearchState.ASKED,
        defaults={"owner_id": operation.owner_id, "asked_by_id": actor.id},
    )
    record("operations.links_asked", actor=actor, subject=search, operation=operation.id)
    announce(LinksAsked(search.owner_id, search.id))
    return search
