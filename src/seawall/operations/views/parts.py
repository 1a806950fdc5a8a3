"""What several pages of operations have in common."""

from typing import Any

from django.db.models import QuerySet, TextChoices

from seawall.core.pages import StaffRequest
from seawall.core.paging import NEWEST_FIRST, page_of


def listed(request: StaffRequest, found: QuerySet[Any], states: type[TextChoices]) -> dict[str, Any]:
    """A page of records, the newest first, in the state that was asked for; with what the filter above it needs."""
    state = request.GET.get("state", "")
    if state in states.values:
        found = found.filter(state=state)
    return {"page": page_of(request, found, order=NEWEST_FIRST), "states": states.choices, "state": state}
