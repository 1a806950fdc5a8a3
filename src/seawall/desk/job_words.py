"""Jobs that gave up, in words: what was to be done, and why it could not be."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seawall.core.lease_queue import KILLED
from seawall.core.models import Job

# By the domain and the name of the job. A test holds the table against every job of the house.
JOBS: Mapping[str, Promise] = {
    "approvals.expire_due": _("End what waited too long for a second person"),
    "audit.seal_trail": _("Seal the trail with a checkpoint"),
    "core.sweep_done_jobs": _("Clear away jobs that are done"),
    "federation.find_votes": _("Find what is to be said to a source as a vote"),
    "federation.find_votes_of_all": _("Find what is to be said to sources as votes"),
    "federation.grow_canaries": _("Put invented entries into receivers' copies of a list"),
    "federation.note_sighting_of": _("Note that a copy of a list has turned up"),
    "federation.vote_as_found": _("Tell sources that an item of theirs was found wrong"),
    "federation.vote_as_judged": _("Tell sources what two people here agree on"),
    "identification.ask_wishes_of_placed": _("Ask the wishes of children in whose series more was put"),
    "identification.ask_wishes_of_seen": _("Ask the wishes of children of whom something was seen again"),
    "identification.expire_due": _("End claims whose last day is over"),
    "identification.forget_contacts": _("Erase how experts were to be reached"),
    "identification.release_claims": _("End the claims of somebody who has left"),
    "identification.suggest_for_alike": _("Find the series to which an item that looks alike may belong"),
    "identification.suggest_for_placed": _("Find what may belong to a series"),
    "identification.take_back_seen": _("Take back that something was seen again"),
    "material.find_near": _("Find items that look like a new one"),
    "material.find_overlooked": _("Find items that were never compared"),
    "material.find_past": _("Compare earlier items with a new entry of a list"),
    "material.find_past_of_list": _("Compare earlier items with a list"),
    "material.forget_hits": _("Forget old counts of hits"),
    "material.recompute": _("Compute verdicts anew"),
    "material.recompute_due": _("See whether verdicts have to be computed anew"),
    "material.remodel": _("Take a withdrawn entry out of the invented ones"),
    "material.withdraw_entries": _("Withdraw an item from lists, as it is no longer confirmed"),
    "mistakes.follow_objection": _("Follow a decided objection"),
    "mistakes.note_listed": _("Note that a correction stands on a list"),
    "mistakes.note_match": _("Note a match that a person has refuted"),
    "mistakes.note_objection": _("Note an objection as a doubt"),
    "mistakes.note_pulled": _("Note that a receiver has pulled a correction"),
    "mistakes.note_vote": _("Note a vote against an entry as a doubt"),
    "mistakes.note_withdrawn": _("Note that a removal was withdrawn"),
    "operations.draft_renewals": _("Draft renewals of requests that end soon"),
    "operations.find_clashes_of": _("Find measures of other agencies that touch a new plan"),
    "operations.forget_tables": _("Forget tables of accounts that were taken in"),
    "operations.keep_found_links": _("Find which accounts may be one person's"),
    "operations.keep_outcome_of": _("Keep what came of a referral at what it was about"),
    "operations.lapse_requests": _("Note requests whose term is over"),
    "operations.take_next_piece": _("Take in the next accounts of a table"),
    "people.forget_ended_sessions": _("Forget sessions that are over"),
    "people.forget_old_exposure": _("Forget old notes of exposure"),
    "reports.count_spared_looks": _("Count looks that nobody had to take"),
    "reports.erase_contact": _("Erase how a reporter can be reached"),
    "reports.erase_due_contacts": _("Find reporters' contacts that are to be erased"),
    "reports.expire_draft": _("Erase a report that was never finished"),
    "reports.expire_drafts": _("Find reports that were never finished"),
    "reports.free_bundles": _("Free the bundles of somebody who has left"),
    "reports.look_again": _("Bring a bundle back to the worklist"),
    "reports.note_of_use": _("Tell reporters that what they told was of use"),
    "reports.removal_back": _("Tell the bundle that the address is back"),
    "reports.removal_done": _("Tell the bundle that the address is gone"),
    "reports.removal_held": _("Tell the bundle that the police hold it"),
    "reports.removal_noticed": _("Tell the bundle that a notice was sent"),
    "reports.removal_opened": _("Tell the bundle that its removal has begun"),
    "reports.removal_released": _("Tell the bundle that a hold is over"),
    "reports.removal_withdrawn": _("Tell the bundle that its removal was withdrawn"),
    "takedown.check_after_answer": _("Look again after a provider's answer"),
    "takedown.check_due": _("Find addresses that are due for another look"),
    "takedown.check_location": _("Look whether an address is still up"),
    "takedown.expire_due": _("Find holds that are over"),
    "takedown.expire_hold": _("End a hold that is over"),
    "takedown.fail_stuck": _("Mark a notice that cannot be sent"),
    "takedown.open_decided": _("Open an address for removal"),
    "takedown.post_notice": _("Send a notice"),
    "takedown.post_reminder": _("Send a reminder"),
    "takedown.remind_due": _("Find notices without an answer"),
    "takedown.remind_notice": _("Remind a provider of a notice"),
    "takedown.trace_and_seal": _("Trace an address just before its notice is sent"),
    "takedown.trace_location": _("Trace who hosts an address"),
}

DATABASE = _("The database could not be reached, or was busy. Try again when it runs.")
OUTSIDE = _(
    "Another machine did not answer, or a file could not be opened. Try again when it can be reached."
)
GONE = _("What it was about is no longer there. Let it go.")
OVERTAKEN = _("The record has moved on, and this may no longer be done. Look at the record, then let it go.")
TRAIL = _(
    "The trail could not be written, so nothing was done. See that the disk has room and the database runs, then try again."
)
MEMORY = _("The memory of the machine was used up. Give it more, then try again.")
UNKNOWN_JOB = _(
    "This version of the program does not know the job. Install the version that asked for it, or let it go."
)
DIED = _(
    "The program was killed at every attempt, most often because memory ran out. Look at the machine, then try again."
)
UNFORESEEN = _(
    "The program met something that it was not made for. Give the lines below to whoever looks after it; they hold nobody's data."
)
WHY: Mapping[str, Promise] = {
    **dict.fromkeys(("OperationalError", "InterfaceError", "DatabaseError"), DATABASE),
    **dict.fromkeys(
        ("OSError", "TimeoutError", "ConnectionError", "ConnectionRefusedError", "ConnectionResetError"),
        OUTSIDE,
    ),
    **dict.fromkeys(("gaierror", "FileNotFoundError", "PermissionError", "BrokenPipeError"), OUTSIDE),
    **dict.fromkeys(("DoesNotExist", "NotFound"), GONE),
    **dict.fromkeys(("WrongState", "Refused"), OVERTAKEN),
    **dict.fromkeys(("ImportError", "ModuleNotFoundError"), UNKNOWN_JOB),
    "TrailUnwritable": TRAIL,
    "MemoryError": MEMORY,
    KILLED: DIED,
}


def name_of(job: Job) -> str:
    return job.task.removeprefix("seawall.").replace(".jobs.", ".")


def what(job: Job) -> str:
    """A job of another version is still shown, by its name."""
    return str(JOBS.get(name_of(job), name_of(job)))


def why(job: Job) -> str:
    first = job.error.partition("\n")[0]
    kind = first if first == KILLED else first.rpartition(".")[2]
    return str(WHY.get(kind, UNFORESEEN))
