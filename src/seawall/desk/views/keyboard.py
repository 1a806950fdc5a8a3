from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seawall.core.actors import Actor
from seawall.desk.navigation import CASE_WORK, MINE, MORE, PLACES
from seawall.desk.policy import may_search
from seawall.desk.viewer import viewer


@require_safe
def keyboard(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/keyboard.html", {"groups": groups(viewer(request))})


WITH_KEYS = tuple(place for place in (*PLACES, *MORE, *MINE) if place.key)
Pairs = list[tuple[list[str], str]]


def groups(actor: Actor) -> list[tuple[str, Pairs]]:
    """Those that lead this person somewhere: no key of a page that is not theirs."""
    places = [(["g", place.key], str(place.label)) for place in WITH_KEYS if place.open_to(actor)]
    case_work = _case_work() if CASE_WORK & actor.duties else []
    return [(_("Go to"), places), (_("Everywhere"), _everywhere(actor)), (_("Lists"), _lists()), *case_work]


def _everywhere(actor: Actor) -> Pairs:
    return [
        *([(["/"], _("search"))] if may_search(actor) else []),
        (["?"], _("this map")),
        (["Esc"], _("leave a field, close a menu")),
        (["Tab"], _("next link or field")),
    ]


def _lists() -> Pairs:
    return [
        (["j"], _("next row")),
        (["k"], _("row before")),
        (["Enter"], _("open the row")),
        (["["], _("page before")),
        (["]"], _("next page")),
    ]


def _case_work() -> list[tuple[str, Pairs]]:
    return [
        (
            _("Worklist"),
            [
                (["1", "…", "5"], _("choose the filter")),
                (["t"], _("take a report")),
            ],
        ),
        (
            _("A bundle"),
            [
                (["n"], _("take the next bundle")),
                (["l"], _("take it in hand, or give it back")),
                (["a", "…", "9"], _("choose the answer beside which the key stands")),
                (["s"], _("save and next")),
                (["e"], _("save and ask for a second opinion")),
                (["h"], _("not within our remit")),
                (["u"], _("urgent")),
                (["m"], _("read the letter")),
                (["g", "v"], _("timeline")),
            ],
        ),
        (
            _("A location"),
            [
                (["t"], _("trace again")),
                (["c"], _("check now")),
                (["n"], _("draft the notice")),
                (["h"], _("ask the police first")),
                (["s"], _("send the notice")),
            ],
        ),
    ]
