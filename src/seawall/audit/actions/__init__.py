from seawall.audit.actions.drain import drain
from seawall.audit.actions.export_trail import export_trail
from seawall.audit.actions.record import record, record_each
from seawall.audit.actions.record_soon import record_soon
from seawall.audit.appending import Dated

__all__ = ["Dated", "drain", "export_trail", "record", "record_each", "record_soon"]
