from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from seawall.core.budget import Limits


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


class Scope(models.TextChoices):
    """What an access key opens. More doors will come, each with a scope of its own."""

    MATCH = "match", _("ask whether fingerprints are on a list")
    LISTS = "lists", _("pull whole lists, as far as agreements run")
    REPORTS = "reports", _("hand in reports")
    # Where a format has no word for a test, as CyberTipline's has none, the key says it.
    TEST_REPORTS = "test_reports", _("hand in reports that are tests")


# What is asked or pulled by a key is asked or pulled of the lists that it names.
OF_LISTS = frozenset({Scope.MATCH, Scope.LISTS})


class AssignmentKind(models.TextChoices):
    """What of an agency's records is a provider's own."""

    CONTACT = "contact", _("notices to one address")
    DOMAIN = "domain", _("notices to every address of a domain")
    HOLDER = "holder", _("access keys, and what they handed in")


class KeyState(models.TextChoices):
    OPEN = "open", _("open")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("revoked")


@dataclass(frozen=True, slots=True)
class KeyTerms:
    """What an access key opens, for how much and until when; plain values, as a form gives them."""

    scopes: tuple[Scope, ...]
    lists: tuple[str, ...]
    limits: Limits
    expires_at: datetime
