from seawall.material.actions.answer_match import answer_match
from seawall.material.actions.ask_recompute import ask_recompute
from seawall.material.actions.ask_second_opinion import ask_second_opinion
from seawall.material.actions.assess import assess
from seawall.material.actions.avoid_view import avoid_view
from seawall.material.actions.hold_file import hold_file
from seawall.material.actions.match_exact import match_exact
from seawall.material.actions.open_list import open_list
from seawall.material.actions.propose_entry import propose_entry
from seawall.material.actions.recompute_verdicts import recompute_verdicts
from seawall.material.actions.register_item import register_item
from seawall.material.actions.reveal_fingerprint import reveal_fingerprint
from seawall.material.actions.revise import revise
from seawall.material.actions.settle import settle
from seawall.material.actions.share_entry import share_entry
from seawall.material.actions.vote_entry import vote_entry
from seawall.material.actions.withdraw_entry import withdraw_entry
from seawall.material.actions.withdraw_opinion import withdraw_opinion

__all__ = [
    "answer_match",
    "ask_recompute",
    "ask_second_opinion",
    "assess",
    "avoid_view",
    "hold_file",
    "match_exact",
    "open_list",
    "propose_entry",
    "recompute_verdicts",
    "register_item",
    "reveal_fingerprint",
    "revise",
    "settle",
    "share_entry",
    "vote_entry",
    "withdraw_entry",
    "withdraw_opinion",
]
