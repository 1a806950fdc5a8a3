"""Where errors become pages and status codes, and where every page gets what it always needs. One place."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid, NotFound, SeawallError, StepUpNeeded, TrailUnwritable

View = Callable[[HttpRequest], HttpResponse]
PAGES = {403, 404, 409, 422, 500, 503}


class ErrorPages:
    """Turns what the house says into pages; JSON where the client asked for an interface under /api/."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, StepUpNeeded) and not is_interface(request):
            return to_second_factor(request)
        if isinstance(error, DatabaseError):
            error = TrailUnwritable(_("The records cannot be reached at the moment. Nothing was changed."))
        if isinstance(error, TooManyFieldsSent | RequestDataTooBig):
            error = Invalid({}, _("That was more than this form can take. Please shorten it and send it again."))
        if isinstance(error, SuspiciousOperation):
            error = NotFound()
        return error_page(request, error) if isinstance(error, SeawallError) else None


def is_interface(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def to_second_factor(request: HttpRequest) -> HttpResponse:
    """Back to the page the deed was started from: a POST cannot be repeated by a redirect."""
    target = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "/")
    response = redirect("account_reauthenticate")
    response["Location"] += "?" + _next(target)
    return response


def _next(target: str) -> str:
    parts = urlsplit(target)
    return urlencode({"next": parts.path + (f"?{parts.query}" if parts.query else "")})


def error_page(request: HttpRequest, error: SeawallError) -> HttpResponse:
    if is_interface(request):
        return JsonResponse(problem(error), status=error.status)
    status = error.status if error.status in PAGES else 500
    return render(request, f"core/errors/{status}.html", {"error": error}, status=error.status)


def problem(error: SeawallError) -> dict[str, Any]:
    body: dict[str, Any] = {"status": error.status, "message": str(error.message)}
    if isinstance(error, Invalid):
        body["fields"] = {name: str(sentence) for name, sentence in error.fields.items()}
    return body


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, NotFound())


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, SeawallError())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    sentence = _("This form was open for too long or was opened elsewhere. Go back, reload it and send it again.")
    error = SeawallError(sentence)
    error.status = 403
    return error_page(request, error)


def page_context(request: HttpRequest) -> dict[str, Any]:
    return {
        "actor": getattr(request, "actor", None),
        "program": settings.PROGRAM.name,
        "public_url": settings.PUBLIC_URL,
        "languages": settings.LANGUAGES,
        "banner": _("Demonstration: everything here is invented.") if settings.DEMO else "",
    }
