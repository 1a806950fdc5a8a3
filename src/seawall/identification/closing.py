"""A claim comes to its end: released, expired, or because its series was closed."""

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.events import announce
from seawall.identification.events import ClaimEnded
from seawall.identification.models import Claim, Series
from seawall.identification.states import ClaimEnd, SeriesState, check_series_step


def write_end(claim: Claim, end: ClaimEnd) -> None:
    claim.end, claim.ended_at = end, clock.now()
    claim.save(update_fields=["end", "ended_at", "changed_at"])


def tell_end(claim: Claim, *, actor: Actor) -> None:
    """After everything is written: the trail is locked last."""
    record(
        "identification.claim_ended", actor=actor, subject=claim.series_id, claim=claim.id, end=str(claim.end)
    )
    announce(ClaimEnded(claim.owner_id, claim.series_id, claim.id, str(claim.end)))


def close_series(series: Series, state: SeriesState, into: Series | None = None) -> Claim | None:
    """The claim that this ended, if one ran; who calls tells of it."""
    check_series_step(series.state, state)
    series.state, series.merged_into = state, into
    series.save(update_fields=["state", "merged_into", "changed_at"])
    claim = Claim.objects.select_for_update().filter(series=series, end=ClaimEnd.RUNNING).first()
    if claim:
        write_end(claim, ClaimEnd.CLOSED)
    return claim
