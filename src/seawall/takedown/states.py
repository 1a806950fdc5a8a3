"""What each record may be, and the only steps from one to the next. A step that is not in a table is refused."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seawall.core.errors import WrongState


class LocationState(models.TextChoices):
    WAITING = "waiting", _("waiting for its trace")
    OPEN = "open", _("open")
    HELD = "held", _("held for the police")
    NOTICED = "noticed", _("notice sent")
    OBJECTION = "objection", _("objection raised")
    POLICE = "police", _("no host: police path")
    GONE = "gone", _("gone")
    WITHDRAWN = "withdrawn", _("withdrawn")


class HoldState(models.TextChoices):
    ASKED = "asked", _("asked")
    PLACED = "placed", _("placed")
    RELEASED = "released", pgettext_lazy("a hold", "released")
    EXPIRED = "expired", _("expired")


class NoticeState(models.TextChoices):
    DRAFTED = "drafted", _("drafted")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    DROPPED = "dropped", _("dropped")
    FAILED = "failed", _("failed")


class Delivery(models.TextChoices):
    """How a sent notice left. KEPT: no mail server is set, the letter lies in the outbox for a person to deliver."""

    NONE = "", _("not sent")
    MAIL = "mail", _("handed to the mail server")
    KEPT = "kept", _("kept here: no mail server set")


class ContactLevel(models.TextChoices):
    """Whose contact a letter goes to."""

    NONE = "", _("nobody")
    HOST = "host", _("host")
    REGISTRAR = "registrar", _("registrar of the name")
    OTHER = "other", _("somebody else, named by hand")


class DropReason(models.TextChoices):
    """Why a location of a draft was not sent after all."""

    MOVED = "moved", _("it has moved")
    HELD = "held", _("it is held for the police")
    GONE = "gone", _("it is gone")
    NOT_OPEN = "not_open", _("it is not open any more")
    NOT_ASSESSED = "not_assessed", _("nobody has assessed it here")


class AnswerKind(models.TextChoices):
    REMOVED = "removed", _("removed")
    NOT_OURS = "not_ours", _("not ours")
    ALREADY_GONE = "already_gone", _("already gone")
    OBJECTION = "objection", _("objection")


class ObjectionReason(models.TextChoices):
    NOT_ILLEGAL = "not_illegal", _("we do not consider it illegal")
    WRONG_ADDRESS = "wrong_address", _("the address does not show what the notice says")
    LAWFUL_USE = "lawful_use", _("lawful use: medicine, art, news or research")
    LEGAL_BAR = "legal_bar", _("an order or law forbids us to remove it")
    OTHER = "other", _("another reason")


class ObjectionOutcome(models.TextChoices):
    OPEN = "", _("open")
    UPHELD = "upheld", _("upheld: the notice was wrong")
    REJECTED = "rejected", _("rejected: the notice stands")


class HoldReason(models.TextChoices):
    INVESTIGATION = "investigation", _("an investigation is running")
    EVIDENCE = "evidence", _("evidence must be secured first")
    CHILD_IN_DANGER = "child_in_danger", _("a child may be in danger")
    FIRST_LOOK = "first_look", _("the police look first")


class ReleaseReason(models.TextChoices):
    DONE = "done", _("secured: removal may begin")
    NOT_NEEDED = "not_needed", _("no interest")
    CHILD_IN_DANGER = "child_in_danger", _("a child is in danger: removal comes first")
    WITHDRAWN = "withdrawn", _("the question was withdrawn")


class Standing(models.TextChoices):
    """What a check found. The same words as outside/head.py."""

    UP = "up", _("up")
    GONE = "gone", _("gone")
    MOVED = "moved", _("moved")
    UNKNOWN = "unknown", _("unknown")


class Question(models.TextChoices):
    """What the desk must decide. A question never decides itself: nothing is sent because time ran out."""

    NONE = "", _("none")
    HOLD_EXPIRED = "hold_expired", _("The hold has expired. Extend it, or send the notice?")
    NO_CONTACT = "no_contact", _("No registry names a contact. Who can be asked?")
    NOT_OURS = "not_ours", _("The provider says it is not theirs. Trace again or ask another?")
    CONTACT_CHANGED = "contact_changed", _("The host has changed. Send a new notice?")
    STILL_UP = "still_up", _("The provider says it is removed, and it is still there.")
    UNANSWERED = "unanswered", _("All reminders went unanswered. Who is next?")
    BACK = "back", _("It is back. Send a new notice?")
    MOVED = "moved", _("It has moved. Open the new address?")
    POLICE_PATH = "police_path", _("There is no host that could be asked. Hand it to the police?")


class RevealPurpose(models.TextChoices):
    ASSESS = "assess", _("to assess a report")
    TRACE = "trace", _("to trace or check the host")
    NOTICE = "notice", _("to write or send a notice")
    POLICE = "police", _("to hand it to the police")
    OBJECTION = "objection", _("to decide an objection")


L, H, N = LocationState, HoldState, NoticeState

LOCATION_STEPS: Mapping[LocationState, frozenset[LocationState]] = {
    L.WAITING: frozenset({L.OPEN, L.POLICE, L.HELD, L.GONE, L.WITHDRAWN}),
    L.OPEN: frozenset({L.HELD, L.NOTICED, L.POLICE, L.GONE, L.WITHDRAWN}),
    L.HELD: frozenset({L.OPEN, L.GONE, L.WITHDRAWN}),
    L.NOTICED: frozenset({L.OPEN, L.HELD, L.OBJECTION, L.POLICE, L.GONE, L.WITHDRAWN}),
    L.OBJECTION: frozenset({L.OPEN, L.NOTICED, L.GONE, L.WITHDRAWN}),
    L.POLICE: frozenset({L.OPEN, L.GONE, L.WITHDRAWN}),
    L.GONE: frozenset({L.OPEN, L.WITHDRAWN}),
    L.WITHDRAWN: frozenset({L.WAITING}),
}

HOLD_STEPS: Mapping[HoldState, frozenset[HoldState]] = {
    H.ASKED: frozenset({H.PLACED, H.RELEASED, H.EXPIRED}),
    H.PLACED: frozenset({H.RELEASED, H.EXPIRED}),
    H.RELEASED: frozenset(),
    H.EXPIRED: frozenset(),
}

NOTICE_STEPS: Mapping[NoticeState, frozenset[NoticeState]] = {
    N.DRAFTED: frozenset({N.SENDING, N.DROPPED}),
    N.SENDING: frozenset({N.SENT, N.DROPPED, N.FAILED}),
    N.FAILED: frozenset({N.SENDING, N.DROPPED}),
    N.SENT: frozenset(),
    N.DROPPED: frozenset(),
}

# Being looked at from time to time. A withdrawn address is nobody's business any more.
WATCHED = (L.OPEN, L.HELD, L.NOTICED, L.OBJECTION, L.GONE)
NOT_GONE_YET = (L.WAITING, L.OPEN, L.HELD, L.NOTICED, L.OBJECTION, L.POLICE)
HOLDING = (H.ASKED, H.PLACED)


def check_location_step(before: str, after: LocationState) -> None:
    if after not in LOCATION_STEPS[LocationState(before)]:
        raise WrongState


def check_hold_step(before: str, after: HoldState) -> None:
    if after not in HOLD_STEPS[HoldState(before)]:
        raise WrongState


def check_notice_step(before: str, after: NoticeState) -> None:
    if after not in NOTICE_STEPS[NoticeState(before)]:
        raise WrongState
