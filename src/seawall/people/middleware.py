"""Sets `request.actor` and keeps the staff door shut to everybody who is not signed in with a second factor."""

from collections.abc import Callable

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from seawall.people.queries import actor_of

OPEN = ("/healthz", "/readyz", "/account/login", "/static/", "/i18n/")
View = Callable[[HttpRequest], HttpResponse]


class SignedIn:
    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None
        if request.user.is_authenticated:
            request.actor = actor_of(request.user, fresh=did_recently_reauthenticate(request))
        elif not request.path.startswith(OPEN):
            return redirect(f"/account/login/?next={request.path}")
        return self.get_response(request)
