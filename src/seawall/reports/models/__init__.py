from seawall.reports.models.bundle import Bundle
from seawall.reports.models.message import Message
from seawall.reports.models.report import Report
from seawall.reports.models.score import Score
from seawall.reports.models.subject import Mention, Subject

__all__ = ["Bundle", "Mention", "Message", "Report", "Score", "Subject"]
