"""Who gets what at each page of identification."""

from typing import Any

from seawall.approvals.actions import approve
from seawall.core.actors import Actor, Duty
from seawall.core.ids import new_id
from seawall.identification.actions import (
    close_trail,
    invite_expert,
    note_occasion,
    propose_release,
    set_wish,
    suggest,
)
from seawall.identification.asking.words import Audience
from seawall.identification.models import Change, ClueRequest, SeriesItem, Suggestion
from seawall.identification.states import Alike, Likeness, Trail, TrailGround, VictimState
from seawall.identification.tests import makers
from seawall.identification.tests.makers import (
    CONTACT,
    a_body,
    a_clue,
    a_series,
    a_tip,
    a_victim,
    asked_the_public,
    claimed,
    drafted,
    in_days,
    invited,
    items,
    protected,
    released,
    up,
)
from seawall.identification.tests.vault_permissions import ROWS as VAULT_ROWS
from seawall.identification.wishes.words import Answer, GivenBy, Occasion, WishTerms
from seawall.material.tests.make import sha256
from seawall.people.models import Agency
from seawall.people.states import AgencyKind
from tests.architecture.permissions import Scene, may, node, staff

SPECIALIST = may(Duty.SPECIALIST)
DOES = may(Duty.SPECIALIST, status=302)
TERMS = {"contact": CONTACT, "days": "14"}


def holder(scene: Scene) -> Actor:
    """The visitor where it may be theirs, a colleague otherwise."""
    own = scene.visitor
    if own and own.agency_id == scene.hotline.id and Duty.SPECIALIST in scene.actor_of(own).duties:
        return scene.actor_of(own)
    return scene.actor(Duty.SPECIALIST)


def the_series(scene: Scene) -> dict[str, Any]:
    return {"series_id": a_series(scene.actor(Duty.SPECIALIST)).id}


def a_change(scene: Scene) -> dict[str, Any]:
    series = a_series(scene.actor(Duty.SPECIALIST))
    return {"change_id": Change.objects.get(series=series).id}


def a_claim(scene: Scene) -> dict[str, Any]:
    return {"claim_id": claimed(holder(scene)).id}


def the_victim(scene: Scene) -> dict[str, Any]:
    return {"victim_id": a_victim(scene.actor(Duty.SPECIALIST)).id}


def the_clue(scene: Scene) -> dict[str, Any]:
    return {"clue_id": a_clue(scene.actor(Duty.SPECIALIST)).id}


def the_trail(scene: Scene) -> dict[str, Any]:
    actor = scene.actor(Duty.SPECIALIST)
    trail = Trail("DE", TrailGround.WORK, "Nothing there.")
    return {"trail_id": close_trail(a_series(actor), trail, actor=actor).id}


def suggested(scene: Scene) -> dict[str, Any]:
    """A series beside an item that may belong to it."""
    actor = scene.actor(Duty.SPECIALIST)
    series, [loose] = a_series(actor), items(actor, 1)
    inside = series.entries.order_by("id")[0].item_id
    suggest([Alike(frozenset((inside, loose)), Likeness.NEAR, 5)], actor=Actor.system(actor.agency_id))
    return {"series_id": series.id}


def the_suggested(scene: Scene) -> dict[str, Any]:
    pair = Suggestion.objects.latest("id")
    inside = pair.one_id if SeriesItem.objects.filter(item_id=pair.one_id).exists() else pair.other_id
    return {"other": pair.other_id if inside == pair.one_id else pair.one_id}


def an_item(scene: Scene) -> dict[str, Any]:
    return {"item_id": items(scene.actor(Duty.SPECIALIST), 1)[0]}


def chosen_items(scene: Scene) -> dict[str, Any]:
    return {"items": items(scene.actor(Duty.SPECIALIST))}


def into_a_series(scene: Scene) -> dict[str, Any]:
    series = a_series(scene.actor(Duty.SPECIALIST))
    return {"code": series.code, **chosen_items(scene)}


def the_other(scene: Scene) -> dict[str, Any]:
    return {"merge-code": a_series(scene.actor(Duty.SPECIALIST)).code}


def of_it(scene: Scene) -> dict[str, Any]:
    """One of the items of the series made last."""
    newest = Change.objects.latest("id")
    return {"items": [newest.moves.values_list("item_id", flat=True)[0]]}


def a_protected(scene: Scene) -> dict[str, Any]:
    actor = scene.actor(Duty.SPECIALIST)
    return {"victim_id": protected(a_victim(actor), actor).id}


def named_body(scene: Scene) -> dict[str, Any]:
    return {"care-body": a_body(scene.actor(Duty.SPECIALIST)).id, "care-next_on": str(in_days(30))}


