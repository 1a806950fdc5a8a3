from seawall.approvals.actions.approve import approve
from seawall.approvals.actions.expire import expire
from seawall.approvals.actions.note_refused_try import note_refused_try, noting_refused_tries
from seawall.approvals.actions.propose import propose
from seawall.approvals.actions.refuse import refuse
from seawall.approvals.actions.spend import spend
from seawall.approvals.actions.withdraw import withdraw

__all__ = [
    "approve",
    "expire",
    "note_refused_try",
    "noting_refused_tries",
    "propose",
    "refuse",
    "spend",
    "withdraw",
]
