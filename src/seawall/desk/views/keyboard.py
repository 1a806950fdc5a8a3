from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seawall.core.actors import Actor
from seawall.desk.navigation import MINE, PLACES
from seawall.desk.viewer import viewer


@require_safe
def keyboard(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/keyboard.html", {"groups": groups(viewer(request))})


Pairs = list[tuple[list[str], str]]


def groups(actor: Actor) -> list[tuple[str, Pairs]]:
    return [
        (
            _("Go to"),
            [(["g", place.key], str(place.label)) for place in (*PLACES, *MINE) if place.open_to(actor)],
        ),
        (
            _("Everywhere"),
            [
                (["/"], _("search")),
                (["?"], _("this map")),
                (["Esc"], _("leave a field, close a menu")),
                (["Tab"], _("next link or field")),
            ],
        ),
        (
            _("Lists"),
            [
                (["j"], _("next row")),
                (["k"], _("row before")),
                (["Enter"], _("open the row")),
                (["["], _("page before")),
                (["]"], _("next page")),
            ],
        ),
        (
            _("A bundle in hand"),
            [
                (["n"], _("take the next bundle")),
                (["1", "…", "9"], _("choose an answer")),
                (["s"], _("save and next")),
            ],
        ),
    ]
