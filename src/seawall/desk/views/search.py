from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from seawall.core.errors import NotFound
from seawall.desk.actions import note_search
from seawall.desk.policy import may_search
from seawall.desk.searching.looking import COUNTED, KINDS, look_for, look_on, opened
from seawall.desk.viewer import viewer

LONGEST = 2083
MOST_PAGES = 10_000


@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """By POST, so that what is looked for is in no address, history or log. Only its kind enters the trail."""
    actor = viewer(request, may_search)
    text = _text(request)
    if not text:
        return render(request, "desk/search.html", {"answer": None})
    shelf = request.POST.get("shelf", "")
    answer = look_on(shelf, text, actor, _page(request)) if shelf else look_for(text, actor)
    note_search(answer.kind, answer.hits, actor=actor)
    if answer.only and not shelf:
        return redirect(answer.only.url)
    context = {"answer": answer, "taken_for": KINDS[answer.kind], "whole": bool(shelf), "counted": COUNTED}
    return render(request, "desk/search.html", context)


def _text(request: HttpRequest) -> str:
    """As typed, or from an earlier page under seal. No text that anybody types has a NUL in it, and PostgreSQL refuses it."""
    typed = request.POST.get("text", "") or opened(request.POST.get("sealed", ""))
    return typed.replace("\0", "").strip()[:LONGEST]


def _page(request: HttpRequest) -> int:
    given = request.POST.get("page", "1")
    if not given.isdecimal() or not 1 <= int(given) <= MOST_PAGES:
        raise NotFound
    return int(given)
