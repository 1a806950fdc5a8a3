from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.actors import Actor
from seawall.core.pages import StaffRequest
from seawall.identification import actions, queries
from seawall.identification.models import Safeguarding, Victim
from seawall.identification.safeguarding.forms import BodyForm, CheckForm, NameForm
from seawall.identification.safeguarding.keeping import body_of
from seawall.identification.views.victim_parts import victim_page

MOST_SHOWN = 200


@require_safe
def checks(request: StaffRequest) -> HttpResponse:
    """Whom to ask after: overdue, soon, and children with nobody in charge."""
    context = {
        "overdue": queries.checks_overdue_for(request.actor)[:MOST_SHOWN],
        "coming": queries.checks_coming_for(request.actor)[:MOST_SHOWN],
        "unprotected": queries.unprotected_for(request.actor)[:MOST_SHOWN],
    }
    return render(request, "identification/checks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def bodies(request: StaffRequest) -> HttpResponse:
    listed = list(queries.bodies_for(request.actor))
    form = BodyForm(request.POST or None)
    body = form.done(lambda: actions.add_body(form.terms(), actor=request.actor))
    if body:
        messages.success(request, _("Added: %(name)s.") % {"name": body.name})
        return redirect("identification:bodies")
    context = {"bodies": listed, "form": form}
    return render(request, "identification/bodies.html", context, status=422 if form.errors else 200)


@require_POST
def name_body(request: StaffRequest, victim_id: str) -> HttpResponse:
    found = queries.victim_for(request.actor, victim_id)
    form = NameForm(list(queries.bodies_for(request.actor)), request.POST, prefix="care")
    if form.done(lambda: _name(found, form, request.actor)) is None:
        return victim_page(request, found, form)
    messages.success(request, _("Noted. The home page reminds you when somebody has to ask there."))
    return redirect("identification:victim", victim_id=found.id)


def _name(found: Victim, form: NameForm, actor: Actor) -> Safeguarding:
    given = form.cleaned_data
    body = body_of(found, given["body"])
    return actions.name_body(found, body, next_on=form.next_day(), words=given["words"], actor=actor)


@require_POST
def note_check(request: StaffRequest, victim_id: str) -> HttpResponse:
    found = queries.victim_for(request.actor, victim_id)
    form = CheckForm(list(queries.bodies_for(request.actor)), request.POST, prefix="care")
    if form.done(lambda: actions.note_check(found, form.check(), actor=request.actor)) is None:
        return victim_page(request, found, form)
    messages.success(request, _("Noted. What was found before stays in the history."))
    return redirect("identification:victim", victim_id=found.id)
