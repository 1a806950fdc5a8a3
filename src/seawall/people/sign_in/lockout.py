"""Too many failed tries. django-axes counts, for account and address together; this is how it is worded and kept."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seawall.core.keys import digest


def account_code(email: str) -> str:
    """What stands for an account in the table of failures: a typed address, or a password typed into the wrong
    field, is not kept there."""
    return digest("people.failed-sign-in", email.strip().lower())


def username_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return account_code(typed)


def nobody_named(*args: Any, **kwargs: Any) -> str:
    """How axes names a client in the log: not at all."""
    return "somebody"


def locked_page(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """The same answer for every account, known or not."""
    return render(request, "people/locked.html", status=429)


def is_locked(request: HttpRequest, email: str) -> bool:
    return not AxesProxyHandler.is_allowed(request, {"email": email})


def count_failure(request: HttpRequest, email: str) -> None:
    """A wrong second factor counts like a wrong password: six digits can be guessed by patience."""
    AxesProxyHandler.user_login_failed(sender=__name__, credentials={"email": email}, request=request)
