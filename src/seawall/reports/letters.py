"""Keeping letters in a report's mailbox, for the actions that write them."""

from seawall.audit.actions import record
from seawall.core.actors import Actor
from seawall.core.events import announce
from seawall.core.keys import digest, seal
from seawall.reports.events import BundleReopened, ReporterWrote
from seawall.reports.filing import Prepared
from seawall.reports.models import Bundle, Message, Report
from seawall.reports.states import ON_WORKLIST, Danger, Direction
from seawall.reports.triage import new_letter

LONGEST_LETTER = 5_000


def keep_changed_form(report: Report, prepared: Prepared, *, actor: Actor) -> None:
    """The reporter went back, changed something and sent the form again: what is new becomes a letter."""
    filing = prepared.filing
    whole = "\n\n".join(filter(None, [filing.text, prepared.place_typed, filing.contact]))
    keep_letter(report, whole, prepared.content_digest, now=filing.danger == Danger.NOW, actor=actor)


def keep_letter(report: Report, text: str, token: str, *, now: bool = False, actor: Actor) -> Message | None:
    """A letter from the reporter brings its bundle back to a person. The same letter twice is one: then None."""
    bundle = Bundle.objects.select_for_update().get(pk=report.bundle_id)
    message, made = Message.objects.get_or_create(
        report=report,
        token_digest=digest("reports.letter", token),
        defaults={"direction": Direction.TO_US, "sealed_text": seal("reports.message", text)},
    )
    if not made:
        return None
    was_decided = bundle.state not in ON_WORKLIST
    new_letter(bundle, now=now)
    record("reports.reporter_wrote", actor=actor, subject=report, message=message.id, bundle=bundle.id)
    announce(ReporterWrote(report.owner_id, report.id))
    if was_decided:
        announce(BundleReopened(report.owner_id, bundle.id))
    return message
