from seawall.takedown.models.check import Check
from seawall.takedown.models.hold import Hold
from seawall.takedown.models.location import Location, LocationSubject
from seawall.takedown.models.notice import Answer, Escalation, Notice, NoticeLocation
from seawall.takedown.models.trace import Finding, Trace

__all__ = [
    "Answer",
    "Check",
    "Escalation",
    "Finding",
    "Hold",
    "Location",
    "LocationSubject",
    "Notice",
    "NoticeLocation",
    "Trace",
]
