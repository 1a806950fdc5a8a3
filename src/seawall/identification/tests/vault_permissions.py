"""Who gets what at the pages of the vault."""

from typing import Any

from seawall.core.actors import Actor, Duty
from seawall.identification.models import VaultEntry, Victim
from seawall.identification.states import VictimState
from seawall.identification.tests.makers import a_victim, up
from seawall.identification.tests.vault_makers import (
    SENTINEL,
    agreed,
    asked_to_find,
    asked_to_open,
    kept,
    whom,
)
from tests.architecture.permissions import Row, Scene, may, staff


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

ROWS: list[Row] = [
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
]
