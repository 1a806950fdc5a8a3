"""allauth insists on its middleware wherever it is installed; its records are, in all three programs, but only the staff
program signs anybody in. The public and the node program carry neither sessions nor sign-in."""

from allauth.account.apps import AccountConfig
from django.conf import settings


class Accounts(AccountConfig):
    def ready(self) -> None:
        if settings.PROGRAM.name == "staff":
            super().ready()
