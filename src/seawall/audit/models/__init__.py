from seawall.audit.models.chain import ChainHead, Line

__all__ = ["ChainHead", "Line"]
