"""The closed words of clue-only requests and the plain values of their deeds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from seawall.core.errors import WrongState
from seawall.core.neutral_codes import LETTERS
from seawall.identification.states import Confidence

LONGEST_TITLE, LONGEST_CARD, LONGEST_QUESTION, LONGEST_TIP = 80, 600, 300, 5000
LONGEST_EXPERT, LONGEST_HOW, LONGEST_CONTACT = 80, 500, 120
# Nobody hands one card to more experts than this at a time.
MOST_INVITED = 20
# How long an expert can read under the link what became of the answer.
HEARS_DAYS = 365
# How long after the card is asked about no more an expert may still be asked back.
ASKED_BACK_DAYS = 30
# A card is looked at for a year at most; then somebody thinks anew whether it is still to be asked.
MOST_DAYS = 366
# A neutral code of the house, however it is written: it has no place outside.
CODE = re.compile(rf"\b[A-Z][\s-]?[{LETTERS}]{{3}}-[{LETTERS}]{{3}}\b", re.IGNORECASE)


class Audience(models.TextChoices):
    AGENCY = "agency", _("an agency of this node")
    EXPERT = "expert", _("an expert, to whom we hand the card")
    PUBLIC = "public", _("everybody, on the public pages")


class RequestState(models.TextChoices):
    DRAFT = "draft", _("drafted, seen by nobody outside")
    RELEASED = "released", _("released, seen outside")
    CLOSED = "closed", _("closed, asked no more")


REQUEST_STEPS: Mapping[RequestState, tuple[RequestState, ...]] = {
    RequestState.DRAFT: (RequestState.RELEASED, RequestState.CLOSED),
    RequestState.RELEASED: (RequestState.CLOSED,),
    RequestState.CLOSED: (),
}


class TipState(models.TextChoices):
    NEW = "new", _("not weighed yet")
    TAKEN = "taken", _("became a clue")
    ASIDE = "aside", _("set aside")


class TipGround(models.TextChoices):
    """Why a tip leads no further."""

    KNOWN = "known", _("it was known already")
    WRONG = "wrong", _("it does not fit")
    EMPTY = "empty", _("it says nothing about the object")
    ABUSE = "abuse", _("it was not meant as help")


@dataclass(frozen=True, slots=True)
class CardTerms:
    """What leaves the house, in words written for outside. `asked_id`: the agency, where one is asked; `expert`: in what, where an expert is."""

    audience: Audience
    title: str
    words: str
    question: str
    closes_on: date
    asked_id: str = ""
    expert: str = ""


@dataclass(frozen=True, slots=True)
class TipTerms:
    """What somebody knows of an object, and the random token of their form: the same form sent twice is one tip."""

    words: str = field(repr=False)
    country: str = ""
    token: str = field(default="", repr=False)
    wants_code: bool = False


@dataclass(frozen=True, slots=True)
class ExpertAnswer:
    """What an expert says under their link, how sure that is, how they know, and how they may be reached with a question."""

    words: str = field(repr=False)
    certainty: Confidence
    country: str = ""
    how_known: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class TipSaid:
    """All that the giver of a tip wrote, shown for a stated purpose. `certainty` and what follows: of experts alone."""

    words: str = field(repr=False)
    certainty: str = ""
    how_known: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)


def check_request_step(now: str, then: RequestState) -> None:
    if then not in REQUEST_STEPS[RequestState(now)]:
        raise WrongState
