from seawall.material.actions.add_canaries import add_canaries
from seawall.material.actions.answer_match import answer_match
from seawall.material.actions.ask_recompute import ask_recompute
from seawall.material.actions.ask_second_opinion import ask_second_opinion
from seawall.material.actions.assess import assess
from seawall.material.actions.avoid_view import avoid_view
from seawall.material.actions.count_asked import Asked, count_asked
from seawall.material.actions.count_hits import count_hits
from seawall.material.actions.hold_file import hold_file
from seawall.material.actions.hold_files import hold_files
from seawall.material.actions.match_exact import match_exact
from seawall.material.actions.match_past import match_past
from seawall.material.actions.note_compared import note_compared
from seawall.material.actions.note_near_matches import note_near_matches
from seawall.material.actions.notice_canary import notice_canary
from seawall.material.actions.open_list import open_list
from seawall.material.actions.propose_entry import propose_entry
from seawall.material.actions.recall_items import recall_items
from seawall.material.actions.recompute_verdicts import recompute_verdicts
from seawall.material.actions.register_item import register_item
from seawall.material.actions.release_item import release_item
from seawall.material.actions.remake_index import remake_index
from seawall.material.actions.remodel_canaries import remodel_canaries
from seawall.material.actions.reveal_fingerprint import reveal_fingerprint
from seawall.material.actions.reveal_items import reveal_items
from seawall.material.actions.reveal_lists import reveal_lists
from seawall.material.actions.revise import revise
from seawall.material.actions.scatter_canaries import scatter_canaries
from seawall.material.actions.set_matching import set_matching
from seawall.material.actions.settle import settle
from seawall.material.actions.share_entry import share_entry
from seawall.material.actions.take_arrivals import take_arrivals
from seawall.material.actions.take_vote import take_vote
from seawall.material.actions.vote_entry import vote_entry
from seawall.material.actions.withdraw_entry import withdraw_entry
from seawall.material.actions.withdraw_opinion import withdraw_opinion
from seawall.material.actions.withdraw_statements import withdraw_statements

__all__ = [
    "Asked",
    "add_canaries",
    "answer_match",
    "ask_recompute",
    "ask_second_opinion",
    "assess",
    "avoid_view",
    "count_asked",
    "count_hits",
    "hold_file",
    "hold_files",
    "match_exact",
    "match_past",
    "note_compared",
    "note_near_matches",
    "notice_canary",
    "open_list",
    "propose_entry",
    "recall_items",
    "recompute_verdicts",
    "register_item",
    "release_item",
    "remake_index",
    "remodel_canaries",
    "reveal_fingerprint",
    "reveal_items",
    "reveal_lists",
    "revise",
    "scatter_canaries",
    "set_matching",
    "settle",
    "take_arrivals",
    "share_entry",
    "take_vote",
    "vote_entry",
    "withdraw_entry",
    "withdraw_opinion",
    "withdraw_statements",
]
