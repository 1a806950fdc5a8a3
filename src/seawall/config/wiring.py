"""Every reaction to every event, everything that repeats, what needs two people, and what runs beside the jobs, on one page.

An event without a reaction is listed too: the table is the whole of what the house announces. Reactions are jobs,
enqueued in the transaction of the deed that announced the event.
"""

import threading
from collections.abc import Callable

from django_tasks.base import Task

from seawall.approvals import events as approvals
from seawall.approvals import jobs as approvals_jobs
from seawall.approvals.states import Deed
from seawall.audit import jobs as audit_jobs
from seawall.core import jobs as core_jobs
from seawall.core.events import Event
from seawall.federation import events as federation
from seawall.federation import jobs as federation_jobs
from seawall.identification import events as identification
from seawall.identification import jobs as identification_jobs
from seawall.identification import seconded as identification_seconded
from seawall.material import events as material
from seawall.material import jobs as material_jobs
from seawall.mistakes import events as mistakes
from seawall.mistakes import jobs as mistakes_jobs
from seawall.operations import events as operations
from seawall.operations import jobs as operations_jobs
from seawall.operations import seconded as operations_seconded
from seawall.people import events as people
from seawall.people import jobs as people_jobs
from seawall.reports import events as reports
from seawall.reports import jobs as reports_jobs
from seawall.takedown import events as takedown
from seawall.takedown import jobs as takedown_jobs

REACTIONS: dict[type[Event], tuple[Task, ...]] = {
    approvals.Approved: (),
    approvals.ApprovalEnded: (),
    federation.AgreementSigned: (),
    federation.AgreementEnded: (),
    federation.WithdrawalsPulled: (mistakes_jobs.note_pulled,),
    federation.VotingSwitchedOn: (federation_jobs.find_votes,),
    identification.ClaimEnded: (),
    identification.ItemsPlaced: (
        identification_jobs.suggest_for_placed,
        identification_jobs.ask_wishes_of_placed,
    ),
    identification.SeriesMerged: (identification_jobs.ask_wishes_of_placed,),
    identification.SeriesClaimed: (),
    identification.VictimStepped: (),
    mistakes.MistakeFound: (reports_jobs.look_again,),
    mistakes.ItemFoundWrong: (federation_jobs.vote_as_found,),
    material.FingerprintsAdded: (material_jobs.find_near,),
    material.NearMatchesNoted: (identification_jobs.suggest_for_alike,),
    material.ItemAssessed: (),
    material.ItemConfirmed: (federation_jobs.vote_as_judged,),
    material.ItemDisputed: (),
    material.ItemUnconfirmed: (material_jobs.withdraw_entries, federation_jobs.vote_as_judged),
    material.TablesChanged: (material_jobs.recompute,),
    material.VerdictsChanged: (federation_jobs.vote_as_judged,),
    material.MatchingSet: (material_jobs.find_past_of_list,),
    material.CanarySeen: (federation_jobs.note_sighting_of,),
    material.EntryShared: (
        material_jobs.find_past,
        federation_jobs.grow_canaries,
        mistakes_jobs.note_listed,
    ),
    material.EntryWithdrawn: (material_jobs.remodel,),
    material.EntryDoubted: (mistakes_jobs.note_vote,),
    material.MatchConfirmed: (identification_jobs.ask_wishes_of_seen,),
    material.MatchRefuted: (mistakes_jobs.note_match, identification_jobs.take_back_seen),
    material.ItemQuarantined: (),
    material.ItemReleased: (material_jobs.find_near,),
    operations.MeasurePlanned: (operations_jobs.find_clashes_of,),
    operations.LinksAsked: (operations_jobs.keep_found_links,),
    operations.ReferralAnswered: (operations_jobs.keep_outcome_of,),
    operations.OutcomeKept: (reports_jobs.note_of_use,),
    operations.PieceWaits: (operations_jobs.take_next_piece,),
    people.DutyChanged: (),
    people.StaffDeactivated: (reports_jobs.free_bundles, identification_jobs.release_claims),
    reports.BundleDecided: (),
    reports.BundleReopened: (),
    reports.ReportDecidedUnseen: (reports_jobs.count_spared_looks,),
    reports.ReportReceived: (),
    reports.ReporterWrote: (),
    reports.SubjectDecided: (takedown_jobs.open_decided,),
    takedown.LocationOpened: (reports_jobs.removal_opened, takedown_jobs.trace_location),
    takedown.TraceAsked: (takedown_jobs.trace_location,),
    takedown.LocationTraced: (),
    takedown.CheckAsked: (takedown_jobs.check_location,),
    takedown.HoldAsked: (reports_jobs.removal_held,),
    takedown.HoldReleased: (reports_jobs.removal_released,),
    takedown.HoldExpired: (reports_jobs.removal_released,),
    takedown.SendingAsked: (takedown_jobs.trace_and_seal,),
    takedown.NoticeSealed: (takedown_jobs.post_notice,),
    takedown.NoticeSent: (reports_jobs.removal_noticed,),
    takedown.ReminderWritten: (takedown_jobs.post_reminder,),
    takedown.NoticeAnswered: (takedown_jobs.check_after_answer,),
    takedown.ObjectionRaised: (reports_jobs.look_again, mistakes_jobs.note_objection),
    takedown.ObjectionDecided: (mistakes_jobs.follow_objection,),
    takedown.LocationGone: (reports_jobs.removal_done,),
    takedown.LocationBack: (reports_jobs.removal_back,),
    takedown.LocationWithdrawn: (reports_jobs.removal_withdrawn, mistakes_jobs.note_withdrawn),
    takedown.LocationCorrected: (reports_jobs.removal_withdrawn,),
}

SCHEDULE: tuple[tuple[Task, float], ...] = (
    (material_jobs.recompute_due, 86_400),
    (material_jobs.find_overlooked, 3600),
    (material_jobs.forget_hits, 3600),
    (federation_jobs.find_votes_of_all, 3600),
    (approvals_jobs.expire_due, 600),
    (audit_jobs.seal_trail, 60),
    (core_jobs.sweep_done_jobs, 3600),
    (operations_jobs.forget_tables, 86_400),
    (operations_jobs.draft_renewals, 3600),
    (operations_jobs.lapse_requests, 600),
    (identification_jobs.expire_due, 600),
    (identification_jobs.forget_contacts, 86_400),
    (people_jobs.forget_ended_sessions, 3600),
    (people_jobs.forget_old_exposure, 86_400),
    (reports_jobs.erase_due_contacts, 3600),
    (reports_jobs.expire_drafts, 600),
    (takedown_jobs.check_due, 30),
    (takedown_jobs.expire_due, 30),
    (takedown_jobs.remind_due, 60),
)

# What nobody does alone, each from the `seconded.py` of its domain.
DEEDS: tuple[Deed, ...] = (*identification_seconded.DEEDS, *operations_seconded.DEEDS)

# Threads of the worker program, each until the event is set.
THREADS: tuple[Callable[[threading.Event], None], ...] = (
    material_jobs.keep_index,
    material_jobs.drain_calls,
    federation_jobs.keep_reading,
    federation_jobs.keep_voting,
    reports_jobs.keep_forwarding,
    reports_jobs.keep_reading_mail,
)
