from seawall.identification.actions.accept_suggestion import accept_suggestion
from seawall.identification.actions.add_items import add_items
from seawall.identification.actions.add_victim import add_victim
from seawall.identification.actions.ask_known import ask_known, ask_known_item
from seawall.identification.actions.claim_series import ClaimTerms, claim_series
from seawall.identification.actions.close_trail import close_trail
from seawall.identification.actions.erase_from_vault import (
    erase_from_vault,
    note_vault_refusal,
    noting_vault_refusals,
)
from seawall.identification.actions.expire_claim import expire_claim
from seawall.identification.actions.keep_in_vault import keep_in_vault, renew_in_vault
from seawall.identification.actions.merge_series import merge_series
from seawall.identification.actions.note_clue import note_clue
from seawall.identification.actions.open_series import open_series
from seawall.identification.actions.propose_opening import propose_finding, propose_opening
from seawall.identification.actions.reject_suggestion import reject_suggestion
from seawall.identification.actions.release_claim import release_claim
from seawall.identification.actions.remove_items import remove_items
from seawall.identification.actions.renew_claim import renew_claim
from seawall.identification.actions.reopen_trail import reopen_trail
from seawall.identification.actions.reveal_clues import reveal_clue, reveal_clues
from seawall.identification.actions.reveal_vault import reveal_found, reveal_vault
from seawall.identification.actions.set_aside_clue import set_aside_clue
from seawall.identification.actions.split_series import split_series
from seawall.identification.actions.step_victim import step_victim
from seawall.identification.actions.suggest import suggest
from seawall.identification.actions.undo_change import undo_change
from seawall.identification.actions.weigh_clue import weigh_clue

__all__ = [
    "ClaimTerms",
    "accept_suggestion",
    "add_items",
    "add_victim",
    "ask_known",
    "ask_known_item",
    "claim_series",
    "close_trail",
    "erase_from_vault",
    "expire_claim",
    "keep_in_vault",
    "merge_series",
    "note_clue",
    "note_vault_refusal",
    "noting_vault_refusals",
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
    "split_series",
    "step_victim",
    "suggest",
    "undo_change",
    "weigh_clue",
]
