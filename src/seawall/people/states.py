from django.db import models
from django.utils.translation import gettext_lazy as _


class AgencyKind(models.TextChoices):
    HOTLINE = "hotline", _("Hotline")
    POLICE = "police", _("Police")
    PROVIDER = "provider", _("Provider")
    NGO = "ngo", _("Non-governmental organisation")
    ALLIANCE = "alliance", _("Alliance secretariat")


class Severity(models.TextChoices):
    """How heavy a look was for the person, told by the kind of work alone; never what was seen."""

    LIGHT = "light", _("light")
    HEAVY = "heavy", _("heavy")
    SEVERE = "severe", _("severe")


class Factor(models.TextChoices):
    TOTP = "totp", _("Authenticator app")
    WEBAUTHN = "webauthn", _("Security key")
    RECOVERY_CODES = "recovery_codes", _("Recovery codes")


class Ending(models.TextChoices):
    """Why a session was over."""

    IDLE = "idle", _("You were signed out because nothing happened for 15 minutes. Please sign in again.")
    AGE = "age", _("You were signed out because a session lasts eight hours at most. Please sign in again.")
    CHANGE = (
        "change",
        _("You were signed out because your password, factors or duties changed. Please sign in again."),
    )
    GONE = "gone", _("Your session has ended. Please sign in again.")