def an_identified(scene: Scene) -> dict[str, Any]:
    actor = scene.actor(Duty.SPECIALIST)
    return {"victim_id": up(a_victim(actor), VictimState.IDENTIFIED, actor).id}


def to_be_told(scene: Scene) -> dict[str, Any]:
    """A child that wants to know, of which more was found."""
    actor = scene.actor(Duty.SPECIALIST)
    victim = up(a_victim(actor), VictimState.IDENTIFIED, actor)
    set_wish(victim, WishTerms(Answer.IN, GivenBy.CHILD, in_days(0)), actor=actor)
    assert victim.series
    note_occasion(victim.series, Occasion.ITEM, source="found", actor=Actor.system(actor.agency_id))
    return {"victim_id": victim.id}


def a_card(scene: Scene) -> dict[str, Any]:
    return {"request_id": drafted(scene.actor(Duty.SPECIALIST)).id}


def an_approved_card(scene: Scene) -> dict[str, Any]:
    """Proposed by the visitor where that may be, and approved by a colleague."""
    actor = holder(scene)
    request = drafted(actor)
    approval = propose_release(request, "Why.", actor=actor)
    approve(approval, approval.digest, actor=scene.actor(Duty.SPECIALIST))
    return {"request_id": request.id}


def asked_of_it(scene: Scene) -> dict[str, Any]:
    """Another agency asks the hotline, which is a police agency here."""
    Agency.objects.filter(pk=scene.hotline.pk).update(kind=AgencyKind.POLICE)
    asking = Agency.objects.create(name=f"Asking {new_id('agc')}", kind=AgencyKind.POLICE, country="SE")
    one, other = (scene.actor_of(scene.person(asking, Duty.SPECIALIST)) for _ in range(2))
    terms = {"audience": Audience.AGENCY, "asked_id": scene.hotline.id}
    return {"request_id": released(drafted(one, **terms), one, other).id}


def an_expert_s_card(scene: Scene) -> dict[str, Any]:
    return {"request_id": for_experts(scene).id}


def for_experts(scene: Scene) -> ClueRequest:
    return makers.an_expert_s_card(scene.actor(Duty.SPECIALIST), scene.actor(Duty.SPECIALIST))


def an_invitation(scene: Scene) -> dict[str, Any]:
    return {"invitation_id": invited(for_experts(scene), scene.actor(Duty.SPECIALIST)).id}


def a_ticket(scene: Scene) -> dict[str, Any]:
    made = invite_expert(for_experts(scene), in_days(20), actor=scene.actor(Duty.SPECIALIST))
    return {"ticket": made[1]}


def the_tip(scene: Scene) -> dict[str, Any]:
    request = asked_the_public(scene.actor(Duty.SPECIALIST), scene.actor(Duty.SPECIALIST))
    return {"tip_id": a_tip(request).id}


CARD = {
    "audience": "public",
    "title": "A plug",
    "words": "Three flat pins.",
    "question": "Where is it sold?",
    "closes_on": str(in_days(60)),
}
ANSWER = {"words": "Sold in Noordland.", "country": "", "token": "a token of the form"}
INVITED = {"invite-ends_on": str(in_days(20))}
EXPERT_SAID = {f"answer-{name}": value for name, value in ANSWER.items()}
TAKEN = {"take-kind": "plug", "take-words": "Sold in Noordland.", "take-confidence": "unjudged"}
WISH = {
    "wish-answer": "out",
    "wish-given_by": "child",
    "wish-given_on": str(in_days(0)),
    "wish-digest_months": "0",
}
CHECK = {"care-finding": "safe", "care-next_on": str(in_days(90))}
BODY = {"name": "Office for the young", "country": "NL", "contact": CONTACT}
LOOK = {"look-tried": "The new list.", "look-found": "no", "look-next_on": str(in_days(90))}
STEP = {"state": "country_known", "country": "NL", "ground": "work", "words": ""}
CLUE = {"kind": "plug", "words": "Three flat pins.", "confidence": "unjudged"}
WEIGHED = {"weigh-confidence": "low", "weigh-supports": "GB", "weigh-excludes": ""}
TRAIL = {"country": "DE", "ground": "work", "words": "Nothing there."}
PURPOSE = {"purpose": "weigh"}
ASKED = {"kind": "sha256", "value": sha256().value}
ASKERS = (Duty.SPECIALIST, Duty.INVESTIGATOR)

