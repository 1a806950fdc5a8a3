"""Background doors: what takedown announces becomes the state of a subject, and what is due is erased."""

import threading

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.jobs import task
from seawall.material.actions import avoid_view
from seawall.material.queries import items_for
from seawall.reports import actions, mail_reading, queries
from seawall.reports.forwarding.walking import keep_forwarding
from seawall.reports.states import Removal

__all__ = [
    "count_spared_looks",
    "erase_contact",
    "erase_due_contacts",
    "expire_draft",
    "expire_drafts",
    "free_bundles",
    "keep_forwarding",
    "keep_reading_mail",
    "look_again",
    "note_of_use",
    "removal_back",
    "removal_done",
    "removal_held",
    "removal_noticed",
    "removal_opened",
    "removal_released",
    "removal_withdrawn",
]


@task
def removal_opened(*, owner_id: str, subject_ids: list[str], **_: object) -> None:
    """Work that already runs is not set back by another report of the same place."""
    _mark(owner_id, subject_ids, Removal.OPEN, only_from=(Removal.NONE,))


@task
def removal_held(*, owner_id: str, subject_ids: list[str], **_: object) -> None:
    _mark(owner_id, subject_ids, Removal.HELD, only_from=(Removal.NONE, Removal.OPEN))


@task
def removal_released(*, owner_id: str, subject_ids: list[str], **_: object) -> None:
    _mark(owner_id, subject_ids, Removal.OPEN, only_from=(Removal.HELD,))


@task
def removal_noticed(*, owner_id: str, subject_ids: list[str], **_: object) -> None:
    _mark(owner_id, subject_ids, Removal.NOTICED, only_from=(Removal.NONE, Removal.OPEN, Removal.HELD))


@task
def removal_done(*, owner_id: str, subject_ids: list[str], **_: object) -> None:
    _mark(owner_id, subject_ids, Removal.GONE)


@task
def removal_back(*, owner_id: str, subject_ids: list[str], **_: object) -> None:
    _mark(owner_id, subject_ids, Removal.OPEN, only_from=(Removal.GONE,))


@task
def removal_withdrawn(*, owner_id: str, subject_ids: list[str], **_: object) -> None:
    _mark(owner_id, subject_ids, Removal.NONE)


@task
def note_of_use(*, subject_ids: list[str], was_of_use: bool, **_: object) -> None:
    """Told by another agency's work: each agency with such reports notes it for its own."""
    for owner_id, report_ids in queries.reports_naming(subject_ids).items():
        actions.note_of_use(report_ids, was_of_use, actor=Actor.system(owner_id))


def _mark(
    owner_id: str, subject_ids: list[str], removal: Removal, only_from: tuple[Removal, ...] = tuple(Removal)
) -> None:
    actions.mark_removal(subject_ids, removal, only_from=only_from, actor=Actor.system(owner_id))


@task
def look_again(*, owner_id: str, subject_ids: list[str], **_: object) -> None:
    """A provider objects: somebody independent must see it."""
    for bundle_id in queries.bundle_ids_of(subject_ids):
        actions.reopen_bundle(bundle_id, because="objection", actor=Actor.system(owner_id))


@task
def free_bundles(*, owner_id: str, staff_id: str) -> None:
    actions.free_bundles(staff_id, actor=Actor.system(owner_id))


@task
def count_spared_looks(*, owner_id: str, report_id: str, **_: object) -> None:
    node = Actor.system(owner_id)
    for item in items_for(node).filter(pk__in=queries.item_ids_in(report_id)).order_by("id"):
        avoid_view(item, actor=node)


@task
def erase_due_contacts() -> None:
    for report in queries.contacts_due():
        erase_contact.enqueue(owner_id=report.owner_id, report_id=report.id)


@task
def erase_contact(*, owner_id: str, report_id: str) -> None:
    actions.erase_contact(queries.report_of(report_id), actor=Actor.system(owner_id))


@task
def expire_drafts() -> None:
    for draft in queries.drafts_due(clock.now()):
        expire_draft.enqueue(owner_id=draft.owner_id, submission_id=draft.id)


@task
def expire_draft(*, owner_id: str, submission_id: str) -> None:
    """Finished in the meantime, it is no draft any more."""
    if draft := queries.drafts_due(clock.now()).filter(pk=submission_id).first():
        actions.expire_submission(draft, actor=Actor.system(owner_id))


def keep_reading_mail(stopping: threading.Event) -> None:
    """A thread of the worker: reads the mailboxes that are due, until it is told to stop."""
    mail_reading.keep_reading(stopping)
