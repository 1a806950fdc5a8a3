"""A run that is over because of something else than what it read."""

from seawall.core import clock
from seawall.federation.models import Source, SourceRun
from seawall.federation.states import RunState, Trouble


def break_off(source: Source, trouble: Trouble = Trouble.NONE) -> None:
    """What it had taken stays."""
    running = SourceRun.objects.filter(source_id=source.pk, state=RunState.RUNNING)
    running.update(state=RunState.BROKEN, trouble=trouble, ended_at=clock.now())
