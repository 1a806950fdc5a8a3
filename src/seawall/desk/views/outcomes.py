from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seawall.desk.outcomes import MOST, outcomes_of, sum_of
from seawall.desk.policy import may_see_outcomes
from seawall.desk.viewer import viewer


@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    """One's own only: it is told to the person, never about the person."""
    found = outcomes_of(viewer(request, may_see_outcomes))
    return render(request, "desk/outcomes.html", {"outcomes": found, "sum": sum_of(found), "most": MOST})
