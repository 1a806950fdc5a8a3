from collections.abc import Iterator
from contextlib import contextmanager

from seawall.approvals import policy
from seawall.approvals.models import Approval
from seawall.approvals.states import Guarded
from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused, StepUpNeeded, WrongState


@action
def note_refused_try(tried: Approval | Guarded, status: int, *, actor: Actor) -> None:
    """Somebody tried what two people have to do, or what needs a duty of its own, and was not let; the try itself was rolled back."""
    if not policy.may_propose(actor):
        raise Refused
    record(
        "approvals.try_refused",
        actor=actor,
        subject=tried.id,
        deed=tried.deed,
        about=tried.about,
        status=status,
    )


@contextmanager
def noting_refused_tries(tried: Approval | Guarded, actor: Actor) -> Iterator[None]:
    """Around a deed, on a page: within the deed's own transaction the line would be lost with it."""
    try:
        yield
    except StepUpNeeded:
        # Not refused: it is tried again after the second factor.
        raise
    except (Refused, WrongState, NotFound) as error:
        note_refused_try(tried, error.status, actor=actor)
        raise
