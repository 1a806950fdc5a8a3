from seawall.audit.actions.record import record

__all__ = ["record"]
