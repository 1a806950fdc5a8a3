"""How what comes in changes its bundle: joined, raised, reopened, or decided without anyone looking."""

from dataclasses import dataclass

from seawall.core import clock
from seawall.reports import scoring
from seawall.reports.filing import Prepared
from seawall.reports.known import Known
from seawall.reports.models import Bundle
from seawall.reports.states import ON_WORKLIST, BundleState, Danger, Decision, Outcome, ScoreKind


@dataclass(frozen=True, slots=True)
class News:
    """What a report means for its bundle."""

    known: list[Known]
    new_subjects: bool
    new_words: bool
    danger: Danger

    @property
    def needs_a_person(self) -> bool:
        """Known things bother nobody again; danger and new words always reach a person."""
        undecided = self.new_subjects or any(known.decision == Decision.OPEN for known in self.known)
        return undecided or self.new_words or self.danger != Danger.NO

    @property
    def novelty(self) -> int:
        return 2 if self.new_subjects else int(self.new_words)


def new_bundle(prepared: Prepared, news: News, owner_id: str) -> Bundle:
    bundle = Bundle(owner_id=owner_id, novelty=0)
    raise_bundle(bundle, prepared, news)
    if not news.needs_a_person:
        # Nothing of it is new and nothing is asked to be removed here: fingerprints alone.
        bundle.state, bundle.outcome = BundleState.CLOSED, Outcome.KNOWN
        bundle.decided_at, bundle.decided_by = clock.now(), "system"
    bundle.save(force_insert=True)
    return bundle


def join_bundle(bundle: Bundle, prepared: Prepared, news: News) -> None:
    bundle.received_count += 1
    bundle.latest_at = clock.now()
    if news.needs_a_person:
        if bundle.state not in ON_WORKLIST:
            reopen(bundle)
        raise_bundle(bundle, prepared, news)
    bundle.save()


def raise_bundle(bundle: Bundle, prepared: Prepared, news: News) -> None:
    """A bundle is as dangerous as the most dangerous report in it."""
    bundle.danger = max(bundle.danger, prepared.points[ScoreKind.DANGER].points)
    bundle.completeness = max(bundle.completeness, prepared.points[ScoreKind.COMPLETENESS].points)
    bundle.novelty = max(bundle.novelty, news.novelty)
    bundle.new_words = bundle.new_words or news.new_words
    if news.danger == Danger.NOW:
        danger_now(bundle)
    place(bundle)


def danger_now(bundle: Bundle) -> None:
    """New danger must be acknowledged anew, whatever was acknowledged before."""
    bundle.danger_now = bundle.urgent = True
    bundle.danger_acknowledged_at = None
    bundle.danger_acknowledged_by = bundle.danger_informed = ""


def reopen(bundle: Bundle) -> None:
    """Back onto the worklist. What was decided about its subjects stays decided."""
    bundle.state, bundle.outcome = BundleState.RECEIVED, ""
    bundle.decided_at, bundle.decided_by = None, ""
    bundle.danger = bundle.novelty = 0
    bundle.urgent = bundle.disputed = bundle.danger_now = False
    place(bundle)


def new_letter(bundle: Bundle, *, now: bool) -> None:
    """The reporter wrote again: a person must read it."""
    if bundle.state not in ON_WORKLIST:
        reopen(bundle)
    bundle.new_words, bundle.novelty = True, max(bundle.novelty, 1)
    bundle.latest_at = clock.now()
    if now:
        danger_now(bundle)
    place(bundle)
    bundle.save()


def place(bundle: Bundle) -> None:
    """Where it stands on the worklist."""
    bundle.rank = scoring.rank(urgent=bundle.urgent, danger=bundle.danger, novelty=bundle.novelty)
