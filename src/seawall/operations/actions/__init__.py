from seawall.operations.actions.add_site import add_site
from seawall.operations.actions.answer_link import answer_link
from seawall.operations.actions.bring_table import bring_table
from seawall.operations.actions.drop_table import drop_table
from seawall.operations.actions.end_part import end_part
from seawall.operations.actions.find_links import find_links
from seawall.operations.actions.give_part import give_part
from seawall.operations.actions.keep_links import keep_links
from seawall.operations.actions.map_columns import map_columns
from seawall.operations.actions.note_no_linking import note_no_linking
from seawall.operations.actions.open_operation import open_operation
from seawall.operations.actions.reveal_account import Revealed, reveal_account
from seawall.operations.actions.set_weights import set_weights
from seawall.operations.actions.take_piece import take_piece
from seawall.operations.actions.take_table import take_table

__all__ = [
    "Revealed",
    "add_site",
    "answer_link",
    "bring_table",
    "drop_table",
    "end_part",
    "find_links",
    "give_part",
    "keep_links",
    "map_columns",
    "note_no_linking",
    "open_operation",
    "reveal_account",
    "set_weights",
    "take_piece",
    "take_table",
]
