"""What may not be erased yet, and why."""

from seawall.core import clock
from seawall.identification.models import Claim, Victim
from seawall.identification.states import ClaimEnd, VictimState
from seawall.identification.vault.words import EraseGround, Kept


def why_kept(victim: Victim, ground: EraseGround = EraseGround.REQUEST) -> tuple[Kept, ...]:
    """Nothing stands in the way of erasing what is wrong."""
    if ground is EraseGround.WRONG:
        return ()
    found = []
    if victim.state != VictimState.SAFEGUARDED:
        found.append(Kept.UNSAFE)
    running = Claim.objects.filter(series_id=victim.series_id, end=ClaimEnd.RUNNING)
    if victim.series_id and running.filter(expires_at__gt=clock.now()).exists():
        found.append(Kept.WORKED_ON)
    return tuple(found)
