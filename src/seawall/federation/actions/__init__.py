from seawall.federation.actions.add_source import add_source
from seawall.federation.actions.ask_run import ask_run
from seawall.federation.actions.change_source import change_source
from seawall.federation.actions.end_agreement import end_agreement
from seawall.federation.actions.end_run import end_run
from seawall.federation.actions.give_feedback import give_feedback
from seawall.federation.actions.lease_source import lease_source
from seawall.federation.actions.look_at_sighting import look_at_sighting
from seawall.federation.actions.note_moment import note_moment
from seawall.federation.actions.note_pull import note_pull
from seawall.federation.actions.note_sighting import note_sighting
from seawall.federation.actions.pause_source import pause_source
from seawall.federation.actions.remove_source import remove_source
from seawall.federation.actions.resume_source import resume_source
from seawall.federation.actions.sign_agreement import sign_agreement
from seawall.federation.actions.take_batch import take_batch

__all__ = [
    "add_source",
    "ask_run",
    "change_source",
    "end_agreement",
    "end_run",
    "give_feedback",
    "lease_source",
    "look_at_sighting",
    "note_moment",
    "note_pull",
    "note_sighting",
    "pause_source",
    "remove_source",
    "resume_source",
    "sign_agreement",
    "take_batch",
]
