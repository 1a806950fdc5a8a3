from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seawall.desk.history import history_of
from seawall.desk.policy import may_see_timeline
from seawall.desk.viewer import viewer


@require_safe
def timeline(request: HttpRequest, bundle_id: str) -> HttpResponse:
    history = history_of(bundle_id, viewer(request, may_see_timeline))
    return render(request, "desk/timeline.html", {"history": history, "bundle_id": bundle_id})
