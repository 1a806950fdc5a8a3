from dataclasses import dataclass, field
from datetime import datetime

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


class Informed(models.TextChoices):
    """Who was told that a child is in danger. Closed, because a free text would sooner or later hold a name."""

    EMERGENCY = "emergency", _("police emergency number")
    POLICE = "police", _("police unit on duty")
    YOUTH_OFFICE = "youth_office", _("child protection service")
    CONTACT = "contact", _("the reporter, who is calling the police")
    NO_DANGER = "no_danger", _("nobody: no danger after reading the whole report")


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

    NONE = "", _("No trouble.")
    NAME = "name", _("The name of the mail server leads to no address. Look whether it is spelled right.")
    INSIDE = (
        "inside",
        _(
            "The mail server lies inside of a private network. If that is meant, its network has to stand in SEAWALL_ALLOW_NETWORKS."
        ),
    )
    CERTIFICATE = (
        "certificate",
        _("The certificate of the mail server cannot be trusted. The password was not sent."),
    )
    NO_CONNECTION = "no_connection", _("The mail server cannot be reached. It is tried again by itself.")
    TIMED_OUT = "timed_out", _("The mail server did not answer in time. It is tried again by itself.")
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


class ForwardingState(models.TextChoices):
    """How far a report has come that we hand in at another tipline."""

    DRAFTED = "drafted", _("to be sent")
    SUBMITTED = "submitted", _("begun there")
    DESCRIBED = "described", _("begun there, files described")
    FINISHED = "finished", _("filed")
    WITHDRAWN = "withdrawn", _("withdrawn before it was filed")


# A step that is not here is refused: what is filed stays filed, and nobody takes it back.
FORWARDING_STEPS: dict[ForwardingState, tuple[ForwardingState, ...]] = {
    ForwardingState.DRAFTED: (
        ForwardingState.SUBMITTED,
        ForwardingState.DESCRIBED,
        ForwardingState.WITHDRAWN,
    ),
    ForwardingState.SUBMITTED: (
        ForwardingState.DRAFTED,
        ForwardingState.DESCRIBED,
        ForwardingState.FINISHED,
        ForwardingState.WITHDRAWN,
    ),
    ForwardingState.DESCRIBED: (
        ForwardingState.DRAFTED,
        ForwardingState.FINISHED,
        ForwardingState.WITHDRAWN,
    ),
    ForwardingState.FINISHED: (),
    ForwardingState.WITHDRAWN: (),
}
UNDER_WAY = (ForwardingState.DRAFTED, ForwardingState.SUBMITTED, ForwardingState.DESCRIBED)


class Call(models.TextChoices):
    """As the CyberTipline Reporting API names them."""

    SUBMIT = "submit", _("begin a report")
    FILEINFO = "fileinfo", _("describe a file")
    FINISH = "finish", _("file it")
    RETRACT = "retract", _("take it back")


class Snag(models.TextChoices):
    """Why a call did not do what it should: a whole sentence, for whoever mends it."""

    NONE = "", _("No trouble.")
    NO_ANSWER = (
        "no_answer",
        _("The tipline cannot be reached or did not answer. It is tried again by itself."),
    )
    THEIRS = "theirs", _("The tipline has a fault of its own. It is tried again by itself.")
    TRIED = (
        "tried",
        _("It was tried many times and did not succeed. Look whether the tipline works, then try again."),
    )
    NOT_TAKEN = (
        "not_taken",
        _(
            "The tipline does not take this report as it is. Withdraw it and forward it anew, with other answers."
        ),
    )
    NO_SUCH_FILE = (
        "no_such_file",
        _(
            "The tipline takes what is said about a file only with the file, and files are never sent from here. Withdraw it; an administrator changes the tipline to say nothing about files."
        ),
    )
    NOT_UNDERSTOOD = (
        "not_understood",
        _("The answer of the tipline could not be understood. Try again: nothing is filed twice by that."),
    )
    UNSURE = (
        "unsure",
        _(
            "It is not known whether this report was filed: an answer was lost, and now the tipline does not know the number. Ask the tipline by telephone, then say here what holds."
        ),
    )
    TOO_OFTEN_GONE = (
        "gone",
        _("The tipline has forgotten this report before it could be filed, several times. Ask the tipline."),
    )
    MIXED = (
        "mixed",
        _("Tests and true reports would be mixed, so nothing was sent. Withdraw it and look at the tipline."),
    )
    TAKEN_BACK_THERE = (
        "taken_back_there",
        _("Somebody else took this report back at the tipline, with the same account. Ask who it was."),
    )
    REFUSED = (
        "refused",
        _(
            "The tipline does not let us in. It is not asked again by itself, so that the account is not locked: change the credentials, or ask whether our internet address is registered there."
        ),
    )
    ADDRESS = (
        "address",
        _("The address is none that can be asked with our credentials. Look whether it is right."),
    )
    CERTIFICATE = (
        "certificate",
        _("The certificate of the tipline cannot be trusted. Nothing was sent to it."),
    )
    NOT_THERE = "not_there", _("At this address nobody takes reports. Look at the address.")


# What passes by itself; the account's affairs, which stop all of its reports; everything else stops one report until a person has looked.
PASSING = frozenset({Snag.NO_ANSWER, Snag.THEIRS})
OF_THE_TIPLINE = frozenset({Snag.REFUSED, Snag.ADDRESS, Snag.CERTIFICATE, Snag.NOT_THERE})


class Incident(models.TextChoices):
    """What happened, in the field's words; the format's own are in forwarding/writing.py."""

    MATERIAL = "material", _("child sexual abuse material")
    ENTICEMENT = "enticement", _("solicitation of children for sexual purposes")
    TRAFFICKING = "trafficking", _("trafficking of children for sexual exploitation")
    TRAVEL = "travel", _("sexual exploitation of children in the context of travel")
    ABUSE = "abuse", _("child sexual abuse")
    UNSOLICITED = "unsolicited", _("obscene material sent to a child unasked")
    DOMAIN = "domain", _("misleading name of a domain")
    WORDS = "words", _("misleading words or pictures on the internet")


@dataclass(frozen=True, slots=True)
class TiplineTerms:
    """What whoever adds a tipline says. `place`: the code of one in the table, or empty for `address`, `test` and `only_taken` of one's own.
    Where a tipline is changed, empty credentials leave what is there."""

    name: str
    contact: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    place: str = ""
    address: str = ""
    test: bool = False
    only_taken: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What an analyst says when a bundle is forwarded. `urgent`: the reason why a child may be in danger now."""

    incident: Incident
    at: datetime
    at_described: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    urgent: str = field(default="", repr=False)
    subject_ids: tuple[str, ...] = ()
