"""What several pages need: the door of each, a shown timeline, pages of a list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.forms import BaseForm
from django.utils.functional import Promise

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.core.pages import StaffRequest
from seawall.takedown.forms import RevealForm
from seawall.takedown.states import RevealPurpose

PAGE = 50
F = TypeVar("F", bound=BaseForm)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline."""

    at: datetime
    title: str | Promise
    detail: str | Promise = ""
    by: str = ""
    url: str = ""
    tone: str = ""


def enter(actor: Actor | None, may: Any) -> Actor:
    """Who lacks the duty is refused here; what belongs to another agency is not found later."""
    if actor is None or not may(actor):
        raise Refused
    return actor


def page_of(request: StaffRequest, rows: "QuerySet[Any]") -> dict[str, Any]:
    """Keyset paging by id, newest first: ids sort by time."""
    before = request.GET.get("before", "")
    rows = rows.order_by("-id")
    if before:
        rows = rows.filter(id__lt=before)
    found = list(rows[: PAGE + 1])
    query = request.GET.copy()
    later = ""
    if len(found) > PAGE:
        query["before"] = found[PAGE - 1].id
        later = f"?{query.urlencode()}"
    query.pop("before", None)
    return {
        "rows": found[:PAGE],
        "later_url": later,
        "earlier_url": f"?{query.urlencode()}" if before else "",
    }


def filled(form: F) -> F:
    """A form of few choices as it was filled in; a mistake in it is said on a page of its own."""
    if not form.is_valid():
        raise Invalid({name: str(errors[0]) for name, errors in form.errors.items()})
    return form


def asked_purpose(request: StaffRequest) -> RevealPurpose:
    form = RevealForm(request.POST)
    if not form.is_valid():
        raise Invalid({"purpose": str(form.fields["purpose"].error_messages["required"])})
    return RevealPurpose(form.cleaned_data["purpose"])


def purposes() -> list[tuple[str, Any]]:
    return [(purpose.value, purpose.label) for purpose in RevealPurpose]
