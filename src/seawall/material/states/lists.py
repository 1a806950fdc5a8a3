from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    SHARED = "shared", _("shared")
    WITHDRAWN = "withdrawn", _("withdrawn")


# A withdrawn entry stays as a tombstone, so that everybody who took it over learns that it is void.
STEPS: dict[EntryState, frozenset[EntryState]] = {
    EntryState.PROPOSED: frozenset({EntryState.SHARED, EntryState.WITHDRAWN}),
    EntryState.SHARED: frozenset({EntryState.WITHDRAWN}),
    EntryState.WITHDRAWN: frozenset(),
}


# Why an entry is to be dropped for now that was not withdrawn: its item matched too much and is being looked at.
QUARANTINED = "quarantined"

# Past 31 of 256 bits two different pictures begin to look alike (the PDQ specification's match threshold).
WIDEST_RADIUS = 31


class Stance(models.TextChoices):
    """What it means to be on a list."""

    KNOWN = "known", _("known material")
    HARMLESS = "harmless", _("known harmless")


class HandlingCode(models.TextChoices):
    """Traffic Light Protocol 2.0 (FIRST): how far the receiver may pass an entry on. CLEAR is not offered."""

    RED = "red", _("TLP:RED, the named receivers only")
    AMBER_STRICT = "amber+strict", _("TLP:AMBER+STRICT, the receiving organisation only")
    AMBER = "amber", _("TLP:AMBER, the receiving organisation and its clients")
    GREEN = "green", _("TLP:GREEN, the community of defenders")


class VoteReason(models.TextChoices):
    """Why an entry is supported or doubted; the first is the only reason for a vote up."""

    OWN_OPINION = "own_opinion", _("our own opinion agrees")
    ADULT = "adult", _("the person shown appears to be an adult")
    OTHER_CLASS = "other_class", _("the class of depiction is another one")
    COMMON_PICTURE = "common_picture", _("a blank or everyday picture matches")
    LAWFUL_HERE = "lawful_here", _("lawful in our country")
    WRONG_FINGERPRINT = "wrong_fingerprint", _("the fingerprint belongs to another file")

    @property
    def up(self) -> bool:
        return self is VoteReason.OWN_OPINION


class WithdrawalReason(models.TextChoices):
    NO_LONGER_CONFIRMED = "no_longer_confirmed", _("the opinions no longer agree")
    MISTAKE = "mistake", _("it was entered by mistake")
    OBJECTION = "objection", _("an objection was right")
    RECALLED = "recalled", _("its source has recalled it")
    RETENTION = "retention", _("it is no longer needed")
