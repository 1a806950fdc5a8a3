from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, TrailUnwritable
from seawall.people.queries import public_agency
from seawall.public.flows import REPORT, YOUNG, Flow
from seawall.public.pages import show
from seawall.public.walk import CHECK, Shown, check_page, complaint, filing, first_page, next_page
from seawall.reports.actions import file_report


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    return tell(request, REPORT)


@require_http_methods(["GET", "HEAD", "POST"])
def young_report(request: HttpRequest) -> HttpResponse:
    return tell(request, YOUNG)


def tell(request: HttpRequest, flow: Flow) -> HttpResponse:
    if request.method != "POST":
        return page(request, flow, first_page(flow))
    shown = next_page(flow, request.POST)
    return send(request, flow, shown) if shown.send else page(request, flow, shown)


def send(request: HttpRequest, flow: Flow, shown: Shown) -> HttpResponse:
    agency = public_agency()
    letter = filing(flow, shown, get_language() or "en", agency.country)
    try:
        filed = file_report(letter, actor=Actor.reporter(agency.id))
    except Invalid as error:
        return page(request, flow, complaint(flow, shown.state, error))
    except (TrailUnwritable, OperationalError):
        note = _(
            "Your report could not be kept just now. Nothing is lost: please press “Send the report” again in a minute."
        )
        return page(request, flow, check_page(flow, shown.state, note), status=503)
    # Shown on the answer to this very post and nowhere else: a code has no place in an address or a history.
    return show(request, flow.receipt, agency=agency, code=filed.code_shown, flow=flow)


def page(request: HttpRequest, flow: Flow, shown: Shown, status: int = 0) -> HttpResponse:
    context = {"flow": flow, "state": shown.state.sealed(), "note": shown.note}
    if shown.step is None or shown.form is None:
        answers = [(step, answers_of(flow, shown, step.name)) for step in flow.steps]
        context |= {"answers": answers, "step_name": CHECK}
        return show(request, "check", status or shown.status, **context)
    context |= {"step_name": shown.step.name, "form": shown.form, "step": shown.step}
    context |= {"number": flow.number(shown.step), "count": len(flow.steps)}
    return show(request, "step", status or shown.status, **context)


def answers_of(flow: Flow, shown: Shown, name: str) -> list[tuple[str, str]]:
    """Each question of a step with its answer in words."""
    form = flow.step(name).form(shown.state.answers)
    pairs = []
    for field in form:
        typed = shown.state.answers.get(field.name, "")
        words = dict(getattr(field.field, "choices", [])).get(typed, typed)
        if str(words).strip():
            pairs.append((str(field.label), str(words)))
    return pairs
