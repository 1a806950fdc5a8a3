from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser

from seawall.people.models import Staff
from seawall.people.queries import signed_in_person


class StaffBackend(AuthenticationBackend):
    """allauth's password check, with our one query for the person of a session."""

    def get_user(self, user_id: Any) -> Staff | None:
        return signed_in_person(user_id)

    def _check_password(self, user: AbstractBaseUser | None, password: str) -> AbstractBaseUser | None:
        """Somebody who left gets the same answer as a wrong password, after the same time."""
        if user is None:
            return None
        self._did_check_password = True
        return user if user.check_password(password) and user.is_active else None
