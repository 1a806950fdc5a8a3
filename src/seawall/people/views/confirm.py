"""The second factor again, before a deed that needs it fresh; then back to where the person was."""

from typing import Any

from allauth.account.views import ReauthenticateView as Password
from allauth.mfa.base.views import ReauthenticateView as Code
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView as Key
from django.db import transaction
from django.http import HttpResponse

from seawall.people.actions import note_confirmed
from seawall.people.queries import actor_of
from seawall.people.views.door import options_text, page


class _Confirm:
    def factor_of(self, form: Any) -> str:
        raise NotImplementedError

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        person = self.request.user  # type: ignore[attr-defined]
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        note_confirmed(person, self.factor_of(form), actor=actor_of(person))
        return response


class ConfirmCode(_Confirm, Code):
    template_name = "people/confirm.html"

    def factor_of(self, form: Any) -> str:
        return str(form.authenticator.type)


class ConfirmKey(_Confirm, Key):
    template_name = "people/confirm_key.html"

    def factor_of(self, form: Any) -> str:
        return "webauthn"

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "form": kwargs.get("form", context.get("form")),
            "key_options": options_text(context["js_data"]["request_options"]),
        }


class Confirm(Password):
    """A password is no proof here: allauth leads on to the first way that is."""


confirm = page(Confirm)
confirm_code = page(ConfirmCode)
confirm_key = page(ConfirmKey)
