"""Sign in, show the second factor, sign out. allauth's steps, on our pages."""

import json
from collections.abc import Callable
from typing import Any

from allauth.account.views import LoginView, LogoutView
from allauth.mfa.base.views import AuthenticateView
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from seawall.people.sign_in.lockout import is_locked, locked_page


def page(view: type[Any]) -> Callable[..., HttpResponse]:
    """allauth's pages, for reading and sending only: some of them would take PUT for POST, or delete on DELETE."""
    shown: Callable[..., HttpResponse] = view.as_view()
    return require_http_methods(["GET", "HEAD", "POST"])(shown)


def options_text(options: Any) -> str:
    """What the browser needs to speak to a security key, as text for an attribute of the page."""
    return json.dumps(options, cls=DjangoJSONEncoder)


class SignIn(LoginView):
    template_name = "people/sign_in.html"


class SecondFactor(AuthenticateView):
    template_name = "people/second_factor.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_locked(request, self.stage.login.user.email):
            return locked_page(request)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        options = context["js_data"]["request_options"]
        return context | {
            "key_options": options_text(options),
            "has_key": bool(options["publicKey"].get("allowCredentials")),
        }


class SignOut(LogoutView):
    template_name = "people/sign_out.html"


sign_in = page(SignIn)
second_factor = page(SecondFactor)
sign_out = page(SignOut)
