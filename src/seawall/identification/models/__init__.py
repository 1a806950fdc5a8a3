from seawall.identification.models.change import Change, Move
from seawall.identification.models.claim import Claim
from seawall.identification.models.clue import Clue, ClueStep, Leaning
from seawall.identification.models.series import Series, SeriesItem
from seawall.identification.models.suggestion import Suggestion
from seawall.identification.models.trail import ClosedTrail
from seawall.identification.models.vault import VaultEntry
from seawall.identification.models.victim import Victim, VictimStep

__all__ = [
    "Change",
    "Claim",
    "ClosedTrail",
    "Clue",
    "ClueStep",
    "Leaning",
    "Move",
    "Series",
    "SeriesItem",
    "Suggestion",
    "VaultEntry",
    "Victim",
    "VictimStep",
]
