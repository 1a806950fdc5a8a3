from seawall.operations.actions.acknowledge_request import acknowledge_request
from seawall.operations.actions.add_site import add_site
from seawall.operations.actions.agree_clash import agree_clash
from seawall.operations.actions.answer_request import answer_request
from seawall.operations.actions.bring_table import bring_table
from seawall.operations.actions.call_off_measure import call_off_measure
from seawall.operations.actions.draft_renewal import draft_renewal
from seawall.operations.actions.draft_request import draft_request
from seawall.operations.actions.drop_table import drop_table
from seawall.operations.actions.end_part import end_part
from seawall.operations.actions.end_request import end_request
from seawall.operations.actions.find_clashes import find_clashes
from seawall.operations.actions.finish_measure import finish_measure
from seawall.operations.actions.give_part import give_part
from seawall.operations.actions.go_measure import go_measure
from seawall.operations.actions.lapse_request import lapse_request
from seawall.operations.actions.map_columns import map_columns
from seawall.operations.actions.move_measure import move_measure
from seawall.operations.actions.open_operation import open_operation
from seawall.operations.actions.plan_measure import plan_measure
from seawall.operations.actions.reveal_account import Revealed, reveal_account
from seawall.operations.actions.send_request import send_request
from seawall.operations.actions.set_weights import set_weights
from seawall.operations.actions.take_piece import take_piece
from seawall.operations.actions.take_table import take_table

__all__ = [
    "Revealed",
    "acknowledge_request",
    "add_site",
    "agree_clash",
    "answer_request",
    "bring_table",
    "call_off_measure",
    "draft_renewal",
    "draft_request",
    "drop_table",
    "end_part",
    "end_request",
    "find_clashes",
    "finish_measure",
    "give_part",
    "go_measure",
    "lapse_request",
    "map_columns",
    "move_measure",
    "open_operation",
    "plan_measure",
    "reveal_account",
    "send_request",
    "set_weights",
    "take_piece",
    "take_table",
]
