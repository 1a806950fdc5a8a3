from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from seawall.people.queries import public_agency
from seawall.public.helplines import countries, lines_for_the_young
from seawall.public.pages import show


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return show(request, "home")


@require_safe
def young(request: HttpRequest) -> HttpResponse:
    agency = public_agency()
    return show(request, "young", agency=agency, lines=lines_for_the_young(agency.country))


@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    agency = public_agency()
    return show(request, "help", agency=agency, countries=countries(agency.country))


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return show(request, "privacy")


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    return show(request, "left")
