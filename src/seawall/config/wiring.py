"""Every reaction to every event, and everything that repeats, on one page.

An event without a reaction is listed too: the table is the whole of what the house announces. Reactions are jobs,
enqueued in the transaction of the deed that announced the event.
"""

from django_tasks.base import Task

from seawall.audit import jobs as audit_jobs
from seawall.core import jobs as core_jobs
from seawall.core.events import Event
from seawall.material import events as material
from seawall.material import jobs as material_jobs
from seawall.people import events as people
from seawall.people import jobs as people_jobs
from seawall.reports import events as reports
from seawall.reports import jobs as reports_jobs
from seawall.takedown import events as takedown
from seawall.takedown import jobs as takedown_jobs

REACTIONS: dict[type[Event], tuple[Task, ...]] = {
    material.ItemAssessed: (),
    material.ItemConfirmed: (),
    material.ItemDisputed: (),
    material.ItemUnconfirmed: (material_jobs.withdraw_entries,),
    material.TablesChanged: (material_jobs.recompute,),
    material.VerdictsChanged: (),
    material.EntryShared: (),
    material.EntryWithdrawn: (),
    people.DutyChanged: (),
    people.StaffDeactivated: (reports_jobs.free_bundles,),
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
    takedown.ObjectionRaised: (reports_jobs.look_again,),
    takedown.ObjectionDecided: (),
    takedown.LocationGone: (reports_jobs.removal_done,),
    takedown.LocationBack: (reports_jobs.removal_back,),
    takedown.LocationWithdrawn: (reports_jobs.removal_withdrawn,),
}

SCHEDULE: tuple[tuple[Task, float], ...] = (
    (material_jobs.recompute_due, 86_400),
    (audit_jobs.seal_trail, 60),
    (core_jobs.sweep_done_jobs, 3600),
    (people_jobs.forget_ended_sessions, 3600),
    (people_jobs.forget_old_exposure, 86_400),
    (reports_jobs.erase_due_contacts, 3600),
    (takedown_jobs.check_due, 30),
    (takedown_jobs.expire_due, 30),
    (takedown_jobs.remind_due, 60),
)
