from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from seawall.core.pages import StaffRequest
from seawall.identification import actions, queries
from seawall.identification.views.victim_parts import victim_page
from seawall.identification.wishes.forms import WishForm

MOST_SHOWN = 100


@require_safe
def tellings(request: StaffRequest) -> HttpResponse:
    """Whom to tell today, what waits, and what was held back because of a wish."""
    context = {
        "due": queries.tellings_due_for(request.actor),
        "waiting": queries.tellings_waiting_for(request.actor)[:MOST_SHOWN],
        "held": queries.tellings_held_for(request.actor)[:MOST_SHOWN],
    }
    return render(request, "identification/tellings.html", context)


@require_POST
def set_wish(request: StaffRequest, victim_id: str) -> HttpResponse:
    found = queries.victim_for(request.actor, victim_id)
    form = WishForm(list(queries.bodies_for(request.actor)), request.POST, prefix="wish")
    if form.done(lambda: actions.set_wish(found, form.terms(), actor=request.actor)) is None:
        return victim_page(request, found, form)
    messages.success(request, _("Noted. The wish holds from now on, also for what waits to be told."))
    return redirect("identification:victim", victim_id=found.id)


@require_POST
def tell_victim(request: StaffRequest, victim_id: str) -> HttpResponse:
    found = queries.victim_for(request.actor, victim_id)
    told = actions.tell_victim(found, actor=request.actor)
    words = ngettext("Noted: %(count)s thing was told.", "Noted: %(count)s things were told.", told)
    messages.success(request, words % {"count": told})
    return redirect("identification:tellings")
