"""What a program believes about where a request came from."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

View = Callable[[HttpRequest], HttpResponse]
TOLD_BY_A_PROXY = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_FORWARDED",
)


class KnownProxy:
    """Forwarded headers count only when they come from a proxy the operator named; anybody can send one."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        meta = request.META
        if is_known(meta.get("REMOTE_ADDR", "")):
            # The last address was added by the proxy itself; those before it are what the visitor claims.
            nearest = meta.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
            meta["REMOTE_ADDR"] = nearest or meta["REMOTE_ADDR"]
        else:
            for name in TOLD_BY_A_PROXY:
                meta.pop(name, None)
        return self.get_response(request)


class NoAddress:
    """The public door forgets where a visitor came from before anything else can see, keep or log it."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in ("REMOTE_ADDR", "REMOTE_HOST", "REMOTE_PORT", "HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED"):
            request.META.pop(name, None)
        return self.get_response(request)


def is_known(address: str) -> bool:
    try:
        sender = ip_address(address)
    except ValueError:
        return False
    return any(sender in network for network in settings.PROXIES)
