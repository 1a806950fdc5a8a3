from seawall.identification.models.change import Change, Move
from seawall.identification.models.claim import Claim
from seawall.identification.models.clue import Clue, ClueStep, Leaning
from seawall.identification.models.clue_request import ClueRequest, Tip
from seawall.identification.models.fresh_look import FreshLook
from seawall.identification.models.invitation import Invitation
from seawall.identification.models.safeguarding import ProtectionBody, Safeguarding, SafeguardingStep
from seawall.identification.models.series import Series, SeriesItem
from seawall.identification.models.suggestion import Suggestion
from seawall.identification.models.trail import ClosedTrail
from seawall.identification.models.vault import VaultEntry
from seawall.identification.models.victim import Victim, VictimStep
from seawall.identification.models.wish import NotificationWish, QuietDate, Telling

__all__ = [
    "Change",
    "Claim",
    "ClosedTrail",
    "Clue",
    "ClueRequest",
    "ClueStep",
    "FreshLook",
    "Invitation",
    "Leaning",
    "Move",
    "NotificationWish",
    "ProtectionBody",
    "QuietDate",
    "Safeguarding",
    "SafeguardingStep",
    "Series",
    "SeriesItem",
    "Suggestion",
    "Telling",
    "Tip",
    "VaultEntry",
    "Victim",
    "VictimStep",
]