ROWS = [
    staff("identification:worklist", SPECIALIST),
    staff("identification:ask_known", may(*ASKERS)),
    staff("identification:ask_known", may(*ASKERS), "POST", sends=ASKED),
    staff("identification:ask_known_item", may(*ASKERS), "POST", at=an_item),
    staff("identification:loose_items", SPECIALIST),
    staff("identification:open_series", DOES, "POST", sends=chosen_items),
    staff("identification:add_items", DOES, "POST", sends=into_a_series),
    staff("identification:item", SPECIALIST, at=an_item),
    staff("identification:series", SPECIALIST, at=the_series),
    staff("identification:remove_items", DOES, "POST", at=the_series, sends=of_it),
    staff("identification:split_series", DOES, "POST", at=the_series, sends=of_it),
    staff("identification:merge_series", DOES, "POST", at=the_series, sends=the_other),
    staff("identification:add_victim", DOES, "POST", at=the_series, sends={"age": "undetermined"}),
    staff("identification:claim_series", DOES, "POST", at=the_series, sends=TERMS),
    staff("identification:clues", SPECIALIST, at=the_series),
    staff("identification:note_clue", DOES, "POST", at=the_series, sends=CLUE),
    staff("identification:reveal_clues", SPECIALIST, "POST", at=the_series, sends=PURPOSE),
    staff("identification:clue", SPECIALIST, at=the_clue),
    staff("identification:weigh_clue", DOES, "POST", at=the_clue, sends=WEIGHED),
    staff("identification:set_aside_clue", DOES, "POST", at=the_clue, sends={"aside-ground": "wrong"}),
    staff("identification:reveal_clue", SPECIALIST, "POST", at=the_clue, sends=PURPOSE),
    staff("identification:board", SPECIALIST, at=the_series),
    staff("identification:reveal_board", SPECIALIST, "POST", at=the_series, sends=PURPOSE),
    staff("identification:close_trail", DOES, "POST", at=the_series, sends=TRAIL),
    staff("identification:reopen_trail", DOES, "POST", at=the_trail),
    staff("identification:suggestions", SPECIALIST, at=suggested),
    staff("identification:accept_suggestion", DOES, "POST", at=suggested, sends=the_suggested),
    staff("identification:reject_suggestion", DOES, "POST", at=suggested, sends=the_suggested),
    staff("identification:undo_change", DOES, "POST", at=a_change),
    staff("identification:renew_claim", DOES, "POST", at=a_claim, sends={"days": "30"}),
    staff("identification:release_claim", DOES, "POST", at=a_claim),
    staff("identification:look_afresh", DOES, "POST", at=the_series, sends=LOOK),
    staff("identification:checks", SPECIALIST),
    staff("identification:bodies", SPECIALIST),
    staff("identification:bodies", DOES, "POST", sends=BODY),
    staff("identification:name_body", DOES, "POST", at=the_victim, sends=named_body),
    staff("identification:note_check", DOES, "POST", at=a_protected, sends=CHECK),
    staff("identification:tellings", SPECIALIST),
    staff("identification:set_wish", DOES, "POST", at=an_identified, sends=WISH),
    staff("identification:tell_victim", DOES, "POST", at=to_be_told),
    staff("identification:clue_requests", SPECIALIST),
    staff("identification:draft_request", SPECIALIST, at=the_clue),
    staff("identification:draft_request", DOES, "POST", at=the_clue, sends=CARD),
    staff("identification:clue_request", SPECIALIST, at=a_card),
    staff("identification:propose_release", DOES, "POST", at=a_card, sends={"purpose": "Why."}),
    staff("identification:release_request", DOES, "POST", at=an_approved_card),
    staff("identification:close_request", DOES, "POST", at=a_card),
    staff("identification:note_answer", DOES, "POST", at=an_expert_s_card, sends=EXPERT_SAID),
    staff("identification:invite_expert", SPECIALIST, "POST", at=an_expert_s_card, sends=INVITED),
    staff("identification:withdraw_invitation", DOES, "POST", at=an_invitation),
    node("cards:card", 200, at=a_ticket),
    node("cards:answer", 302, "POST", at=a_ticket, sends={"words": "In Noordland.", "certainty": "low"}),
    staff("identification:asked", SPECIALIST, at=asked_of_it),
    staff("identification:asked", DOES, "POST", at=asked_of_it, sends=ANSWER),
    staff("identification:tip", SPECIALIST, at=the_tip),
    staff("identification:reveal_tip", SPECIALIST, "POST", at=the_tip, sends=PURPOSE),
    staff("identification:take_tip", DOES, "POST", at=the_tip, sends=TAKEN),
    staff("identification:set_aside_tip", DOES, "POST", at=the_tip, sends={"aside-ground": "known"}),
    staff("identification:victim", SPECIALIST, at=the_victim),
    staff("identification:step_victim", DOES, "POST", at=the_victim, sends=STEP),
    *VAULT_ROWS,
]
