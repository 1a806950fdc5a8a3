"""What people tell us, and who they are told by: the reporter's own choices and what staff say of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    PUBLIC = "public", _("public form")
    YOUNG = "young", _("form for the young")
    PHONE = "phone", _("telephone")
    LETTER = "letter", _("e-mail or letter")
    PARTNER = "partner", _("partner")
    OWN = "own", _("seen ourselves")
    PROVIDER = "provider", _("provider's machine")


# What staff may name when they take a report: none of them passes for the public door.
TAKEN_BY_STAFF = (Channel.PHONE, Channel.LETTER, Channel.PARTNER, Channel.OWN)


class Seen(models.TextChoices):
    """What a report is about, in the reporter's own choice; never our assessment."""

    PICTURES = "pictures", _("pictures or videos")
    LIVE = "live", _("something live, at this moment")
    CONTACT = "contact", _("an adult contacting a child")
    PRESSURE = "pressure", _("pressure or threats with a picture")
    PROFILE = "profile", _("a profile or a group")
    OTHER = "other", _("something else")


class Danger(models.TextChoices):
    """The reporter's answer to "is a child in danger now?"."""

    NO = "no", _("no")
    UNSURE = "unsure", _("not sure")
    NOW = "now", _("yes, now")


class SubjectKind(models.TextChoices):
    URL = "url", _("web address")
    ACCOUNT = "account", _("account")
    FINGERPRINT = "fingerprint", _("fingerprint")
    PHONE = "phone", _("phone number")
    TEXT = "text", _("text")


class Informed(models.TextChoices):
    """Who was told that a child is in danger. Closed, because a free text would sooner or later hold a name."""

    EMERGENCY = "emergency", _("police emergency number")
    POLICE = "police", _("police unit on duty")
    YOUTH_OFFICE = "youth_office", _("child protection service")
    CONTACT = "contact", _("the reporter, who is calling the police")
    NO_DANGER = "no_danger", _("nobody: no danger after reading the whole report")


class Purpose(models.TextChoices):
    """Why somebody looks behind a mask. Asked each time, kept in the trail."""

    ASSESS = "assess", _("to assess the report")
    TRACE = "trace", _("to check the trace")
    POLICE = "police", _("to pass it to the police")
    ANSWER = "answer", _("to answer the reporter")
    OBJECTION = "objection", _("to examine an objection")


class Direction(models.TextChoices):
    TO_US = "to_us", _("from the reporter")
    TO_REPORTER = "to_reporter", _("to the reporter")


class ScoreKind(models.TextChoices):
    DANGER = "danger", _("danger")
    COMPLETENESS = "completeness", _("completeness")
