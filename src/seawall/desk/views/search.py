from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from seawall.desk.actions import note_search
from seawall.desk.looking import KINDS, look_for
from seawall.desk.policy import may_search
from seawall.desk.viewer import viewer

LONGEST = 2083


@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """By POST, so that what is looked for is in no address, history or log. Only its kind enters the trail."""
    actor = viewer(request, may_search)
    text = request.POST.get("text", "").strip()[:LONGEST]
    if not text:
        return render(request, "desk/search.html", {"answer": None})
    answer = look_for(text, actor)
    note_search(answer.kind, len(answer.found), actor=actor)
    if answer.kind == "id" and len(answer.found) == 1:
        return redirect(answer.found[0].url)
    return render(request, "desk/search.html", {"answer": answer, "taken_for": KINDS[answer.kind]})
