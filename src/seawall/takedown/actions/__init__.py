from seawall.takedown.actions.answer_at_desk import answer_at_desk, reveal_at_desk
from seawall.takedown.actions.answer_notice import Reply, answer_notice
from seawall.takedown.actions.ask_hold import ask_hold
from seawall.takedown.actions.ask_look import ask_check, ask_trace
from seawall.takedown.actions.choose_contact import choose_contact
from seawall.takedown.actions.close_gone import close_gone
from seawall.takedown.actions.close_link import close_link
from seawall.takedown.actions.correct_location import correct_location
from seawall.takedown.actions.decide_objection import decide_objection
from seawall.takedown.actions.draft_notice import draft_notice
from seawall.takedown.actions.drop_notice import drop_notice
from seawall.takedown.actions.expire_hold import expire_hold
from seawall.takedown.actions.extend_hold import extend_hold
from seawall.takedown.actions.follow_move import follow_move
from seawall.takedown.actions.keep_check import keep_check
from seawall.takedown.actions.keep_delivery import keep_delivery, keep_failure
from seawall.takedown.actions.keep_trace import keep_trace
from seawall.takedown.actions.open_location import open_location
from seawall.takedown.actions.place_hold import place_hold
from seawall.takedown.actions.release_hold import release_hold
from seawall.takedown.actions.remind import keep_reminder, remind
from seawall.takedown.actions.reopen_back import reopen_back
from seawall.takedown.actions.reveal import reveal_letter, reveal_location, reveal_to_provider
from seawall.takedown.actions.seal_notice import seal_notice
from seawall.takedown.actions.send_notice import send_notice
from seawall.takedown.actions.settle_question import settle_question
from seawall.takedown.actions.withdraw_location import withdraw_location

__all__ = [
    "Reply",
    "answer_at_desk",
    "answer_notice",
    "ask_check",
    "ask_hold",
    "ask_trace",
    "choose_contact",
    "close_gone",
    "close_link",
    "correct_location",
    "decide_objection",
    "draft_notice",
    "drop_notice",
    "expire_hold",
    "extend_hold",
    "follow_move",
    "keep_check",
    "keep_delivery",
    "keep_failure",
    "keep_reminder",
    "keep_trace",
    "open_location",
    "place_hold",
    "release_hold",
    "remind",
    "reopen_back",
    "reveal_at_desk",
    "reveal_letter",
    "reveal_location",
    "reveal_to_provider",
    "seal_notice",
    "send_notice",
    "settle_question",
    "withdraw_location",
]
