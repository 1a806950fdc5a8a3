from seawall.reports.queries.receipt import Letter, Receipt, Stage, receipt_for, receipt_of

__all__ = ["Letter", "Receipt", "Stage", "receipt_for", "receipt_of"]
