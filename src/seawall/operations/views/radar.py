from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seawall.core.codes import country_name
from seawall.core.pages import StaffRequest
from seawall.operations.deconflicting.reads import measures_to_come
from seawall.operations.models import Request
from seawall.operations.referring.naming import place_told
from seawall.operations.referring.reading import awaited_for
from seawall.operations.requesting import radar as ends
from seawall.operations.requesting.states import When
from seawall.operations.views.referrals import is_overdue

ORDER = {When.TODAY: "alert", When.WEEK: "wait", When.LATER: "", When.PAST: "alert"}


@require_safe
def radar(request: StaffRequest) -> HttpResponse:
    found = ends.deadlines_for(request.actor)
    groups = [
        (near, tone, [(one, _where(one.request)) for one in found if one.when is near])
        for near, tone in ORDER.items()
    ]
    measures = measures_to_come(request.actor)[: ends.MOST]
    answers = awaited_for(request.actor)[: ends.MOST]
    context = {
        "groups": groups,
        "some": bool(found),
        "measures": [(one, country_name(one.country)) for one in measures],
        "answers": [(one, place_told(one), is_overdue(one)) for one in answers],
        "cut": ends.MOST in (len(found), len(measures), len(answers)),
        "most": ends.MOST,
    }
    return render(request, "operations/radar.html", context)


def _where(request: Request) -> str:
    return f"{country_name(request.country)} · {request.operation.code} · {request.owner.name}"
