"""Invented series for tests: items are random fingerprints of nothing."""

from datetime import date, timedelta
from secrets import token_urlsafe
from typing import Any

from seawall.approvals.actions import approve
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.identification.actions import (
    CardTerms,
    ClaimTerms,
    TipTerms,
    add_body,
    add_victim,
    claim_series,
    draft_request,
    give_tip,
    invite_expert,
    name_body,
    note_clue,
    open_series,
    propose_release,
    release_request,
    step_victim,
)
from seawall.identification.asking.words import Audience
from seawall.identification.models import (
    Claim,
    Clue,
    ClueRequest,
    Invitation,
    ProtectionBody,
    Series,
    SeriesItem,
    Tip,
    Victim,
)
from seawall.identification.safeguarding.keeping import has_body
from seawall.identification.safeguarding.words import BodyTerms
from seawall.identification.states import Confidence, Ground, Noted, Reading, Step, VictimState
from seawall.material.states import GivenFingerprint
from seawall.material.tests.make import an_item

CONTACT = "+31 10 555 0100"


def items(actor: Actor, number: int = 2) -> list[str]:
    return [an_item(actor).id for _ in range(number)]


def a_series(actor: Actor, number: int = 2) -> Series:
    return open_series(items(actor, number), actor=actor)


def series_with(actor: Actor, *fingerprints: GivenFingerprint) -> Series:
    """Of one item that has them."""
    return open_series([an_item(actor, *fingerprints).id], actor=actor)


def a_victim(actor: Actor) -> Victim:
    return add_victim(a_series(actor), actor=actor)


def a_clue(actor: Actor, series: Series | None = None, reading: Reading | None = None) -> Clue:
    noted = Noted("plug", "A white plug with three flat pins.")
    return note_clue(series or a_series(actor), noted, reading=reading or Reading(), actor=actor)


def read(supports: str = "", excludes: str = "", confidence: Confidence = Confidence.MEDIUM) -> Reading:
    """Codes with blanks between them."""
    return Reading(confidence, tuple(supports.split()), tuple(excludes.split()))


def claimed(actor: Actor, series: Series | None = None, days: int = 14) -> Claim:
    return claim_series(series or a_series(actor), ClaimTerms(CONTACT, days), actor=actor)


def a_body(actor: Actor, name: str = "Youth office of Noordland") -> ProtectionBody:
    found = ProtectionBody.objects.filter(owner_id=actor.agency_id, name=name).first()
    return found or add_body(BodyTerms(name, "NL", "+31 10 555 0177"), actor=actor)


def in_days(days: int) -> date:
    return clock.now().date() + timedelta(days=days)


def protected(victim: Victim, actor: Actor, days: int = 30) -> Victim:
    """A body is in charge, and asked again after so many days."""
    if not has_body(victim):
        name_body(victim, a_body(actor), next_on=in_days(days), actor=actor)
    return victim


def up(victim: Victim, state: VictimState, actor: Actor) -> Victim:
    if state is VictimState.SAFEGUARDED:
        protected(victim, actor)
    return step_victim(victim, Step(state, Ground.WORK, "NL"), actor=actor)


def made_safe(series: Series, actor: Actor) -> None:
    victim = up(add_victim(series, actor=actor), VictimState.IDENTIFIED, actor)
    up(victim, VictimState.SAFEGUARDED, actor)


def card(**more: Any) -> CardTerms:
    """Of a white plug, for everybody."""
    plain: dict[str, Any] = {
        "audience": Audience.PUBLIC,
        "title": "A white plug",
        "words": "Three flat pins, a small lion on its back.",
        "question": "In which countries is it sold?",
        "closes_on": in_days(60),
    }
    return CardTerms(**{**plain, **more})


def drafted(actor: Actor, **more: Any) -> ClueRequest:
    return draft_request(a_clue(actor), card(**more), actor=actor)


def released(request: ClueRequest, actor: Actor, second: Actor) -> ClueRequest:
    approval = propose_release(request, "Nobody here knows it.", actor=actor)
    approve(approval, approval.digest, actor=second)
    return release_request(request, approval, actor=actor)


def asked_the_public(actor: Actor, second: Actor) -> ClueRequest:
    return released(drafted(actor), actor, second)


def an_expert_s_card(actor: Actor, second: Actor) -> ClueRequest:
    return released(drafted(actor, audience=Audience.EXPERT, expert="plugs"), actor, second)


def invited(request: ClueRequest, actor: Actor) -> Invitation:
    return invite_expert(request, in_days(20), actor=actor)[0]


def tip_terms(words: str = "Sold in every shop of Noordland.", **more: Any) -> TipTerms:
    return TipTerms(words, **{"token": token_urlsafe(16), **more})


def a_tip(request: ClueRequest) -> Tip:
    """Of somebody from the public."""
    given = give_tip(request, tip_terms(), actor=Actor.reporter(request.owner_id))
    return Tip.objects.get(pk=given.tip_id)


def items_of(series: Series) -> set[str]:
    return set(SeriesItem.objects.filter(series=series).values_list("item_id", flat=True))
