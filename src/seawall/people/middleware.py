"""Keeps the staff door: nobody passes without sign-in and second factor, and no session outlives its time."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth import logout as forget
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import translation

from seawall.core.edge import error_page
from seawall.core.errors import TrailUnwritable
from seawall.people.actions import note_session_over
from seawall.people.models import Staff
from seawall.people.queries import actor_of
from seawall.people.sign_in import session
from seawall.people.states import Ending

View = Callable[[HttpRequest], HttpResponse]
# For everybody: health, the steps of sign-in, and the link that sets a first password.
OPEN = {"healthz", "readyz", "account_login", "account_logout", "mfa_authenticate", "people:first_password"}
# For somebody whose password was right and who has no second factor yet: setting one up, or leaving.
FIRST_STEPS = {"mfa_index", "mfa_activate_totp", "people:totp_qr", "mfa_add_webauthn"}


class SignedIn:
    """Sets `request.actor`, the one thing the rest of the house knows about who is there."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        try:
            return self._at_the_door(request, name_of(request))
        except TrailUnwritable as error:
            return error_page(request, error)

    def _at_the_door(self, request: HttpRequest, name: str) -> HttpResponse:
        if name in {"healthz", "readyz"}:
            return self.get_response(request)
        gone = self._gone(request)
        if gone and name not in OPEN:
            messages.info(request, gone.label)
        if isinstance(request.user, Staff):
            return self._within(request, request.user, name)
        return self.get_response(request) if name in OPEN else to_sign_in(request)

    def _within(self, request: HttpRequest, user: Staff, name: str) -> HttpResponse:
        elsewhere = self._welcome(request, user, name)
        language = user.language or translation.get_language()
        with translation.override(language):
            response = elsewhere or self.get_response(request)
        # For LocaleMiddleware, which would otherwise name the language around this one.
        response.headers.setdefault("Content-Language", language)
        return response

    def _gone(self, request: HttpRequest) -> Ending | None:
        """A session that is over: by time, by a change of the person, or ended from elsewhere."""
        claimed = SESSION_KEY in request.session
        if request.user.is_authenticated:
            return self._over(request)
        if claimed:
            return Ending.CHANGE
        known = settings.SESSION_COOKIE_NAME in request.COOKIES
        return Ending.GONE if known and request.session.is_empty() else None

    def _over(self, request: HttpRequest) -> Ending | None:
        ending, user = session.ending(request.session), request.user
        if ending and isinstance(user, Staff):
            actor = actor_of(user)
            with transaction.atomic():
                forget(request)
                note_session_over(user, ending, actor=actor)
        return ending

    def _welcome(self, request: HttpRequest, user: Staff, name: str) -> HttpResponse | None:
        session.touch(request.session)
        request.session_ends_at = session.ends_at(request.session)  # type: ignore[attr-defined]
        request.LANGUAGE_CODE = user.language or request.LANGUAGE_CODE
        if session.factor_shown_at(request) is None:
            return None if name in OPEN | FIRST_STEPS else redirect("mfa_index")
        request.actor = actor_of(user, fresh=session.is_fresh(request))  # type: ignore[attr-defined]
        return None


def name_of(request: HttpRequest) -> str:
    """The name of the page; an address that does not exist has none, and is as closed as all others."""
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def to_sign_in(request: HttpRequest) -> HttpResponse:
    target = request.get_full_path() if request.method == "GET" else "/"
    response = redirect("account_login")
    if target != "/":
        response["Location"] += "?" + urlencode({"next": target})
    return response
