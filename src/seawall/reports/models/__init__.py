from seawall.reports.models.bundle import Bundle
from seawall.reports.models.forwarding import Exchange, Forwarding, Tipline
from seawall.reports.models.inbox import Inbox, Mail
from seawall.reports.models.message import Message
from seawall.reports.models.report import Report
from seawall.reports.models.score import Score
from seawall.reports.models.subject import Mention, Subject
from seawall.reports.models.submission import Submission, SubmittedFile

__all__ = [
    "Bundle",
    "Exchange",
    "Forwarding",
    "Mail",
    "Inbox",
    "Mention",
    "Message",
    "Report",
    "Score",
    "Subject",
    "Submission",
    "SubmittedFile",
    "Tipline",
]
