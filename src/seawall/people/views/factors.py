"""One's own second factors: what there is, adding, removing, recovery codes."""

from io import BytesIO
from ipaddress import ip_address
from typing import Any

import segno
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seawall.core.errors import NotFound, WrongState
from seawall.people.actions import note_codes_renewed, note_factor_added, note_factor_removed
from seawall.people.models import Staff
from seawall.people.queries import actor_of
from seawall.people.sign_in.session import factor_shown_at
from seawall.people.states import Factor
from seawall.people.views.door import options_text, page


class Factors(IndexView):
    template_name = "people/factors.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        kinds = context["authenticators"]
        return context | {
            "app": kinds.get(Factor.TOTP),
            "keys": kinds.get(Factor.WEBAUTHN, []),
            "codes": kinds.get(Factor.RECOVERY_CODES),
            "first": not (kinds.get(Factor.TOTP) or kinds.get(Factor.WEBAUTHN)),
            "by_number": is_number(self.request.get_host()),
        }


def is_number(host: str) -> bool:
    """Browsers bind a security key to a name; at an address such as 127.0.0.1 they refuse."""
    try:
        ip_address(host.rpartition(":")[0] or host)
    except ValueError:
        return False
    return True


def keep_this_session(request: HttpRequest, user: Staff) -> None:
    """All other sessions end with the new version; this one goes on under a new key."""
    user.refresh_from_db(fields=["session_version"])
    update_session_auth_hash(request, user)
    UserSession.objects.create_from_request(request)


def end_this_session(request: HttpRequest, sentence: str) -> HttpResponse:
    logout(request)
    messages.success(request, sentence)
    return redirect("account_login")


class _Adding:
    """The first factor keeps the session in which it was set up: its possession was just shown. Any later one ends all."""

    request: HttpRequest
    factor: Factor

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        user = self.request.user
        assert isinstance(user, Staff)
        first = factor_shown_at(self.request) is None
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        note_factor_added(user, self.factor, actor=actor_of(user))
        if not first:
            return end_this_session(self.request, _("The new factor is set up. Please sign in again."))
        record_authentication(self.request, user, "mfa", type=self.factor.value)
        keep_this_session(self.request, user)
        return response


class AddApp(_Adding, ActivateTOTPView):
    template_name = "people/add_app.html"
    factor = Factor.TOTP


class AddKey(_Adding, AddWebAuthnView):
    template_name = "people/add_key.html"
    factor = Factor.WEBAUTHN

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "form": kwargs.get("form", context.get("form")),
            "key_options": options_text(context["js_data"]["creation_options"]),
            "by_number": is_number(self.request.get_host()),
        }


@require_safe
def totp_qr(request: HttpRequest) -> HttpResponse:
    """The picture for the authenticator app, for the session that is setting it up and nobody else."""
    secret, user = request.session.get(SECRET_SESSION_KEY), request.user
    if not secret or not isinstance(user, Staff):
        raise NotFound
    picture = BytesIO()
    url = get_adapter().build_totp_url(user, secret)
    segno.make(url, error="m", micro=False).save(
        picture, kind="svg", scale=5, border=4, light="#fff", omitsize=False
    )
    return HttpResponse(
        picture.getvalue(), content_type="image/svg+xml", headers={"Cache-Control": "no-store"}
    )


class _Removing:
    request: HttpRequest

    def removed(self, factor: Factor) -> HttpResponse:
        user = self.request.user
        assert isinstance(user, Staff)
        note_factor_removed(user, factor, actor=actor_of(user))
        return end_this_session(self.request, _("The factor was removed. Please sign in again."))


class RemoveApp(_Removing, DeactivateTOTPView):
    template_name = "people/remove_app.html"

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        super().form_valid(form)
        return self.removed(Factor.TOTP)


class RemoveKey(_Removing, RemoveWebAuthnView):
    template_name = "people/remove_key.html"
    success_url = reverse_lazy("mfa_index")

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        adapter, key = get_adapter(), self.get_object()
        if not adapter.can_delete_authenticator(key):
            raise WrongState(adapter.error_messages["cannot_delete_authenticator"])
        super().form_valid(form)
        return self.removed(Factor.WEBAUTHN)


class RecoveryCodes(ViewRecoveryCodesView):
    template_name = "people/recovery_codes.html"


class RenewCodes(GenerateRecoveryCodesView):
    """This session goes on, because it is the only place where the new codes are shown."""

    template_name = "people/renew_codes.html"

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        user = self.request.user
        assert isinstance(user, Staff)
        response = super().form_valid(form)
        note_codes_renewed(user, actor=actor_of(user))
        keep_this_session(self.request, user)
        return response


factors = page(Factors)
add_app = page(AddApp)
remove_app = page(RemoveApp)
add_key = page(AddKey)
remove_key = page(RemoveKey)
recovery_codes = page(RecoveryCodes)
renew_codes = page(RenewCodes)
