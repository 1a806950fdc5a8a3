from seawall.operations.actions.add_site import add_site
from seawall.operations.actions.bring_table import bring_table
from seawall.operations.actions.correct_person import correct_person
from seawall.operations.actions.drop_series import drop_series
from seawall.operations.actions.drop_table import drop_table
from seawall.operations.actions.end_charge import end_charge
from seawall.operations.actions.end_part import end_part
from seawall.operations.actions.freeze_figures import freeze_figures
from seawall.operations.actions.give_account import give_account
from seawall.operations.actions.give_part import give_part
from seawall.operations.actions.lay_charge import lay_charge
from seawall.operations.actions.map_columns import map_columns
from seawall.operations.actions.merge_persons import merge_persons
from seawall.operations.actions.name_person import name_person
from seawall.operations.actions.name_series import name_series
from seawall.operations.actions.note_care import note_care
from seawall.operations.actions.note_person import note_person
from seawall.operations.actions.open_operation import open_operation
from seawall.operations.actions.part_persons import part_persons
from seawall.operations.actions.reveal_account import Revealed, reveal_account
from seawall.operations.actions.reveal_person import reveal_person
from seawall.operations.actions.set_court_date import set_court_date
from seawall.operations.actions.set_weights import set_weights
from seawall.operations.actions.step_person import step_person
from seawall.operations.actions.take_account import take_account
from seawall.operations.actions.take_piece import take_piece
from seawall.operations.actions.take_table import take_table

__all__ = [
    "Revealed",
    "add_site",
    "bring_table",
    "correct_person",
    "drop_series",
    "drop_table",
    "end_charge",
    "end_part",
    "freeze_figures",
    "give_account",
    "give_part",
    "lay_charge",
    "map_columns",
    "merge_persons",
    "name_person",
    "name_series",
    "note_care",
    "note_person",
    "open_operation",
    "part_persons",
    "reveal_account",
    "reveal_person",
    "set_court_date",
    "set_weights",
    "step_person",
    "take_account",
    "take_piece",
    "take_table",
]
