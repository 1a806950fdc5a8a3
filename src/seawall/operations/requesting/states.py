"""What a request may be, and the only steps from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_ADDRESSEE, LONGEST_REFERENCE, MOST_ACCOUNTS = 120, 60, 1000


class Aim(models.TextChoices):
    """Keeping is not handing over: each is asked for by itself, and each has its own end."""

    PRESERVE = "preserve", _("preservation")
    PRODUCE = "produce", _("production")


class RequestState(models.TextChoices):
    DRAFTED = "drafted", _("drafted")
    SENT = "sent", _("sent")
    ACKNOWLEDGED = "acknowledged", _("receipt acknowledged")
    ANSWERED = "answered", _("answered")
    RENEWED = "renewed", _("renewed")
    ENDED = "ended", _("ended")
    LAPSED = "lapsed", _("lapsed")


STEPS: Mapping[RequestState, frozenset[RequestState]] = {
    RequestState.DRAFTED: frozenset({RequestState.SENT, RequestState.ENDED}),
    RequestState.SENT: frozenset(
        {
            RequestState.ACKNOWLEDGED,
            RequestState.ANSWERED,
            RequestState.RENEWED,
            RequestState.ENDED,
            RequestState.LAPSED,
        }
    ),
    RequestState.ACKNOWLEDGED: frozenset(
        {RequestState.ANSWERED, RequestState.RENEWED, RequestState.ENDED, RequestState.LAPSED}
    ),
    RequestState.ANSWERED: frozenset(
        {RequestState.ANSWERED, RequestState.RENEWED, RequestState.ENDED, RequestState.LAPSED}
    ),
    # Renewed after all, where the renewal had left in time and was only noted late.
    RequestState.LAPSED: frozenset({RequestState.RENEWED, RequestState.ENDED}),
    RequestState.RENEWED: frozenset(),
    RequestState.ENDED: frozenset(),
}
# It has left, and what it asked for may still hold.
OUT = (RequestState.SENT, RequestState.ACKNOWLEDGED, RequestState.ANSWERED)


class Answer(models.TextChoices):
    NONE = "", _("none yet")
    FULL = "full", _("in full")
    PART = "part", _("in part")
    REFUSED = "refused", _("refused with a ground")


class Ground(models.TextChoices):
    """Why an addressee refused. A closed list: no word about a person is written down."""

    NONE = "", _("no ground")
    NO_ACCOUNT = "no_account", _("no such account there")
    GONE = "gone", _("the data are no longer there")
    FORM = "form", _("form or signature missing")
    LAW = "law", _("the law of the country does not allow it")
    NOT_OURS = "not_ours", _("somebody else keeps the data")
    OTHER = "other", _("another ground")


class CountsFrom(StrEnum):
    SENT = "sent"
    RECEIVED = "received"
    END = "end"


class Renewals(StrEnum):
    NONE = ""
    ONCE = "once"
    AGAIN = "again"


class Sure(models.TextChoices):
    """How sure a rule of the table is."""

    TEXT = "text", _("compared with the words of the law")
    REPORTED = "reported", _("as others report it; the words of the law were not read")


class When(models.TextChoices):
    """How near an end is."""

    PAST = "past", _("Past")
    TODAY = "today", _("Today")
    WEEK = "week", _("Within seven days")
    LATER = "later", _("Later")


class NextStep(models.TextChoices):
    SEND_RENEWAL = "send_renewal", _("Send the renewal that is drafted.")
    RENEW = "renew", _("Draft its renewal.")
    OTHER_WAY = "other_way", _("It cannot be renewed: ask for production, or ask by another instrument.")
    WAIT = "wait", _("Wait for the answer.")
    ASK = "ask", _("The answer is overdue: ask for it.")
    LOOK = "look", _("The term is over: ask whether the data are still there, then end the request here.")
    REFUSED = "refused", _("Refused, nothing is kept: ask by another instrument, then end the request here.")


@dataclass(frozen=True, slots=True)
class RequestTerms:
    """`last_day`: as the order says, for an instrument that sets no term of its own."""

    instrument: str
    addressee: str
    country: str
    reference: str
    accounts: tuple[str, ...]
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    at: datetime
    reference: str = ""
