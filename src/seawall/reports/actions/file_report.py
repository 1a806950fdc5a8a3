from django.db import IntegrityError

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.core.events import announce
from seawall.reports import policy, scoring
from seawall.reports.events import (
    BundleDecided,
    BundleReopened,
    ReportDecidedUnseen,
    ReportReceived,
    SubjectDecided,
)
from seawall.reports.filing import CHOOSE, Filed, Filing, Prepared
from seawall.reports.known import Known, known_subjects
from seawall.reports.letters import keep_changed_form
from seawall.reports.models import Bundle, Mention, Report, Score, Subject
from seawall.reports.states import ON_WORKLIST, TAKEN_BY_STAFF, Danger, Decision, Removal, ScoreKind
from seawall.reports.triage import News, join_bundle, new_bundle

ATTEMPTS = 4


def file_report(filing: Filing, *, actor: Actor) -> Filed:
    """Keep one report and join it to what was reported about the same thing; the same form again changes nothing.

    Work that needs no lock (reading, scoring, the slow hash) is done before the transaction opens.
    """
    if not policy.may_file(actor) or not actor.agency_id:
        raise Refused
    if policy.may_take_report(actor) and filing.channel not in TAKEN_BY_STAFF:
        raise Invalid({"channel": CHOOSE})
    prepared = Prepared(filing)
    for _ in range(ATTEMPTS - 1):
        try:
            return keep(prepared, actor=actor)
        except IntegrityError:
            # The same form or the same thing arrived at this very moment: now it is there to be joined.
            continue
    return keep(prepared, actor=actor)


@action
def keep(prepared: Prepared, *, actor: Actor) -> Filed:
    """For actions that have asked the policy. Raises `IntegrityError` where the same is being kept at this very moment: the
    whole deed is then done again."""
    same_form = Report.objects.filter(owner_id=actor.agency_id, token_digest=prepared.token_digest)
    if same_form.exists():
        return _same_again(same_form.get(), prepared, actor)
    known, bundle = known_subjects(prepared.found, actor)
    news = News(
        known,
        new_subjects=len(known) < len(prepared.found),
        new_words=_are_new_words(prepared, bundle),
        danger=Danger(prepared.filing.danger),
    )
    was_decided = bundle is not None and bundle.state not in ON_WORKLIST
    if bundle is None:
        bundle = new_bundle(prepared, news, actor.agency_id)
    else:
        join_bundle(bundle, prepared, news)
    report = _new_report(prepared, bundle, news, actor)
    _keep_subjects(prepared, report, known)
    _keep_scores(prepared, report)
    record(
        "reports.filed",
        actor=actor,
        subject=report,
        bundle=bundle.id,
        channel=report.channel,
        subjects=len(prepared.found),
        danger=prepared.points[ScoreKind.DANGER].points,
        completeness=prepared.points[ScoreKind.COMPLETENESS].points,
        unseen=report.decided_unseen,
    )
    _announce(report, bundle, news, was_decided)
    return Filed(report.id, bundle.id, prepared.code)


def _same_again(earlier: Report, prepared: Prepared, actor: Actor) -> Filed:
    if earlier.content_digest != prepared.content_digest:
        keep_changed_form(earlier, prepared, actor=actor)
    return Filed(earlier.id, earlier.bundle_id, prepared.code, again=True)


def _are_new_words(prepared: Prepared, bundle: Bundle | None) -> bool:
    if not prepared.words_digest or bundle is None:
        return bool(prepared.words_digest)
    return not Report.objects.filter(bundle=bundle, words_digest=prepared.words_digest).exists()


def _new_report(prepared: Prepared, bundle: Bundle, news: News, actor: Actor) -> Report:
    filing = prepared.filing
    return Report.objects.create(
        owner_id=actor.agency_id,
        bundle=bundle,
        channel=filing.channel,
        language=filing.language,
        seen=filing.seen,
        danger=filing.danger,
        sealed_text=prepared.sealed_text,
        sealed_place=prepared.sealed_place,
        sealed_details=prepared.sealed_details,
        words_digest=prepared.words_digest,
        unread_lines=prepared.unread,
        sealed_contact=prepared.sealed_contact,
        token_digest=prepared.token_digest,
        content_digest=prepared.content_digest,
        receipt_hash=prepared.receipt_hash,
        decided_unseen=not news.needs_a_person,
    )


def _keep_subjects(prepared: Prepared, report: Report, known: list[Known]) -> None:
    """New ones in the order of their digests: two reports that name the same things must not wait for each other."""
    there = {subject.digest: subject.subject for subject in known}
    new = [
        Subject(
            owner_id=report.owner_id,
            bundle_id=report.bundle_id,
            kind=found.kind,
            value=found.value,
            shown=found.shown,
            digest=found.digest,
        )
        for found in sorted(prepared.found.values(), key=lambda found: found.digest)
        if found.digest not in there or there[found.digest] is None
    ]
    for subject in new:
        _take_over_decision(subject, known)
    Subject.objects.bulk_create(new)
    named = [*new, *(subject for subject in there.values() if subject is not None)]
    Mention.objects.bulk_create([Mention(report=report, subject=subject) for subject in named])


def _take_over_decision(subject: Subject, known: list[Known]) -> None:
    """A fingerprint never reported here but already decided as material."""
    for fact in known:
        if fact.digest == subject.digest:
            subject.item_id, subject.decision = fact.item_id, fact.decision
            subject.decided_at = clock.now()


def _keep_scores(prepared: Prepared, report: Report) -> None:
    Score.objects.bulk_create(
        Score(
            report=report,
            kind=points.kind,
            points=points.points,
            rules_version=scoring.version(),
            reasons=points.reasons,
        )
        for points in prepared.points.values()
    )


def _announce(report: Report, bundle: Bundle, news: News, was_decided: bool) -> None:
    owner = report.owner_id
    announce(ReportReceived(owner, report.id, bundle.id))
    for known in news.known:
        subject = known.subject
        if subject and subject.decision == Decision.REMOVE and subject.removal == Removal.GONE:
            # Reported after it was gone: it may be back.
            announce(SubjectDecided(owner, subject.id, subject.bundle_id, remove=True))
    if was_decided and bundle.state in ON_WORKLIST:
        announce(BundleReopened(owner, bundle.id))
    if not was_decided and bundle.state not in ON_WORKLIST:
        announce(BundleDecided(owner, bundle.id))
    if report.decided_unseen:
        announce(ReportDecidedUnseen(owner, report.id, bundle.id))
