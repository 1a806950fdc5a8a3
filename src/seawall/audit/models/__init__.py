from seawall.audit.models.chain import ChainHead, Line, Sealed
from seawall.audit.models.drained import Drained

__all__ = ["ChainHead", "Drained", "Line", "Sealed"]
