from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.operations import policy
from seawall.operations.models import LinkSearch
from seawall.operations.states import LinkSearchState


@action
def note_no_linking(search: LinkSearch, *, actor: Actor) -> LinkSearch:
    """The worker has no library for it: the page says how to add it, and a person asks again."""
    search = LinkSearch.objects.select_for_update().get(pk=search.pk)
    if not policy.may_keep_links(actor, search):
        raise Refused
    if search.state != LinkSearchState.ASKED:
        return search
    search.state, search.finished_at = LinkSearchState.UNABLE, clock.now()
    search.save(update_fields=["state", "finished_at", "changed_at"])
    record("operations.links_not_possible", actor=actor, subject=search)
    return search
