"""Requests and tips, locked and checked. Called inside the deeds."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from seawall.approvals.states import Intent
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.codes import is_country
from seawall.core.errors import Invalid, Refused, Sentence, WrongState
from seawall.core.receipts import Receipts
from seawall.identification import policy
from seawall.identification.asking.words import (
    CODE,
    LONGEST_CARD,
    LONGEST_EXPERT,
    LONGEST_QUESTION,
    LONGEST_TIP,
    LONGEST_TITLE,
    MOST_DAYS,
    Audience,
    CardTerms,
    TipState,
)
from seawall.identification.models import ClueRequest, Tip
from seawall.people.queries import police_agencies_for

RELEASE = "identification.release_request"
RECEIPTS = Receipts("identification.tips")
HOUSE_CODE = _("Here stands the code of a series, a child or a clue. It has no place outside.")


def request_to_change(request: ClueRequest, actor: Actor) -> ClueRequest:
    request = ClueRequest.objects.select_for_update().get(pk=request.pk)
    if not policy.may_change(actor, request):
        raise Refused
    return request


def tip_to_weigh(tip: Tip, actor: Actor) -> Tip:
    tip = Tip.objects.select_for_update().get(pk=tip.pk)
    if not policy.may_change(actor, tip):
        raise Refused
    if tip.state != TipState.NEW:
        raise WrongState(_("Somebody has weighed this tip already."))
    return tip


def release_of(request: ClueRequest) -> Intent:
    """Exactly what leaves the house, and who will see it."""
    content = {
        "audience": request.audience,
        "asked": request.asked_id or "",
        "expert": request.expert,
        "title": request.title,
        "words": request.words,
        "question": request.question,
        "closes_on": str(request.closes_on),
    }
    return Intent(RELEASE, request.id, content)


def check_card(terms: CardTerms, actor: Actor) -> None:
    faults: dict[str, Sentence] = {}
    texts = (
        ("title", terms.title, LONGEST_TITLE),
        ("words", terms.words, LONGEST_CARD),
        ("question", terms.question, LONGEST_QUESTION),
    )
    for name, text, longest in texts:
        if not text.strip() or len(text.strip()) > longest:
            faults[name] = _("Say it, and more shortly than the field is long.")
        elif CODE.search(text):
            faults[name] = HOUSE_CODE
    if terms.audience is Audience.EXPERT:
        faults |= _faults_of_expert(terms.expert)
    today = clock.now().date()
    if not today < terms.closes_on <= today + timedelta(days=MOST_DAYS):
        faults["closes_on"] = _("Choose a day after today and within a year.")
    if terms.audience is Audience.AGENCY and terms.asked_id not in others(actor):
        faults["asked_id"] = _("Choose another agency of this node.")
    if faults:
        raise Invalid(faults)


def _faults_of_expert(expert: str) -> dict[str, Sentence]:
    if not expert.strip() or len(expert.strip()) > LONGEST_EXPERT:
        return {"expert": _("Say in a few words in what somebody is expert: botany, plugs, a language.")}
    if CODE.search(expert):
        return {"expert": HOUSE_CODE}
    return {}


def faults_of_tip(words: str, country: str) -> dict[str, Sentence]:
    """What is wrong with what somebody says they know, whichever way it comes."""
    faults: dict[str, Sentence] = {}
    if not words.strip():
        faults["words"] = _("Please write what you know.")
    elif len(words.strip()) > LONGEST_TIP:
        faults["words"] = _("Please say it in at most 5,000 letters.")
    if country and not is_country(country):
        faults["country"] = _("This is not the two-letter code of a country, such as DE.")
    return faults


def others(actor: Actor) -> dict[str, str]:
    """Police agencies of this node that can be asked, by id."""
    return {one.id: one.name for one in police_agencies_for(actor)}
