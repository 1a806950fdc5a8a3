"""The closed words of this domain and the plain values that cross its border."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from seawall.core.outside import troubles
from seawall.material.states import HandlingCode


class SharingPurpose(models.TextChoices):
    """What the receiver may use a list for; for anything else it needs another agreement."""

    PREVENT = "prevent", _("find known material on its own service and take it down")
    IDENTIFY = "identify", _("find victims and offenders, as an authority")
    PASS_ON = "pass_on", _("pass it on to those for whom it works, under the same handling code")


class AgreementState(models.TextChoices):
    """Follows from its days and from whether somebody has ended it; nobody sets it."""

    COMING = "coming", _("begins later")
    RUNNING = "running", _("runs")
    OVER = "over", _("has run out")
    ENDED = "ended", _("ended")


class SightingWay(models.TextChoices):
    """How an entry that only one receiver has came back to us."""

    ASKED = "asked", _("another organisation asked with it at the match interface")
    OWN = "own", _("the receiver itself asked with it at the match interface")
    BROUGHT = "brought", _("it came with fingerprints that were imported or looked up here")


class SourceKind(models.TextChoices):
    """How a source gives its list."""

    HASH_SHARING = "hash_sharing", _("Hash Sharing (NCMEC)")
    STOPNCII = "stopncii", _("StopNCII")
    NODE = "node", _("a list of another Seawall node")
    FOLDER = "folder", _("a folder of this node")


class Trouble(models.TextChoices):
    """Why a run of a source ended before its time: a whole sentence, for whoever mends it."""

    NONE = "", troubles.NONE
    ADDRESS = "address", _("The address is none that can be asked. Change it.")
    NAME = "name", troubles.NAME
    INSIDE = "inside", troubles.INSIDE
    PLAIN = (
        "plain",
        _("The address begins with http. What lets us in would travel unprotected; take the one with https."),
    )
    CERTIFICATE = "certificate", troubles.CERTIFICATE
    NO_CONNECTION = "no_connection", troubles.NO_CONNECTION
    TIMED_OUT = "timed_out", troubles.TIMED_OUT
    NOT_HTTP = "not_http", _("Something answers there that does not speak HTTP.")
    CUT = (
        "cut",
        _("The answer ended before it was whole. Nothing of it was taken; it is tried again by itself."),
    )
    TOO_LARGE = "too_large", _("The answer is larger than any page should be. Nothing of it was taken.")
    REDIRECTED = (
        "redirected",
        _(
            "The service sends us to another address. We do not follow, because our credentials would go along. Ask the operator of the service for the new address."
        ),
    )
    REFUSED = "refused", troubles.REFUSED
    NOT_THERE = "not_there", _("The service does not know what we ask for. Look at the address.")
    TOO_OFTEN = "too_often", _("The service asks us to come more seldom. It is tried again by itself.")
    THEIRS = "theirs", troubles.THEIRS
    UNREADABLE = (
        "unreadable",
        _(
            "A page could not be understood. Nothing of it was taken, for it may hold a withdrawal; tell the operator of the service."
        ),
    )
    CIRCLES = (
        "circles",
        _(
            "The pages go in circles or do not end. What came before is taken; tell the operator of the service."
        ),
    )
    CLOCK = (
        "clock",
        _(
            "The clock of the service and ours are more than five minutes apart, so that changes could be missed. Look at our own clock first."
        ),
    )
    NO_FOLDER = "no_folder", _("The folder is not there, or this node may not read it.")
    SOME_FILES = (
        "some_files",
        _("Some files could not be taken. They stay where they are, and stand below with the reason."),
    )
    OURS = (
        "ours",
        _(
            "Something went wrong in this node. The page before it was taken whole; it is tried again by itself."
        ),
    )


# A person has to do something first; asking again would change nothing, or lock an account.
NEEDS_A_PERSON = frozenset(
    {Trouble.ADDRESS, Trouble.PLAIN, Trouble.REFUSED, Trouble.REDIRECTED, Trouble.NOT_THERE}
)


class SourceState(models.TextChoices):
    """Follows from what was asked of it and what became of the last run; nobody sets it."""

    WAITING = "waiting", _("waits for its next run")
    RUNNING = "running", _("is being read")
    TROUBLE = "trouble", _("in trouble, is tried again")
    STOPPED = "stopped", _("stopped, needs a person")
    PAUSED = "paused", _("paused")
    REMOVED = "removed", _("removed")


class RunState(models.TextChoices):
    RUNNING = "running", _("is being read")
    WHOLE = "whole", _("read to the end")
    BROKEN = "broken", _("broken off")


class Standing(models.TextChoices):
    """What holds of a source's record."""

    STANDS = "stands", _("stands")
    DISPUTED = "disputed", _("disputed")
    WITHDRAWN = "withdrawn", _("taken back")
    REFUSED = "refused", _("not taken")


