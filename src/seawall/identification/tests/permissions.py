"""Who gets what at each page of identification."""

from typing import Any

from seawall.core.actors import Actor, Duty
from seawall.identification.actions import close_trail, suggest
from seawall.identification.models import Change, SeriesItem, Suggestion, VaultEntry, Victim
from seawall.identification.states import Alike, Likeness, Trail, TrailGround, VictimState
from seawall.identification.tests.makers import CONTACT, a_clue, a_series, a_victim, claimed, items, up
from seawall.identification.tests.vault_makers import (
    SENTINEL,
    agreed,
    asked_to_find,
    asked_to_open,
    kept,
    whom,
)
from seawall.material.tests.make import sha256
from tests.architecture.permissions import Scene, may, staff

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


def keeper_at_the_door(scene: Scene, *duties: Duty) -> Actor:
    """The visitor where they belong to the agency and hold one of these duties, a keeper otherwise."""
    own = scene.visitor
    if own and own.agency_id == scene.hotline.id and set(duties) & scene.actor_of(own).duties:
        return scene.actor_of(own)
    return scene.actor(Duty.VAULT_KEEPER)


def in_vault(scene: Scene) -> dict[str, Any]:
    victim = a_victim(scene.actor(Duty.SPECIALIST))
    kept(victim, scene.actor(Duty.VAULT_KEEPER))
    return {"victim_id": victim.id}


def may_be_erased(scene: Scene) -> dict[str, Any]:
    found = in_vault(scene)
    victim = Victim.objects.get(pk=found["victim_id"])
    actor = scene.actor(Duty.SPECIALIST)
    up(up(victim, VictimState.IDENTIFIED, actor), VictimState.SAFEGUARDED, actor)
    return found


def every_field(scene: Scene) -> dict[str, Any]:
    ids = list(VaultEntry.objects.order_by("-id").values_list("id", flat=True)[:1])
    return {"opening-entries": ids, "opening-purpose": "protect", "opening-words": "It is urgent."}


def agreed_opening(scene: Scene) -> dict[str, Any]:
    victim = Victim.objects.latest("id")
    asked = asked_to_open(victim, keeper_at_the_door(scene, Duty.VAULT_KEEPER))
    return {"approval": agreed(asked, scene.actor(Duty.VAULT_KEEPER)).id}


def agreed_finding(scene: Scene) -> dict[str, Any]:
    asked = asked_to_find(whom(), keeper_at_the_door(scene, Duty.VAULT_KEEPER, Duty.DATA_PROTECTION))
    approval = agreed(asked, scene.actor(Duty.VAULT_KEEPER))
    return {"approval": approval.id, "find-name": SENTINEL, "find-reference": "DP-2031-14"}


KEEPER = may(Duty.VAULT_KEEPER)
KEEPS = may(Duty.VAULT_KEEPER, status=302)
FINDERS = (Duty.VAULT_KEEPER, Duty.DATA_PROTECTION)
KEEP = {"keep-kind": "name", "keep-value": "Rosa Beispiel"}
ASK = {"ask-name": SENTINEL, "ask-reference": "DP-2031-14", "ask-words": "A letter."}
ERASE = {"erase-ground": "wrong", "erase-reference": "AZ-7"}
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
    staff("identification:vault", KEEPER),
    staff("identification:vault_child", KEEPER, at=in_vault),
    staff("identification:keep_in_vault", KEEPS, "POST", at=in_vault, sends=KEEP),
    staff("identification:propose_opening", KEEPS, "POST", at=in_vault, sends=every_field),
    staff("identification:open_vault", KEEPER, "POST", at=in_vault, sends=agreed_opening, steps_up=True),
    staff("identification:renew_in_vault", KEEPS, "POST", at=in_vault),
    staff("identification:erase_from_vault", KEEPS, "POST", at=in_vault, sends=ERASE, steps_up=True),
    staff("identification:vault_request", may(*FINDERS)),
    staff("identification:propose_finding", may(*FINDERS, status=302), "POST", sends=ASK),
    staff("identification:find_in_vault", may(*FINDERS), "POST", sends=agreed_finding, steps_up=True),
    staff(
        "identification:erase_on_request",
        may(*FINDERS, status=302),
        "POST",
        at=may_be_erased,
        sends={"reference": "DP-2031-14"},
        steps_up=True,
    ),
    staff("identification:victim", SPECIALIST, at=the_victim),
    staff("identification:step_victim", DOES, "POST", at=the_victim, sends=STEP),
]
