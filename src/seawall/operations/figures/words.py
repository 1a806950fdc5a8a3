"""What became of a record between two releases, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class What(models.TextChoices):
    CAME = "came", _("came")
    WENT = "went", _("went")
    MOVED = "moved", _("changed its country")


class Why(models.TextChoices):
    NEW = "new", _("not in this operation before")
    PARTED = "parted", _("a merging was undone")
    MERGED = "merged", _("merged into another")
    LEFT = "left", _("no longer in a series of this operation")
    STEP = "step", _("a step on the ladder")
    BACK = "back", _("a step was taken back, or its ground turned out to be wrong")
    COUNTRY = "country", _("what is known of its country")
    REACHED = "reached", _("a persona was linked to it")
    UNREACHED = "unreached", _("the link from a persona was taken back")
    RULE = "rule", _("the counting rule is new")
