"""Where allauth asks the house: what to say, what to write down, what counts as proof."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.keys import seal, unseal
from seawall.people.actions import note_failed_sign_in, note_sign_in, note_sign_out, set_password
from seawall.people.models import Staff
from seawall.people.queries import actor_of, has_second_factor, keeper_of_the_door, staff_by_email
from seawall.people.sign_in import session

SEALED = "people.second-factor"
WRONG = _("E-mail address and password do not fit together. Please try again.")
WRONG_CODE = _("This code is not right, or was used already. Wait for the next one and try again.")
TOO_MANY = _("There were too many tries. Please wait five minutes and try again.")


class StaffDoor(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": WRONG,
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Colleagues are added by an administrator, never by themselves."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened, in our words."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        staff = staff_by_email(str(credentials.get("email", "")))
        failed(staff, "password", locked=bool(getattr(request, "axes_locked_out", False)))

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        assert isinstance(user, Staff)
        factor = session.factor_used(request, user)
        # The person's row first, the trail last: the order of every deed.
        with transaction.atomic():
            super().login(request, user)
            note_sign_in(user, factor, actor=actor_of(user))
        session.begin(request.session)

    def logout(self, request: HttpRequest) -> None:
        person = request.user if isinstance(request.user, Staff) else None
        actor = actor_of(person) if person else None
        with transaction.atomic():
            super().logout(request)
            if person and actor:
                note_sign_out(person, actor=actor)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        assert isinstance(user, Staff)
        set_password(user, password, actor=actor_of(user))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Only second factors: a password can be looked over a shoulder."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"].startswith("mfa_")]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Somebody who has no factor yet cannot show one: they are here to set up their first."""
        request = self.request or context.request
        if session.is_fresh(request):
            return False
        return session.factor_shown_at(request) is not None or has_second_factor(request.user)


def failed(staff: Staff | None, step: str, *, locked: bool = False) -> None:
    """One line for a failed try, in the trail of the person's agency or of the door's; none on a node without agencies."""
    agency_id = staff.agency_id if staff else getattr(keeper_of_the_door(), "id", "")
    if agency_id:
        note_failed_sign_in(staff, step, locked=locked, actor=Actor.system(agency_id))


class StaffFactors(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "incorrect_key": _("This key could not be used. Please try again."),
        "cannot_delete_authenticator": _(
            "This is your only second factor. Set up another one first, then remove this one."
        ),
        "cannot_generate_recovery_codes": _("Set up an authenticator app or a security key first."),
    }

    def get_totp_issuer(self) -> str:
        return "Seawall"

    def build_totp_svg(self, url: str) -> str:
        """Not made here: a picture inside the page would need `data:` in the content policy; see views.factors.totp_qr."""
        return ""

    def encrypt(self, text: str) -> str:
        return seal(SEALED, text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(SEALED, encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor stays: without one, a password alone would be enough to set up another."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return ""
