"""Where errors become pages and status codes, and where every page gets what it always needs. One place."""

import logging
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse, UnreadablePostError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from seawall.core.arriving import UNREADABLE, not_whole
from seawall.core.errors import (
    FormClosed,
    Invalid,
    NotFound,
    OnlySent,
    Refused,
    SeawallError,
    StepUpNeeded,
    TooLarge,
    TrailUnwritable,
)
from seawall.core.lease_queue import where

log = logging.getLogger("seawall.edge")
View = Callable[[HttpRequest], HttpResponse]
# What machines speak to; the last two are addresses of formats, which their clients have built in.
INTERFACES = ("/api/", "/hashsharing/", "/ispws/")
FIELDS_SAY = _("The call was not taken: `fields` says what is wrong and how to mend it. Nothing was changed.")
# The page that tells each status.
PAGES = {403: 403, 404: 404, 405: 404, 408: 422, 409: 409, 411: 422, 413: 422, 422: 422, 429: 503, 503: 503}


class ErrorPages:
    """Turns what the house says into pages; JSON where the client asked for an interface under /api/."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not is_interface(request):
            # The same answer, with its headers: Django's own is an empty page.
            response.content = error_page(request, OnlySent()).content
            response.headers["Content-Length"] = str(len(response.content))
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """No view may take for the whole what is none."""
        why = None if hasattr(view, "tells_itself") else not_whole(request)
        return error_page(request, why) if why else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        told = worded(error)
        if isinstance(told, StepUpNeeded) and not is_interface(request):
            return to_second_factor(request)
        return error_page(request, told) if told else None


def worded(error: BaseException | None) -> SeawallError | None:
    """The sentence for what can be named; None for a fault of ours, which becomes a plain 500."""
    if isinstance(error, SeawallError):
        return error
    if isinstance(error, OperationalError | InterfaceError):
        # Locked for too long, disk full, server gone: the deed was rolled back and nothing was shown.
        log.error("the records cannot be reached: %s", where(error))
        return TrailUnwritable(_("The records cannot be reached at the moment. Nothing was changed."))
    if isinstance(error, TooManyFieldsSent | RequestDataTooBig):
        return TooLarge(_("That was more than this form can take. Please shorten it and send it again."))
    if isinstance(error, DisallowedHost):
        return Invalid({}, _("Nothing answers to this host name here. Please check the address."))
    if isinstance(error, SuspiciousOperation | UnreadablePostError):
        return Invalid({}, UNREADABLE)
    return None


def is_interface(request: HttpRequest) -> bool:
    return request.path.startswith(INTERFACES)


def to_second_factor(request: HttpRequest) -> HttpResponse:
    """Back to the page the deed was started from: a POST cannot be repeated by a redirect."""
    target = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "/")
    response = redirect("account_reauthenticate")
    response["Location"] += "?" + _next(target)
    return response


def _next(target: str) -> str:
    return urlencode({"next": _address(urlsplit(target))})


def _address(page: SplitResult) -> str:
    # One slash: two would name another host.
    path = "/" + page.path.lstrip("/")
    return path + (f"?{page.query}" if page.query else "")


def error_page(request: HttpRequest, error: SeawallError) -> HttpResponse:
    if is_interface(request):
        return JsonResponse(problem(error), status=error.status, headers=dict(error.headers))
    page = "closed" if isinstance(error, FormClosed) else PAGES.get(error.status, 500)
    template = f"core/errors/{page}.html"
    told = {"error": error, "came_from": came_from(request)}
    try:
        return render(request, template, told, status=error.status)
    except (OperationalError, InterfaceError):
        # Even the messages of a session lie in the database: without it the page stands alone.
        return HttpResponse(render_to_string(template, told), status=error.status)


def came_from(request: HttpRequest) -> str:
    """The page of ours on which the person pressed a button, to go on from there; empty for whoever only reads."""
    page = urlsplit(request.headers.get("Referer", ""))
    if request.method != "POST" or page.netloc != request.headers.get("Host"):
        return ""
    return _address(page)


def problem(error: SeawallError) -> dict[str, Any]:
    # The sentence of a page speaks of marks and of typing, and a machine knows neither.
    message = FIELDS_SAY if error.message is Invalid.message else error.message
    body: dict[str, Any] = {"status": error.status, "message": str(message), **error.more}
    if isinstance(error, Invalid):
        body["fields"] = {name: str(sentence) for name, sentence in error.fields.items()}
    return body


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, NotFound())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Also what the content-type and size checks of Django's own middleware end in, before any view is reached."""
    return error_page(request, worded(exception) or Invalid({}))


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, Refused())


def server_error(request: HttpRequest) -> HttpResponse:
    """Called while the error is being handled; errors raised in middleware are seen only here."""
    error = sys.exc_info()[1]
    told = worded(error)
    if told is None and error is not None:
        log.error("fault of ours: %s", where(error))
    return error_page(request, told or SeawallError())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, FormClosed())


def page_context(request: HttpRequest) -> dict[str, Any]:
    return {
        "actor": getattr(request, "actor", None),
        "program": settings.PROGRAM.name,
        "public_url": settings.PUBLIC_URL,
        "languages": settings.LANGUAGES,
        "banner": _("Demonstration: everything here is invented.") if settings.DEMO else "",
    }
