"""Reports that machines hand in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SubmissionState(models.TextChoices):
    """How far a provider's machine has come with handing in one report."""

    DRAFT = "draft", _("being handed in")
    FINISHED = "finished", _("handed in")
    RETRACTED = "retracted", _("retracted before it was finished")
    EXPIRED = "expired", _("never finished, and erased")


# A step that is not here is refused: what is finished is a report, and no machine takes it back.
SUBMISSION_STEPS: dict[SubmissionState, tuple[SubmissionState, ...]] = {
    SubmissionState.DRAFT: (
        SubmissionState.FINISHED,
        SubmissionState.RETRACTED,
        SubmissionState.EXPIRED,
    ),
    SubmissionState.FINISHED: (),
    SubmissionState.RETRACTED: (),
    SubmissionState.EXPIRED: (),
}


class SubmissionDoor(models.TextChoices):
    JSON = "json", _("reports interface")
    CYBERTIP = "cybertip", _("CyberTipline format")
    CSV = "csv", _("table of a partner")
    MAIL = "mail", _("e-mail (XARF)")


class RowFate(models.TextChoices):
    """What becomes of a row of a partner's table, or would."""

    NEW = "new", _("new")
    KNOWN = "known", _("here already")
    REFUSED = "refused", _("refused")
