from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seawall.audit.queries import TrailLine, trail_for
from seawall.core.actors import Actor
from seawall.desk.deeds import words_for
from seawall.desk.facts import Piece, Told, facts_of, piece_of
from seawall.desk.viewer import viewer
from seawall.people.queries import agencies, colleagues_for, staff_names

PAGE = 100


@dataclass(frozen=True)
class Shown:
    line: TrailLine
    deed: str
    who: str
    record: Piece
    facts: list[Told]


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Ids may stand in the address: they name records, and say nothing to whoever may not read them."""
    actor = viewer(request)
    about, by = (request.GET.get(name, "").strip()[:64] for name in ("about", "by"))
    lines = trail_for(actor, before=place_in(request.GET), about=about, by=by, most=PAGE + 1)
    context = {
        "lines": shown(lines[:PAGE], actor),
        "about": about,
        "by": by,
        "later_url": further(about, by, lines[PAGE - 1].seq) if len(lines) > PAGE else "",
        "first_page": "before" not in request.GET,
    }
    return render(request, "desk/trail.html", context)


def place_in(asked: QueryDict) -> int | None:
    text = asked.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def further(about: str, by: str, before: int) -> str:
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in (("about", about), ("by", by)) if value})
    query["before"] = str(before)
    return f"?{query.urlencode()}"


def shown(lines: list[TrailLine], actor: Actor) -> list[Shown]:
    who, named = staff_names(list({line.actor_id for line in lines})), names_for(actor)
    return [
        Shown(
            line,
            words_for(line.what),
            who[line.actor_id],
            piece_of(line.subject_id, named),
            facts_of(line, named),
        )
        for line in lines
    ]


def names_for(actor: Actor) -> dict[str, str]:
    """Of people of the viewer's own agency and of the agencies of this node; people of others stay unnamed."""
    people = dict(colleagues_for(actor).values_list("id", "name"))
    return people | dict(agencies().values_list("id", "name"))
