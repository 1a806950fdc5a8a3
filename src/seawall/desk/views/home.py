from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seawall.desk.home.needs import needs_of
from seawall.desk.strip import strip_for
from seawall.desk.viewer import viewer
from seawall.people.queries import break_due


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everybody's first page. It shows what each duty needs, and to a person without duties whom to ask."""
    actor = viewer(request)
    return render(
        request,
        "desk/home.html",
        {"shelves": needs_of(actor), "figures": strip_for(actor), "break_until": break_due(actor)},
    )
