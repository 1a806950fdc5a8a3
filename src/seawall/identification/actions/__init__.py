from seawall.identification.actions.accept_suggestion import accept_suggestion
from seawall.identification.actions.add_body import add_body
from seawall.identification.actions.add_items import add_items
from seawall.identification.actions.add_victim import add_victim
from seawall.identification.actions.answer_invitation import answer_invitation
from seawall.identification.actions.ask_known import ask_known, ask_known_item
from seawall.identification.actions.claim_series import ClaimTerms, claim_series
from seawall.identification.actions.close_request import close_request
from seawall.identification.actions.close_trail import close_trail
from seawall.identification.actions.draft_request import draft_request
from seawall.identification.actions.erase_from_vault import erase_from_vault
from seawall.identification.actions.expire_claim import expire_claim
from seawall.identification.actions.forget_contacts import forget_contacts
from seawall.identification.actions.give_tip import give_tip
from seawall.identification.actions.invite_expert import invite_expert
from seawall.identification.actions.keep_in_vault import keep_in_vault, renew_in_vault
from seawall.identification.actions.look_afresh import look_afresh
from seawall.identification.actions.merge_series import merge_series
from seawall.identification.actions.name_body import name_body
from seawall.identification.actions.note_check import note_check
from seawall.identification.actions.note_clue import note_clue
from seawall.identification.actions.note_occasion import note_occasion
from seawall.identification.actions.open_series import open_series
from seawall.identification.actions.propose_opening import propose_finding, propose_opening
from seawall.identification.actions.propose_release import propose_release
from seawall.identification.actions.reject_suggestion import reject_suggestion
from seawall.identification.actions.release_claim import release_claim
from seawall.identification.actions.release_request import release_request
from seawall.identification.actions.remove_items import remove_items
from seawall.identification.actions.renew_claim import renew_claim
from seawall.identification.actions.reopen_trail import reopen_trail
from seawall.identification.actions.reveal_clues import reveal_clue, reveal_clues
from seawall.identification.actions.reveal_tip import reveal_tip
from seawall.identification.actions.reveal_vault import reveal_found, reveal_vault
from seawall.identification.actions.set_aside_clue import set_aside_clue
from seawall.identification.actions.set_aside_tip import set_aside_tip
from seawall.identification.actions.set_wish import set_wish
from seawall.identification.actions.split_series import split_series
from seawall.identification.actions.step_victim import step_victim
from seawall.identification.actions.suggest import suggest
from seawall.identification.actions.take_back_occasion import take_back_occasion
from seawall.identification.actions.take_tip import take_tip
from seawall.identification.actions.tell_victim import tell_victim
from seawall.identification.actions.undo_change import undo_change
from seawall.identification.actions.weigh_clue import weigh_clue
from seawall.identification.actions.withdraw_invitation import withdraw_invitation
from seawall.identification.asking.words import Audience, CardTerms, ExpertAnswer, TipTerms
from seawall.identification.cold_cases import Look
from seawall.identification.safeguarding.words import BodyTerms, Check
from seawall.identification.wishes.words import Answer, GivenBy, Quiet, WishTerms

__all__ = [
    "answer_invitation",
    "close_request",
    "draft_request",
    "ExpertAnswer",
    "forget_contacts",
    "give_tip",
    "invite_expert",
    "propose_release",
    "release_request",
    "reveal_tip",
    "set_aside_tip",
    "take_tip",
    "Answer",
    "Audience",
    "CardTerms",
    "GivenBy",
    "Quiet",
    "WishTerms",
    "TipTerms",
    "BodyTerms",
    "Check",
    "ClaimTerms",
    "Look",
    "accept_suggestion",
    "add_body",
    "add_items",
    "add_victim",
    "ask_known",
    "ask_known_item",
    "claim_series",
    "close_trail",
    "erase_from_vault",
    "expire_claim",
    "look_afresh",
    "keep_in_vault",
    "merge_series",
    "name_body",
    "note_check",
    "note_clue",
    "note_occasion",
    "open_series",
    "propose_finding",
    "propose_opening",
    "reject_suggestion",
    "release_claim",
    "remove_items",
    "renew_claim",
    "renew_in_vault",
    "reopen_trail",
    "reveal_clue",
    "reveal_clues",
    "reveal_found",
    "reveal_vault",
    "set_aside_clue",
    "set_wish",
    "split_series",
    "step_victim",
    "suggest",
    "take_back_occasion",
    "tell_victim",
    "undo_change",
    "weigh_clue",
    "withdraw_invitation",
]
