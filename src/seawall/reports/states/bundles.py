"""What becomes of a bundle and of each subject in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BundleState(models.TextChoices):
    RECEIVED = "received", _("received")
    OPEN = "open", _("in work")
    ASSESSED = "assessed", _("waits for a second opinion")
    DECIDED = "decided", _("decided")
    CLOSED = "closed", _("closed")


# What stands on the worklist, and which step may follow which. A step that is not here is refused.
ON_WORKLIST = (BundleState.RECEIVED, BundleState.OPEN, BundleState.ASSESSED)
STEPS: dict[BundleState, tuple[BundleState, ...]] = {
    BundleState.RECEIVED: (BundleState.OPEN, BundleState.DECIDED),
    BundleState.OPEN: (BundleState.ASSESSED, BundleState.DECIDED),
    BundleState.ASSESSED: (BundleState.OPEN, BundleState.DECIDED),
    BundleState.DECIDED: (BundleState.CLOSED, BundleState.RECEIVED),
    BundleState.CLOSED: (BundleState.DECIDED, BundleState.RECEIVED),
}


class Outcome(models.TextChoices):
    """What a bundle came to. The reporter reads it in safer words (queries.receipt)."""

    REMOVAL = "removal", _("to be removed")
    POLICE = "police", _("passed to the police")
    NO_ACTION = "no_action", _("nothing we can act on")
    NOT_OURS = "not_ours", _("not within our remit")
    NOT_FOUND = "not_found", _("could not be found")
    KNOWN = "known", _("known and decided before")


class Decision(models.TextChoices):
    """About one subject."""

    OPEN = "open", _("not decided")
    REMOVE = "remove", _("to be removed")
    LEAVE = "leave", _("nothing to remove")
    POLICE = "police", _("passed to the police")
    NOT_OURS = "not_ours", _("not within our remit")


class Removal(models.TextChoices):
    """How far the removal of a web address is. Written only by reactions to what takedown announces."""

    NONE = "none", _("none asked")
    OPEN = "open", _("being traced")
    HELD = "held", _("held by police")
    NOTICED = "noticed", _("notice sent")
    GONE = "gone", _("gone")
