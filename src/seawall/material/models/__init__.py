from seawall.material.models.asked_day import AskedDay
from seawall.material.models.canary import Canary, CanaryPrint
from seawall.material.models.fingerprint import Fingerprint
from seawall.material.models.hits import Hits
from seawall.material.models.holding import Holding
from seawall.material.models.item import Item
from seawall.material.models.list import List, ListEntry, Vote
from seawall.material.models.match import Match
from seawall.material.models.opinion import Opinion
from seawall.material.models.statement import Statement
from seawall.material.models.trait import Trait
from seawall.material.models.turn import Turn
from seawall.material.models.verdict import Verdict

__all__ = [
    "AskedDay",
    "Canary",
    "CanaryPrint",
    "Fingerprint",
    "Hits",
    "Holding",
    "Item",
    "List",
    "ListEntry",
    "Match",
    "Opinion",
    "Statement",
    "Trait",
    "Turn",
    "Verdict",
    "Vote",
]
