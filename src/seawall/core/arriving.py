"""What came with a request: whole, or with the sentence why not. It arrives before a thread is taken (config/arriving.py)."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seawall.core.errors import NOT_ARRIVED, Invalid, NoLength, NotReady, SeawallError, TooLarge, TooSlow

V = TypeVar("V", bound=Callable[..., object])
UNREADABLE = _("What was sent could not be read. Please go back, reload the page and send it again.")
NOT_WHOLE: dict[str, Callable[[], SeawallError]] = {
    "too large": TooLarge,
    "too late": TooSlow,
    "no room": lambda: NotReady(_("Too much is being sent to us at once. Please try again in a moment.")),
    "no length": NoLength,
    "cut": lambda: Invalid({}, UNREADABLE),
}


def not_whole(request: HttpRequest) -> SeawallError | None:
    why = NOT_WHOLE.get(request.META.get(NOT_ARRIVED, ""))
    return why() if why else None


def tells_itself(view: V) -> V:
    """For a view with a format of its own for errors: it is called also for what did not arrive whole, and reads with `body_of`."""
    view.tells_itself = True  # type: ignore[attr-defined]
    return view


def body_of(request: HttpRequest, most: int) -> bytes:
    """Read from the stream: `request.body` keeps to the limit for forms, which is smaller."""
    if error := not_whole(request):
        raise error
    size = _length_of(request)
    if size > most:
        raise TooLarge
    body: bytes = request.read()
    if len(body) < size:
        raise Invalid({}, _("The body ends before its length. Please send the call again."))
    return body


def _length_of(request: HttpRequest) -> int:
    size = request.META.get("CONTENT_LENGTH") or "0"
    if not size.isdecimal() or int(size) == 0:
        raise Invalid({}, _("The call has no body, or does not say in `Content-Length` how long it is."))
    if request.META.get("HTTP_CONTENT_ENCODING", "identity").lower() != "identity":
        raise Invalid({}, _("The body is compressed. Send it as it is, without `Content-Encoding`."))
    return int(size)
