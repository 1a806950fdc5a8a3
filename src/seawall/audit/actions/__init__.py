from seawall.audit.actions.export_trail import export_trail
from seawall.audit.actions.record import record

__all__ = ["export_trail", "record"]
