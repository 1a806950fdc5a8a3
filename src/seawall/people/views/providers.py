"""An administrator's page of what is a provider's own: contact addresses of notices, and holders of access keys."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.actors import require_fresh
from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.people import actions, queries
from seawall.people.forms import AssignmentForm


@require_safe
def assignments(request: StaffRequest) -> HttpResponse:
    rows = queries.assignments_for(request.actor)
    return render(request, "people/assignments.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: StaffRequest) -> HttpResponse:
    offered = queries.providers_offered_to(request.actor)
    # Asked before the form is filled in: afterwards everything typed would be lost on the way.
    require_fresh(request.actor)
    form = AssignmentForm(offered, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.assign_to_provider(form.chosen_provider(), form.part(), actor=request.actor)
        except Invalid as error:
            for field, sentence in error.fields.items():
                form.add_error(field, str(sentence))
        else:
            messages.success(request, _("Assigned. The provider's abuse desk sees it from now on."))
            return redirect("people:assignments")
    context = {"form": form, "offered": offered}
    return render(request, "people/assign.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: StaffRequest, assignment_id: str) -> HttpResponse:
    assignment = queries.one_assignment_for(request.actor, assignment_id)
    actions.end_assignment(assignment, actor=request.actor)
    messages.success(request, _("Ended. The provider's abuse desk sees nothing of it any more."))
    return redirect("people:assignments")
