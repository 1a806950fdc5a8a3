from seawall.reports.actions.acknowledge_danger import acknowledge_danger
from seawall.reports.actions.add_tipline import add_tipline
from seawall.reports.actions.ask_mail_run import ask_mail_run
from seawall.reports.actions.ask_second_opinion import ask_second_opinion
from seawall.reports.actions.assess_bundle import CHOICES, assess_bundle
from seawall.reports.actions.begin_step import begin_step
from seawall.reports.actions.change_tipline import change_tipline
from seawall.reports.actions.describe_file import describe_file
from seawall.reports.actions.erase_contact import erase_contact
from seawall.reports.actions.expire_submission import expire_submission
from seawall.reports.actions.file_report import file_report
from seawall.reports.actions.finish_submission import Finished, finish_submission
from seawall.reports.actions.forward_anew import forward_anew
from seawall.reports.actions.forward_bundle import forward_bundle
from seawall.reports.actions.free_bundles import free_bundles
from seawall.reports.actions.hand_in import HandedIn, hand_in
from seawall.reports.actions.hand_over_address import HandedOver, hand_over_address
from seawall.reports.actions.hand_over_lock import hand_over_lock
from seawall.reports.actions.mark_not_ours import mark_not_ours
from seawall.reports.actions.mark_removal import mark_removal
from seawall.reports.actions.mark_urgent import mark_urgent
from seawall.reports.actions.note_filed import note_filed
from seawall.reports.actions.note_of_use import note_of_use
from seawall.reports.actions.note_step import note_step
from seawall.reports.actions.open_bundle import LetterShown, Opened, ReportShown, open_bundle
from seawall.reports.actions.open_submission import open_submission
from seawall.reports.actions.read_message import read_message
from seawall.reports.actions.release_lock import release_lock
from seawall.reports.actions.remove_tipline import remove_tipline
from seawall.reports.actions.reopen_bundle import reopen_bundle
from seawall.reports.actions.resume_tipline import resume_tipline
from seawall.reports.actions.retract_submission import retract_submission
from seawall.reports.actions.retry_forwarding import retry_forwarding
from seawall.reports.actions.reveal_contact import reveal_contact
from seawall.reports.actions.reveal_details import reveal_details
from seawall.reports.actions.reveal_forwarding import reveal_forwarding
from seawall.reports.actions.reveal_subject import reveal_subject
from seawall.reports.actions.send_test import send_test
from seawall.reports.actions.set_inbox import set_inbox
from seawall.reports.actions.take_fingerprints import take_fingerprints
from seawall.reports.actions.take_lock import take_lock
from seawall.reports.actions.take_row import take_row
from seawall.reports.actions.take_table import take_table
from seawall.reports.actions.withdraw_forwarding import withdraw_forwarding
from seawall.reports.actions.write_to_reporter import write_to_reporter
from seawall.reports.actions.write_to_us import write_to_us
from seawall.reports.filing import Filed, Filing
from seawall.reports.mail_terms import InboxTerms
from seawall.reports.receiving.handing import Handing

__all__ = [
    "CHOICES",
    "Filed",
    "Filing",
    "Finished",
    "HandedIn",
    "Handing",
    "HandedOver",
    "InboxTerms",
    "LetterShown",
    "Opened",
    "ReportShown",
    "acknowledge_danger",
    "add_tipline",
    "ask_mail_run",
    "ask_second_opinion",
    "assess_bundle",
    "begin_step",
    "change_tipline",
    "describe_file",
    "erase_contact",
    "expire_submission",
    "file_report",
    "finish_submission",
    "forward_anew",
    "forward_bundle",
    "free_bundles",
    "hand_in",
    "hand_over_address",
    "hand_over_lock",
    "mark_not_ours",
    "mark_removal",
    "mark_urgent",
    "note_filed",
    "note_of_use",
    "note_step",
    "open_bundle",
    "open_submission",
    "read_message",
    "release_lock",
    "remove_tipline",
    "reopen_bundle",
    "resume_tipline",
    "retract_submission",
    "retry_forwarding",
    "reveal_contact",
    "reveal_details",
    "reveal_forwarding",
    "reveal_subject",
    "send_test",
    "set_inbox",
    "take_fingerprints",
    "take_lock",
    "withdraw_forwarding",
    "take_row",
    "take_table",
    "write_to_reporter",
    "write_to_us",
]
