"""A report that reached a colleague by telephone, by letter or from a partner: one page, the same deed as at the public door."""

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, TrailUnwritable
from seawall.people.queries import own_agency
from seawall.reports import policy
from seawall.reports.actions import Filed, file_report
from seawall.reports.forms import TakeReportForm
from seawall.reports.states import Danger
from seawall.reports.views.parts import actor_at


@require_http_methods(["GET", "HEAD", "POST"])
def take_report(request: HttpRequest) -> HttpResponse:
    actor = actor_at(request)
    if not policy.may_take_report(actor):
        raise Refused
    if request.method != "POST":
        return form_page(request, actor, TakeReportForm())
    form = TakeReportForm(request.POST)
    return take(request, actor, form) if form.is_valid() else form_page(request, actor, form, 422)


def take(request: HttpRequest, actor: Actor, form: TakeReportForm) -> HttpResponse:
    country = own_agency(actor).country
    try:
        filed = file_report(form.filing(actor, language=language(), country=country), actor=actor)
    except Invalid as error:
        form.complain(error.fields)
        return form_page(request, actor, form, 422)
    except (TrailUnwritable, OperationalError):
        form.add_error(
            None,
            _("The report could not be kept just now. Nothing is lost: please send it again in a minute."),
        )
        return form_page(request, actor, form, 503)
    return taken_page(request, actor, form, filed)


def language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def form_page(request: HttpRequest, actor: Actor, form: TakeReportForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "agency": own_agency(actor)}
    return render(request, "reports/take_report.html", context, status=status)


def taken_page(request: HttpRequest, actor: Actor, form: TakeReportForm, filed: Filed) -> HttpResponse:
    """The code stands on the answer to this very post alone, as at the public door."""
    door = own_agency(actor).public_door
    context = {
        "filed": filed,
        "danger_now": form.cleaned_data["danger"] == Danger.NOW,
        "follow_up": f"{settings.PUBLIC_URL}/{language()}/follow-up/" if door else "",
    }
    return render(request, "reports/taken.html", context)
