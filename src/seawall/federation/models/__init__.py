from seawall.federation.models.agreement import Agreement
from seawall.federation.models.feedback import Feedback
from seawall.federation.models.moment import Moment
from seawall.federation.models.sighting import Sighting
from seawall.federation.models.source import Source, SourceEntry, SourceFile, SourceRun
from seawall.federation.models.voting import FoundWrong, SourceVote, Voting

__all__ = [
    "Agreement",
    "Feedback",
    "FoundWrong",
    "Moment",
    "Sighting",
    "Source",
    "SourceEntry",
    "SourceFile",
    "SourceRun",
    "SourceVote",
    "Voting",
]
