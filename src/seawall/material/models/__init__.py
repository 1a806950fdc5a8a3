from seawall.material.models.fingerprint import Fingerprint
from seawall.material.models.holding import Holding
from seawall.material.models.item import Item
from seawall.material.models.list import List, ListEntry, Vote
from seawall.material.models.match import Match
from seawall.material.models.opinion import Opinion
from seawall.material.models.verdict import Verdict

__all__ = ["Fingerprint", "Holding", "Item", "List", "ListEntry", "Match", "Opinion", "Verdict", "Vote"]
