from seawall.reports.actions.acknowledge_danger import acknowledge_danger
from seawall.reports.actions.ask_second_opinion import ask_second_opinion
from seawall.reports.actions.assess_bundle import CHOICES, assess_bundle
from seawall.reports.actions.erase_contact import erase_contact
from seawall.reports.actions.file_report import file_report
from seawall.reports.actions.free_bundles import free_bundles
from seawall.reports.actions.hand_over_address import HandedOver, hand_over_address
from seawall.reports.actions.hand_over_lock import hand_over_lock
from seawall.reports.actions.mark_not_ours import mark_not_ours
from seawall.reports.actions.mark_removal import mark_removal
from seawall.reports.actions.mark_urgent import mark_urgent
from seawall.reports.actions.open_bundle import LetterShown, Opened, ReportShown, open_bundle
from seawall.reports.actions.read_message import read_message
from seawall.reports.actions.release_lock import release_lock
from seawall.reports.actions.reopen_bundle import reopen_bundle
from seawall.reports.actions.reveal_contact import reveal_contact
from seawall.reports.actions.reveal_subject import reveal_subject
from seawall.reports.actions.take_lock import take_lock
from seawall.reports.actions.write_to_reporter import write_to_reporter
from seawall.reports.actions.write_to_us import write_to_us
from seawall.reports.filing import Filed, Filing

__all__ = [
    "CHOICES",
    "Filed",
    "HandedOver",
    "Filing",
    "LetterShown",
    "Opened",
    "ReportShown",
    "acknowledge_danger",
    "ask_second_opinion",
    "assess_bundle",
    "erase_contact",
    "file_report",
    "free_bundles",
    "hand_over_address",
    "hand_over_lock",
    "mark_not_ours",
    "mark_removal",
    "mark_urgent",
    "open_bundle",
    "read_message",
    "release_lock",
    "reopen_bundle",
    "reveal_contact",
    "reveal_subject",
    "take_lock",
    "write_to_reporter",
    "write_to_us",
]
