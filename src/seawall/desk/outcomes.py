"""What became of the bundles, and of referred persons, accounts and series, that a person touched. Who does such work should learn that it helped."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.functional import Promise

from seawall.audit.queries import touched_by
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.operations import queries as operations
from seawall.reports import queries as reports
from seawall.reports.states import BundleState, Outcome, Removal

if TYPE_CHECKING:
    from seawall.reports.models import Bundle

MOST = 50
# Of referrals: how far back somebody's deeds are looked at, in records of each kind, and how long news stay on the home page.
MOST_TOUCHED = 500
NEWS = timedelta(days=14)
LONG = timedelta(days=5 * 365)
REFERRED = ("rfr", "per", "acc", "srs", "vic", "clu")


@dataclass(frozen=True)
class Became:
    bundle_id: str
    short: str
    latest_at: datetime
    decided_at: datetime | None
    state: str
    words: str | Promise
    addresses: int
    gone: int
    of_use: bool


@dataclass(frozen=True)
class Sum:
    bundles: int
    removed: int
    addresses_gone: int
    police: int


def came_of_referrals(actor: Actor, within: timedelta = LONG) -> list[operations.CameOf]:
    touched = [an_id for kind in REFERRED for an_id in touched_by(actor, kind, most=MOST_TOUCHED)]
    return list(operations.what_came_of(actor, touched, clock.now() - within)) if touched else []


def news_of(actor: Actor) -> list[operations.CameOf]:
    return came_of_referrals(actor, NEWS)


def outcomes_of(actor: Actor) -> list[Became]:
    touched = touched_by(actor, "bdl", most=MOST)
    found = (
        reports.bundles_for(actor)
        .filter(pk__in=touched)
        .prefetch_related(Prefetch("subjects"), Prefetch("reports"))
    )
    by_id = {bundle.id: bundle for bundle in found}
    return [became(by_id[an_id]) for an_id in touched if an_id in by_id]


def became(bundle: "Bundle") -> Became:
    removals = [
        Removal(subject.removal) for subject in bundle.subjects.all() if subject.removal != Removal.NONE
    ]
    state, words = said(bundle, removals)
    gone = removals.count(Removal.GONE)
    of_use = any(report.of_use for report in bundle.reports.all())
    return Became(
        bundle.id,
        bundle.short,
        bundle.latest_at,
        bundle.decided_at,
        state,
        words,
        len(removals),
        gone,
        of_use,
    )


# How far a removal is, the least far first: a bundle is only as gone as its slowest address.
WAY = (Removal.OPEN, Removal.HELD, Removal.NOTICED, Removal.GONE)


def said(bundle: "Bundle", removals: list[Removal]) -> tuple[str, str | Promise]:
    if removals:
        slowest = min(removals, key=WAY.index)
        return slowest.value, slowest.label
    if bundle.outcome == Outcome.REMOVAL:
        return "waiting", Outcome.REMOVAL.label
    if bundle.outcome:
        # Decided without a removal: neither good nor bad, so a plain ring.
        return "closed", Outcome(bundle.outcome).label
    return bundle.state, BundleState(bundle.state).label


def sum_of(outcomes: list[Became]) -> Sum:
    return Sum(
        bundles=len(outcomes),
        removed=sum(one.state == "gone" for one in outcomes),
        addresses_gone=sum(one.gone for one in outcomes),
        police=sum(one.words == Outcome.POLICE.label for one in outcomes),
    )
