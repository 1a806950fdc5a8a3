from seawall.audit.models.chain import ChainHead, Line, Sealed

__all__ = ["ChainHead", "Line", "Sealed"]
