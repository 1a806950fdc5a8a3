from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.waits import ever_longer
from seawall.federation import policy
from seawall.federation.actions.take_batch import LeaseLost
from seawall.federation.models import Source, SourceFile, SourceRun
from seawall.federation.states import NEEDS_A_PERSON, FileState, RunState, Trouble

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)


@action
def end_run(
    source: Source,
    trouble: Trouble,
    *,
    lease: str,
    checkpoint: Mapping[str, Any] | None = None,
    actor: Actor,
) -> SourceRun:
    """Say how it ended and when the next begins: soon and then ever later after a fault that may pass, never by itself where a person has
    to do something first."""
    source = Source.objects.select_for_update().get(pk=source.pk)
    if not policy.may_take(actor, source):
        raise Refused
    if source.lease != lease:
        raise LeaseLost
    if not trouble and _refused_files_lie_there(source):
        trouble = Trouble.SOME_FILES
    whole = trouble in (Trouble.NONE, Trouble.SOME_FILES)
    now = clock.now()
    if checkpoint is not None:
        source.checkpoint = dict(checkpoint)
    source.lease, source.leased_until = "", None
    source.trouble_since = (source.trouble_since or now) if trouble else None
    source.misses = 0 if whole else source.misses + 1
    source.trouble = trouble
    if whole:
        source.last_whole_at = now
    source.due_at = None if trouble in NEEDS_A_PERSON else now + _wait(source)
    source.save()
    run = SourceRun.objects.get(source=source, state=RunState.RUNNING)
    run.state, run.trouble, run.ended_at = RunState.WHOLE if whole else RunState.BROKEN, trouble, now
    run.save(update_fields=["state", "trouble", "ended_at", "changed_at"])
    counts = {name: getattr(run, name) for name in ("pages", "new", "changed", "withdrawn", "refused")}
    record("federation.run_ended", actor=actor, subject=source, trouble=trouble.value, **counts)
    return run


def _wait(source: Source) -> timedelta:
    often = timedelta(minutes=source.minutes)
    if not source.misses:
        return often
    return min(ever_longer(source.misses, FIRST_WAIT, LONGEST_WAIT), max(often, FIRST_WAIT))


def _refused_files_lie_there(source: Source) -> bool:
    """A file that was taken away or put right is nobody's worry any more."""
    there = [sha256 for _size, _changed, sha256 in source.checkpoint.get("files", {}).values()]
    return SourceFile.objects.filter(source=source, state=FileState.REFUSED, sha256__in=there).exists()
