"""Every step of an approval leaves a line and is announced: after everything is written, for the trail is locked last."""

from seawall.approvals.events import ApprovalEnded
from seawall.approvals.models import Approval
from seawall.core.events import announce


def announce_end(approval: Approval) -> None:
    announce(
        ApprovalEnded(approval.owner_id, approval.id, approval.deed, approval.about, str(approval.state))
    )
