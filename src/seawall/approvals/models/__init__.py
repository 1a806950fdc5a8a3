from seawall.approvals.models.approval import Approval

__all__ = ["Approval"]
