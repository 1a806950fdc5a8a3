from django.db import models
from django.utils.translation import gettext_lazy as _


class AgencyKind(models.TextChoices):
    HOTLINE = "hotline", _("Hotline")
    POLICE = "police", _("Police")
    PROVIDER = "provider", _("Provider")
    NGO = "ngo", _("Non-governmental organisation")
    ALLIANCE = "alliance", _("Alliance secretariat")
