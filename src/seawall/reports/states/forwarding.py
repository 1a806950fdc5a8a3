"""Reports that we hand in at another tipline."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from seawall.core.outside import troubles


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

    NONE = "", troubles.NONE
    NO_ANSWER = (
        "no_answer",
        _("The tipline cannot be reached or did not answer. It is tried again by itself."),
    )
    THEIRS = "theirs", troubles.THEIRS
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
    REFUSED = "refused", troubles.REFUSED
    ADDRESS = (
        "address",
        _("The address is none that can be asked with our credentials. Look whether it is right."),
    )
    CERTIFICATE = "certificate", troubles.CERTIFICATE
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
