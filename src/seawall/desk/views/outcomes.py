from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seawall.desk.outcomes import MOST, came_of_referrals, outcomes_of, sum_of
from seawall.desk.policy import may_see_outcomes, may_see_referred, works_on_cases
from seawall.desk.viewer import viewer


@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    """One's own only: it is told to the person, never about the person."""
    actor = viewer(request, may_see_outcomes)
    found = outcomes_of(actor) if works_on_cases(actor) else []
    came = came_of_referrals(actor) if may_see_referred(actor) else []
    context = {
        "outcomes": found,
        "sum": sum_of(found),
        "most": MOST,
        "referred": came,
    }
    return render(request, "desk/outcomes.html", context)
