"""Reports by e-mail: what becomes of a mail, and how the inbox is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from seawall.core.outside import troubles


class MailFate(models.TextChoices):
    """What became of a mail in the inbox for reports."""

    TAKEN = "taken", _("taken as reports")
    TEST = "test", _("tests, which never become reports")
    KNOWN = "known", _("here already")
    OTHER = "other", _("no report in a format of ours: left there")
    FAULTY = "faulty", _("a report with faults: left there")
    STRANGER = "stranger", _("of a sender who is not agreed: left there")
    UNPROVEN = "unproven", _("sender not proven by our mail server: left there")
    TOO_LARGE = "too_large", _("too large to be fetched: left there")


# Somebody has to look into the inbox for these.
WANT_A_LOOK = (MailFate.FAULTY, MailFate.STRANGER, MailFate.UNPROVEN, MailFate.TOO_LARGE)


class MailState(models.TextChoices):
    """Follows from the record; nobody sets it."""

    OFF = "off", _("switched off")
    RUNNING = "running", _("is being read")
    WAITING = "waiting", _("waits for its next run")
    TROUBLE = "trouble", _("in trouble, tried again by itself")
    STOPPED = "stopped", _("stopped: somebody has to act")


class MailTrouble(models.TextChoices):
    """Why the inbox was not read to its end: a whole sentence, for whoever mends it."""

    NONE = "", troubles.NONE
    NAME = "name", troubles.NAME
    INSIDE = "inside", troubles.INSIDE
    CERTIFICATE = "certificate", troubles.CERTIFICATE
    NO_CONNECTION = "no_connection", troubles.NO_CONNECTION
    TIMED_OUT = "timed_out", troubles.TIMED_OUT
    REFUSED = (
        "refused",
        _(
            "The mail server does not let us in. It is not asked again by itself, so that the account is not locked: change user or password."
        ),
    )
    NO_FOLDER = "no_folder", _("The folder is not there. Look how it is spelled.")
    TOO_LARGE = "too_large", _("The mail server sends more than can be taken at once.")
    NOT_IMAP = "not_imap", _("Something answers there that does not speak IMAP over TLS, or breaks off.")
    OURS = (
        "ours",
        _("Something went wrong here. It is tried again by itself; the log of this node has the place."),
    )


MAIL_NEEDS_A_PERSON = (
    MailTrouble.REFUSED,
    MailTrouble.CERTIFICATE,
    MailTrouble.NO_FOLDER,
    MailTrouble.INSIDE,
)