# What of a source's records it stands for.
IN_FORCE = (Standing.STANDS, Standing.DISPUTED)


class FileState(models.TextChoices):
    TAKING = "taking", _("is being taken")
    TAKEN = "taken", _("taken")
    REFUSED = "refused", _("not taken")


class FileFault(models.TextChoices):
    """Why a file was not taken, or not all of it."""

    NONE = "", _("nothing was wrong")
    OTHER_FORMAT = "other_format", _("it is of no format that is taken from a folder")
    SPOILED = "spoiled", _("it is spoiled; the records before that place were taken")
    SOME_RECORDS = "some_records", _("some of its records could not be taken")
    NOT_READ = "not_read", _("it cannot be read by this node")


class VoteState(models.TextChoices):
    """How far our word on an entry of a source is."""

    WAITING = "waiting", _("waits to be said")
    SAID = "said", _("said there")
    STOPPED = "stopped", _("not said, needs a person")
    LEFT = "left", _("left by a person")
    OVER = "over", _("not needed any more")


class VoteTrouble(models.TextChoices):
    """Why a vote is not where it should be: a whole sentence, for whoever mends it."""

    NONE = "", troubles.NONE
    NO_ANSWER = (
        "no_answer",
        _("The service gave no answer. It is tried again by itself; the same vote said twice counts once."),
    )
    THEIRS = "theirs", troubles.THEIRS
    TOO_OFTEN = "too_often", _("The service asks us to come more seldom. It is tried again by itself.")
    UNREADABLE = (
        "unreadable",
        _("An answer that is needed before the vote could not be understood. It is tried again by itself."),
    )
    OURS = "ours", _("Something went wrong in this node. It is tried again by itself.")
    ADDRESS = (
        "address",
        _("The address of the source is none that can be asked, or it sends us elsewhere. Change it."),
    )
    REFUSED = (
        "refused",
        _(
            "The service does not let us in. It is not asked again by itself, so that the account is not locked: change the credentials, or ask whether the account may vote."
        ),
    )
    NO_REASON = (
        "no_reason",
        _("The service offers no reason that is called as ours is. Choose one of its reasons."),
    )
    NO_KIND = (
        "no_kind",
        _("The entry has no fingerprint on which this interface takes a vote. Tell the source in words."),
    )
    UNKNOWN_THERE = (
        "unknown_there",
        _("The service does not know this entry, or takes no vote on this kind of fingerprint."),
    )
    NOT_TAKEN = "not_taken", _("The service did not take the vote.")
    STANDS_THERE = (
        "stands_there",
        _(
            "We do not stand for this any more, and it stands there. The interface knows no way to take a vote back: tell the source in words."
        ),
    )
    TRIED = "tried", _("It was tried for hours. Nothing more is tried until you say so.")


# Passes by itself: the same PUT may be sent again, because the service keeps one vote of a member on a fingerprint.
PASSING_TROUBLES = frozenset(
    {
        VoteTrouble.NO_ANSWER,
        VoteTrouble.THEIRS,
        VoteTrouble.TOO_OFTEN,
        VoteTrouble.UNREADABLE,
        VoteTrouble.OURS,
    }
)
# Concerns the account or the address, so nothing more is said there until a person has looked.
STOPS_THE_VOTING = frozenset({VoteTrouble.ADDRESS, VoteTrouble.REFUSED})
# Nothing that could be sent again.
CANNOT_BE_SAID = frozenset({VoteTrouble.NO_KIND, VoteTrouble.STANDS_THERE})


# The strictest first: what of two codes counts is the one that stands further in front.
STRICTEST_FIRST = (HandlingCode.RED, HandlingCode.AMBER_STRICT, HandlingCode.AMBER, HandlingCode.GREEN)


def stricter(one: str, other: str) -> HandlingCode:
    return min(HandlingCode(one), HandlingCode(other), key=STRICTEST_FIRST.index)


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """Both days belong to it, in UTC."""

    handling: HandlingCode
    purpose: SharingPurpose
    begins_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class SourceTerms:
    """What whoever adds a source says. `place`: an address, or the name of a folder below SEAWALL_SOURCES. `credentials`: by name; where a
    source is changed, an empty one leaves what is there."""

    name: str
    place: str
    minutes: int
    environment: str = ""
    credentials: Mapping[str, str] = field(default_factory=dict, repr=False)
