from seawall.federation.actions.add_source import add_source
from seawall.federation.actions.ask_run import ask_run
from seawall.federation.actions.begin_vote import begin_vote
from seawall.federation.actions.change_source import change_source
from seawall.federation.actions.end_agreement import end_agreement
from seawall.federation.actions.end_run import end_run
from seawall.federation.actions.give_feedback import give_feedback
from seawall.federation.actions.lease_source import lease_source
from seawall.federation.actions.leave_vote import leave_vote
from seawall.federation.actions.look_at_sighting import look_at_sighting
from seawall.federation.actions.name_reasons import name_reasons
from seawall.federation.actions.note_found_wrong import note_found_wrong
from seawall.federation.actions.note_judgement import note_judgement
from seawall.federation.actions.note_moment import note_moment
from seawall.federation.actions.note_pull import note_pull
from seawall.federation.actions.note_sighting import note_sighting
from seawall.federation.actions.note_vote import note_vote
from seawall.federation.actions.pause_source import pause_source
from seawall.federation.actions.put_off_voting import put_off_voting
from seawall.federation.actions.remove_source import remove_source
from seawall.federation.actions.resume_source import resume_source
from seawall.federation.actions.retry_votes import retry_votes
from seawall.federation.actions.sign_agreement import sign_agreement
from seawall.federation.actions.switch_voting_off import switch_voting_off
from seawall.federation.actions.switch_voting_on import switch_voting_on
from seawall.federation.actions.take_batch import take_batch

__all__ = [
    "add_source",
    "ask_run",
    "begin_vote",
    "change_source",
    "end_agreement",
    "end_run",
    "give_feedback",
    "lease_source",
    "leave_vote",
    "look_at_sighting",
    "name_reasons",
    "note_found_wrong",
    "note_judgement",
    "note_moment",
    "note_pull",
    "note_sighting",
    "note_vote",
    "pause_source",
    "put_off_voting",
    "remove_source",
    "resume_source",
    "retry_votes",
    "sign_agreement",
    "switch_voting_off",
    "switch_voting_on",
    "take_batch",
]
