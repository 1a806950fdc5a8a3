"""What is asked by machines goes past what only pages need: it is most of the way to a small answer."""

from base64 import b64decode
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation
from django.utils.module_loading import import_string

from seawall.core.edge import View, error_page, is_interface
from seawall.core.errors import NotLetIn, WrongMethod

# No page is ever among the answers; should a browser be led to one, it may do nothing with it.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
}


def secret_in(request: HttpRequest) -> str:
    """The access key that a machine came with. Raises `NotLetIn` where there is none."""
    kind, _blank, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if kind.lower() != "bearer":
        raise NotLetIn
    return str(secret.strip())


def name_and_secret_in(request: HttpRequest) -> tuple[str, str]:
    """The same for formats whose clients know HTTP Basic alone (RFC 7617): the key's id is the name. Raises `NotLetIn`."""
    kind, _blank, sent = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if kind.lower() != "basic":
        raise NotLetIn
    try:
        name, colon, secret = b64decode(sent.strip(), validate=True).decode().partition(":")
    except ValueError:
        raise NotLetIn from None
    if not colon:
        raise NotLetIn
    return name, secret


class PastPages:
    """Stands for the program's middleware of pages. The interfaces have no form, no cookie and no session: each asks for
    its key or signed link itself, and ninja takes no cookie for one."""

    def __init__(self, get_response: View) -> None:
        self.machines = get_response
        self.pages = get_response
        self._views: list[Callable[..., HttpResponse | None]] = []
        for name in reversed(settings.PROGRAM.for_pages):
            middleware = import_string(name)(self.pages)
            self.pages = cast(View, convert_exception_to_response(middleware))
            if hasattr(middleware, "process_view"):
                self._views.insert(0, middleware.process_view)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._answered(request) if is_interface(request) else self.pages(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not is_interface(request):
            for ask in self._views:
                if response := ask(request, view, args, kwargs):
                    return response
        return None

    def _answered(self, request: HttpRequest) -> HttpResponse:
        # Raises where the name is none of ours.
        request.get_host()
        wanted = request.META.get("HTTP_ACCEPT_LANGUAGE")
        # Also where nothing is wanted: the thread still speaks the language of the page before.
        translation.activate(
            translation.get_language_from_request(request) if wanted else settings.LANGUAGE_CODE
        )
        response = self.machines(request)
        if isinstance(response, HttpResponseNotAllowed):
            # ninja's own is a page without words for machines.
            response = error_page(request, WrongMethod(response.headers.get("Allow", "")))
        for name, value in HEADERS.items():
            response.headers[name] = value
        if wanted:
            response.headers["Vary"] = "Accept-Language"
        if not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response
