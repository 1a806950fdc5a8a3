"""The page of a bundle, put together for whoever looks: what was told, what is known, what may be done."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from seawall.core.actors import Actor, Duty
from seawall.core.errors import Refused
from seawall.material.queries import one_item_for, verdicts_for, why_known_for
from seawall.people.queries import staff_names
from seawall.reports import queries, scoring
from seawall.reports.actions import open_bundle
from seawall.reports.deciding import MEDIA
from seawall.reports.forms import AcknowledgeForm, HandOverForm, LabelsForm, LetterForm, OutcomeForm
from seawall.reports.models import Bundle, Score, Subject
from seawall.reports.states import ON_WORKLIST, BundleState, Decision, Purpose, ScoreKind


def actor_at(request: HttpRequest) -> Actor:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise Refused
    return actor


@dataclass(frozen=True, slots=True)
class SubjectShown:
    subject: Subject
    revealed: str
    why: Any
    verdicts: list[Any]


@dataclass(frozen=True, slots=True)
class ScoreShown:
    kind: str
    words: str
    points: int
    reasons: list[scoring.Reason]


class AssessForms:
    """The labels of every subject that may carry a picture, and the outcome."""

    def __init__(self, subjects: list[Subject], data: QueryDict | None = None) -> None:
        media = [
            subject for subject in subjects if subject.kind in MEDIA and subject.decision == Decision.OPEN
        ]
        self.labels = [LabelsForm(s, data, with_keys=number == 0) for number, s in enumerate(media)]
        self.outcome = OutcomeForm(data)
        if len(media) < 2:
            del self.outcome.fields["same_for_all"]

    def is_valid(self) -> bool:
        forms = [self.outcome, *self.labels]
        # Every form is asked, so that every mistake is shown at once.
        return {form.is_valid() for form in forms} == {True}

    def given(self) -> dict[str, Any]:
        touched = {form.subject.id: form.labels() for form in self.labels if form.has_changed()}
        if self.outcome.cleaned_data.get("same_for_all") and len(touched) == 1:
            (labels,) = touched.values()
            undecided = [form.subject for form in self.labels if form.subject.decision == Decision.OPEN]
            return {subject.id: labels for subject in undecided}
        return touched

    def complain(self, fields: dict[str, Any]) -> None:
        """What the house could not accept, at the outcome: that is where it can be mended."""
        for sentence in fields.values():
            self.outcome.add_error("outcome", str(sentence))


def bundle_page(
    request: HttpRequest,
    bundle: Bundle,
    *,
    status: int = 200,
    forms: AssessForms | None = None,
    letter: LetterForm | None = None,
    revealed: dict[str, str] | None = None,
) -> HttpResponse:
    actor, only = actor_at(request), request.GET.get("only", "all")
    opened = open_bundle(bundle, actor=actor)
    bundle, subjects = opened.bundle, list(bundle.subjects.order_by("-kind", "id")[:100])
    before, after = queries.neighbours_for(actor, bundle, only=only)
    on_worklist = bundle.state in ON_WORKLIST
    context = {
        "bundle": bundle,
        "opened": opened,
        "subjects": [_subject(actor, subject, revealed or {}) for subject in subjects],
        "revealed": revealed or {},
        "scores": scores_of(bundle),
        "names": _names(bundle, opened),
        "only": only,
        "before": before,
        "after": after,
        "on_worklist": on_worklist,
        "mine": bundle.is_locked and bundle.locked_by == actor.id,
        "taken": bundle.locked_for(actor.id),
        "own_opinion_given": bundle.state == BundleState.ASSESSED and bundle.second_asked_by == actor.id,
        "needs_reviewer": bundle.disputed and Duty.REVIEWER not in actor.duties,
        "purposes": Purpose.choices,
        "forms": forms or AssessForms(subjects),
        "acknowledge_form": AcknowledgeForm() if bundle.waits_for_acknowledgement else None,
        "hand_over_form": HandOverForm(actor) if on_worklist else None,
        "letter_form": letter or LetterForm(),
        "forwardings": queries.forwardings_of(actor, bundle),
        "may_forward": queries.true_tiplines_for(actor).exists(),
    }
    return render(request, "reports/bundle.html", context, status=status)


def _subject(actor: Actor, subject: Subject, revealed: dict[str, str]) -> SubjectShown:
    if not subject.item_id:
        return SubjectShown(subject, revealed.get(subject.id, ""), None, [])
    item = one_item_for(actor, subject.item_id)
    verdicts = list(verdicts_for(actor, item).values()) if subject.decision != Decision.OPEN else []
    return SubjectShown(subject, revealed.get(subject.id, ""), why_known_for(actor, item), verdicts)


def scores_of(bundle: Bundle) -> list[ScoreShown]:
    """Of the report that counts most, each kind for itself: danger never hides behind a tidy form."""
    shown = []
    for kind in ScoreKind:
        found = Score.objects.filter(report__bundle=bundle, kind=kind).order_by("-points", "id").first()
        if found is not None:
            reasons = scoring.sentences(kind.value, found.reasons)
            shown.append(ScoreShown(kind.value, str(kind.label), found.points, reasons))
    return shown


def _names(bundle: Bundle, opened: Any) -> dict[str, str]:
    ids = {bundle.locked_by, bundle.danger_acknowledged_by, bundle.decided_by, bundle.second_asked_by}
    ids |= {letter.by for shown in opened.reports for letter in shown.letters}
    return staff_names(sorted(ids - {""}))
