from seawall.reports.actions.file_report import file_report
from seawall.reports.actions.write_to_us import write_to_us
from seawall.reports.filing import Filed, Filing

__all__ = ["Filed", "Filing", "file_report", "write_to_us"]
