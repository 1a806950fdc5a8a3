from dataclasses import dataclass
from datetime import datetime

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import NotFound
from seawall.core.keys import unseal
from seawall.reports import policy, words
from seawall.reports.locks import LOCK
from seawall.reports.models import Bundle, Message, Report
from seawall.reports.states import Direction

# The newest reports of a bundle; a meme can have thousands, and the first ones said what it is.
MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class LetterShown:
    id: str
    from_us: bool
    at: datetime
    by: str
    # Empty until somebody has read it.
    text: str
    unread: bool


@dataclass(frozen=True, slots=True)
class ReportShown:
    """A report's words, safe for a page: addresses masked, tricks made visible."""

    report: Report
    text: str
    place: str
    letters: list[LetterShown]


@dataclass(frozen=True, slots=True)
class Opened:
    bundle: Bundle
    reports: list[ReportShown]
    handover_note: str


@action
def open_bundle(bundle: Bundle, *, actor: Actor) -> Opened:
    """Read what people wrote. A look is a deed: it leaves a line, and without the line nothing is shown."""
    if not policy.may_see(actor, bundle):
        raise NotFound
    if bundle.is_locked and bundle.locked_by == actor.id:
        bundle.locked_until = clock.now() + LOCK
        Bundle.objects.filter(pk=bundle.pk, locked_by=actor.id).update(locked_until=bundle.locked_until)
    reports = list(bundle.reports.order_by("-created_at", "-id").prefetch_related("messages")[:MOST_SHOWN])
    record("reports.bundle_opened", actor=actor, subject=bundle, reports=len(reports))
    note = unseal("reports.handover", bundle.sealed_handover_note) if bundle.sealed_handover_note else ""
    return Opened(bundle, [_shown(report) for report in reports], words.shown(note))


def _shown(report: Report) -> ReportShown:
    letters = sorted(report.messages.all(), key=lambda message: (message.at, message.id))
    return ReportShown(
        report,
        words.shown(unseal("reports.text", report.sealed_text)),
        words.shown(unseal("reports.place", report.sealed_place)) if report.unread_lines else "",
        [_letter(message) for message in letters],
    )


def _letter(message: Message) -> LetterShown:
    from_us = message.direction == Direction.TO_REPORTER
    unread = not from_us and message.read_at is None
    text = "" if unread else words.shown(unseal("reports.message", message.sealed_text))
    return LetterShown(message.id, from_us, message.at, message.by, text, unread)
