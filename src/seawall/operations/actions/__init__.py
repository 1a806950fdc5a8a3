from seawall.operations.actions.acknowledge_request import acknowledge_request
from seawall.operations.actions.add_site import add_site
from seawall.operations.actions.address_referral import address_referral
from seawall.operations.actions.agree_clash import agree_clash
from seawall.operations.actions.answer_link import answer_link
from seawall.operations.actions.answer_referral import answer_referral
from seawall.operations.actions.answer_request import answer_request
from seawall.operations.actions.bring_table import bring_table
from seawall.operations.actions.call_back_referral import call_back_referral
from seawall.operations.actions.call_off_measure import call_off_measure
from seawall.operations.actions.check_referral import check_referral
from seawall.operations.actions.correct_person import correct_person
from seawall.operations.actions.correct_persona import correct_persona
from seawall.operations.actions.draft_referrals import draft_referrals
from seawall.operations.actions.draft_renewal import draft_renewal
from seawall.operations.actions.draft_request import draft_request
from seawall.operations.actions.drop_series import drop_series
from seawall.operations.actions.drop_table import drop_table
from seawall.operations.actions.end_charge import end_charge
from seawall.operations.actions.end_part import end_part
from seawall.operations.actions.end_request import end_request
from seawall.operations.actions.find_clashes import find_clashes
from seawall.operations.actions.find_links import find_links
from seawall.operations.actions.finish_measure import finish_measure
from seawall.operations.actions.freeze_figures import freeze_figures
from seawall.operations.actions.give_account import give_account
from seawall.operations.actions.give_part import give_part
from seawall.operations.actions.go_measure import go_measure
from seawall.operations.actions.keep_links import keep_links
from seawall.operations.actions.keep_outcome import keep_outcome
from seawall.operations.actions.lapse_request import lapse_request
from seawall.operations.actions.lay_charge import lay_charge
from seawall.operations.actions.link_persona import link_persona
from seawall.operations.actions.map_columns import map_columns
from seawall.operations.actions.merge_persons import merge_persons
from seawall.operations.actions.move_measure import move_measure
from seawall.operations.actions.name_person import name_person
from seawall.operations.actions.name_series import name_series
from seawall.operations.actions.note_care import note_care
from seawall.operations.actions.note_no_linking import note_no_linking
from seawall.operations.actions.note_person import note_person
from seawall.operations.actions.note_persona import note_persona
from seawall.operations.actions.open_operation import open_operation
from seawall.operations.actions.part_persons import part_persons
from seawall.operations.actions.plan_measure import plan_measure
from seawall.operations.actions.propose_sending import propose_sending
from seawall.operations.actions.receive_referral import receive_referral
from seawall.operations.actions.refer_persona import refer_persona
from seawall.operations.actions.refer_series import refer_series
from seawall.operations.actions.renew_ticket import renew_ticket
from seawall.operations.actions.reveal_account import Revealed, reveal_account
from seawall.operations.actions.reveal_case import reveal_case
from seawall.operations.actions.reveal_person import reveal_person
from seawall.operations.actions.reveal_persona import reveal_persona
from seawall.operations.actions.reveal_referral import reveal_referral
from seawall.operations.actions.send_past_stop import send_past_stop
from seawall.operations.actions.send_referral import send_referral
from seawall.operations.actions.send_request import send_request
from seawall.operations.actions.set_court_date import set_court_date
from seawall.operations.actions.set_weights import set_weights
from seawall.operations.actions.step_person import step_person
from seawall.operations.actions.take_account import take_account
from seawall.operations.actions.take_piece import take_piece
from seawall.operations.actions.take_table import take_table
from seawall.operations.actions.unlink_persona import unlink_persona

__all__ = [
    "Revealed",
    "acknowledge_request",
    "add_site",
    "address_referral",
    "agree_clash",
    "answer_link",
    "answer_referral",
    "answer_request",
    "bring_table",
    "call_back_referral",
    "call_off_measure",
    "check_referral",
    "correct_person",
    "correct_persona",
    "draft_referrals",
    "draft_renewal",
    "draft_request",
    "drop_series",
    "drop_table",
    "end_charge",
    "end_part",
    "end_request",
    "find_clashes",
    "find_links",
    "finish_measure",
    "freeze_figures",
    "give_account",
    "give_part",
    "go_measure",
    "keep_links",
    "keep_outcome",
    "lapse_request",
    "lay_charge",
    "link_persona",
    "map_columns",
    "merge_persons",
    "move_measure",
    "name_person",
    "name_series",
    "note_care",
    "note_no_linking",
    "note_person",
    "note_persona",
    "open_operation",
    "part_persons",
    "plan_measure",
    "propose_sending",
    "receive_referral",
    "refer_persona",
    "refer_series",
    "renew_ticket",
    "reveal_account",
    "reveal_case",
    "reveal_person",
    "reveal_persona",
    "reveal_referral",
    "send_past_stop",
    "send_referral",
    "send_request",
    "set_court_date",
    "set_weights",
    "step_person",
    "take_account",
    "take_piece",
    "take_table",
    "unlink_persona",
]
