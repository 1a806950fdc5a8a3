"""What became of the bundles a person touched. Who looks at such things should learn that it helped."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.functional import Promise

from seawall.audit.queries import touched_by
from seawall.core.actors import Actor
from seawall.reports import queries as reports
from seawall.reports.states import BundleState, Outcome, Removal

if TYPE_CHECKING:
    from seawall.reports.models import Bundle

MOST = 50


@dataclass(frozen=True)
class Became:
    bundle_id: str
    latest_at: datetime
    decided_at: datetime | None
    state: str
    words: str | Promise
    addresses: int
    gone: int


@dataclass(frozen=True)
class Sum:
    bundles: int
    removed: int
    addresses_gone: int
    police: int


def outcomes_of(actor: Actor) -> list[Became]:
    touched = touched_by(actor, "bdl", most=MOST)
    found = reports.bundles_for(actor).filter(pk__in=touched).prefetch_related(Prefetch("subjects"))
    by_id = {bundle.id: bundle for bundle in found}
    return [became(by_id[an_id]) for an_id in touched if an_id in by_id]


def became(bundle: "Bundle") -> Became:
    asked = [subject for subject in bundle.subjects.all() if subject.removal != Removal.NONE]
    gone = sum(subject.removal == Removal.GONE for subject in asked)
    state, words = said(bundle, all_gone=bool(asked) and gone == len(asked))
    return Became(bundle.id, bundle.latest_at, bundle.decided_at, state, words, len(asked), gone)


def said(bundle: "Bundle", *, all_gone: bool) -> tuple[str, str | Promise]:
    if all_gone:
        return "gone", Removal.GONE.label
    if bundle.outcome:
        return bundle.state, Outcome(bundle.outcome).label
    return bundle.state, BundleState(bundle.state).label


def sum_of(outcomes: list[Became]) -> Sum:
    return Sum(
        bundles=len(outcomes),
        removed=sum(one.state == "gone" for one in outcomes),
        addresses_gone=sum(one.gone for one in outcomes),
        police=sum(one.words == Outcome.POLICE.label for one in outcomes),
    )
