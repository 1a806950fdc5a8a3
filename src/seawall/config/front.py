"""The first page of the node program: whose door it is, and what opens it. No record, no session, no way in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from seawall.core.page_languages import spoken_to
from seawall.people.queries import keeper_of_the_door


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    agency, spoken = keeper_of_the_door(), spoken_to(request)
    context = {
        # A node without a public door keeps its name to itself.
        "agency": agency if agency and agency.public_door else None,
        "spoken": spoken,
        "interface": reverse("api:openapi-json"),
    }
    with override(spoken.language):
        return render(request, "core/front.html", context)


urlpatterns = [path("", front, name="front")]
