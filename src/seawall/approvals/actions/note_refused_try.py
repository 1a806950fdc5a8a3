from collections.abc import Iterator
from contextlib import contextmanager

from seawall.approvals import policy
from seawall.approvals.models import Approval
from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, StepUpNeeded, WrongState


@action
def note_refused_try(approval: Approval, status: int, *, actor: Actor) -> None:
    """Somebody of the agency tried what two people have to do and was not let; the try itself was rolled back."""
    if not policy.may_spend(actor, approval):
        raise Refused
    record(
        "approvals.try_refused",
        actor=actor,
        subject=approval,
        deed=approval.deed,
        about=approval.about,
        status=status,
    )


@contextmanager
def noting_refused_tries(approval: Approval, actor: Actor) -> Iterator[None]:
    """Around a deed, on a page: within the deed's own transaction the line would be lost with it."""
    try:
        yield
    except StepUpNeeded:
        # Not refused: it is tried again after the second factor.
        raise
    except (Refused, WrongState) as error:
        note_refused_try(approval, error.status, actor=actor)
        raise
