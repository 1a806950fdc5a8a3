"""The rows of the worklist, put into words before the template: fifty of them are most of what the page costs."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seawall.reports.models import Bundle, Subject
from seawall.reports.states import BundleState, SubjectKind
from seawall.reports.templatetags.reports_words import age, novelty_words


@dataclass(frozen=True, slots=True)
class Row:
    """One bundle. What it shows of its subjects is the first and how many more there are."""

    bundle: Bundle
    url: str
    alarm: bool
    danger: str
    state: str
    state_words: str | Promise
    kind: str | Promise
    shown: str
    more: str
    novelty: str
    waits: str
    waits_since: str
    holder: str


def row_of(bundle: Bundle, only: str, names: Mapping[str, str]) -> Row:
    subjects = list(bundle.subjects.all())
    state, state_words = state_of(bundle)
    kind, shown = shown_of(subjects[0]) if subjects else ("", "")
    return Row(
        bundle=bundle,
        url=f"{reverse('reports:bundle', args=[bundle.id])}?only={only}",
        alarm=bundle.waits_for_acknowledgement,
        danger=danger_of(bundle),
        state=state,
        state_words=state_words,
        kind=kind,
        shown=shown,
        more=more_words(len(subjects) - 1),
        novelty=novelty_words(bundle.novelty),
        waits=age(bundle.created_at),
        waits_since=bundle.created_at.isoformat(),
        holder=names.get(bundle.locked_by, "") if bundle.is_locked else "",
    )


def state_of(bundle: Bundle) -> tuple[str, str | Promise]:
    if bundle.disputed:
        return "disputed", _("disputed")
    # What it waits for is said by the list; the column stays narrow.
    words = _("second opinion") if bundle.state == BundleState.ASSESSED else BundleState(bundle.state).label
    return bundle.state, words


def shown_of(subject: Subject) -> tuple[str | Promise, str]:
    return SubjectKind(subject.kind).label, subject.shown


def danger_of(bundle: Bundle) -> str:
    if not bundle.urgent:
        return ""
    return _("danger now") if bundle.danger_now else _("urgent")


def more_words(more: int) -> str:
    return ngettext("and %(more)s more", "and %(more)s more", more) % {"more": more} if more > 0 else ""
