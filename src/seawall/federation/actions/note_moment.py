from datetime import datetime, timedelta

from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import NotFound
from seawall.federation import policy
from seawall.federation.models import Agreement, Moment
from seawall.material.queries import latest_change_for
from seawall.people.queries import HeldKey

# A receiver's clock may go wrong, or by the time of its own country: no zone is further away than fourteen hours.
CLOCKS = timedelta(hours=15)
# What came so shortly before a question is told in its answer: clients ask up to some seconds ago.
JUST_BEFORE = timedelta(seconds=10)


@action
def note_moment(
    agreement: Agreement, since: datetime, *, until: datetime, key: HeldKey, actor: Actor
) -> None:
    """Give a moment to the changes that have none yet, before somebody is told what changed from `since` up to but without `until`. The
    pull leaves its line by itself."""
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if actor != key.actor or not policy.may_pull(key, agreement):
        raise NotFound
    if abs(until - clock.now()) > CLOCKS:
        # A question about long ago: what is new is not told in it.
        return
    turn = latest_change_for(key, agreement.list)
    if turn > (agreement.moments.order_by("turn").values_list("turn", flat=True).last() or 0):
        at = max(since, until - JUST_BEFORE, agreement.told_until or since)
        Moment.objects.create(agreement=agreement, turn=turn, at=at)
    agreement.told_until = max(until, agreement.told_until or until)
    agreement.save(update_fields=["told_until"])
