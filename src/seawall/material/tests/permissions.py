"""Who gets what at each page of material."""

from typing import Any

from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.material.actions import assess, match_exact
from seawall.material.models import Item, List, ListEntry
from seawall.material.tests import make
from tests.architecture.permissions import Scene, may, node, staff

ASSESSORS = (Duty.ANALYST, Duty.REVIEWER, Duty.SPECIALIST)
WORKERS = (*ASSESSORS, Duty.INVESTIGATOR)
READERS = (*WORKERS, Duty.AUDITOR, Duty.DATA_PROTECTION)
LABELS = make.PLAIN
Parts = dict[str, Any]


def colleague(scene: Scene) -> Actor:
    return scene.actor(Duty.ANALYST)


def confirmed(scene: Scene) -> Item:
    return make.a_confirmed_item(colleague(scene), colleague(scene))


def entry(scene: Scene) -> ListEntry:
    return make.a_proposed_entry(colleague(scene), colleague(scene), scene.actor(Duty.REVIEWER))


def an_item(scene: Scene) -> Parts:
    return {"item_id": make.an_item(colleague(scene)).id}


def an_assessed_item(scene: Scene) -> Parts:
    return {"item_id": make.an_assessed_item(colleague(scene)).id}


def a_disputed_item(scene: Scene) -> Parts:
    return {"item_id": make.a_disputed_item(colleague(scene), colleague(scene)).id}


def a_confirmed_item(scene: Scene) -> Parts:
    make.a_list(scene.actor(Duty.REVIEWER))
    return {"item_id": confirmed(scene).id}


def own_opinion(scene: Scene) -> Parts:
    """The visitor's own where the visitor may have one; somebody else's for everybody else."""
    item = make.an_item(colleague(scene))
    if scene.visitor and scene.visitor.agency == scene.hotline and scene.visitor.duties() & set(ASSESSORS):
        opinion = assess(item, make.labels(), actor=scene.actor_of(scene.visitor))
    else:
        opinion = assess(item, make.labels(), actor=colleague(scene))
    return {"opinion_id": opinion.id}


def a_fingerprint(scene: Scene) -> Parts:
    return {"fingerprint_id": make.an_item(colleague(scene)).fingerprints.get().id}


def a_match(scene: Scene) -> Parts:
    given, actor = make.sha256(), colleague(scene)
    make.an_item(actor, given)
    return {"match_id": match_exact([given], actor=actor)[0].id}


def a_list(scene: Scene) -> Parts:
    return {"list_id": make.a_list(scene.actor(Duty.REVIEWER)).id}


def an_entry(scene: Scene) -> Parts:
    return {"entry_id": entry(scene).id}


def the_list(scene: Scene) -> Parts:
    """The list that `a_confirmed_item` opened."""
    return {"list": List.objects.get(owner=scene.hotline).id}


def an_agency(scene: Scene) -> Parts:
    return {"agency": scene.hotline.id, "evidence_number": "EX-1"}


def a_scheme(scene: Scene) -> Parts:
    return {"scheme_id": "de-184b"}


def a_quarantined_item(scene: Scene) -> Parts:
    item = make.an_item(colleague(scene))
    Item.objects.filter(pk=item.pk).update(quarantined_at=clock.now())
    return {"item_id": item.id}


MATCHING = {"matching": "on", "radius": "9", "stance": "harmless"}
FINGERPRINT = {"kind": "md5", "value": "0" * 32}
ROWS = [
    staff("material:items", may(*READERS)),
    staff("material:look_up", may(*WORKERS)),
    staff("material:look_up", may(*WORKERS), "POST", sends=FINGERPRINT),
    staff("material:register_item", may(*ASSESSORS, status=302), "POST", sends=FINGERPRINT),
    staff("material:second_opinions", may(*ASSESSORS)),
    staff("material:disputed", may(Duty.REVIEWER)),
    staff("material:item", may(*READERS), at=an_assessed_item),
    staff("material:assess", may(*ASSESSORS), at=an_item),
    staff("material:assess", may(*ASSESSORS, status=302), "POST", at=an_assessed_item, sends=LABELS),
    staff("material:settle", may(Duty.REVIEWER), at=a_disputed_item),
    staff("material:settle", may(Duty.REVIEWER, status=302), "POST", at=a_disputed_item, sends=LABELS),
    staff("material:ask_second_opinion", may(*ASSESSORS, status=302), "POST", at=an_assessed_item),
    staff("material:hold_file", may(*WORKERS, status=302), "POST", at=an_item, sends=an_agency),
    staff("material:propose_entry", may(*ASSESSORS, status=302), "POST", at=a_confirmed_item, sends=the_list),
    staff("material:revise", may(*ASSESSORS), at=own_opinion),
    staff("material:revise", may(*ASSESSORS, status=302), "POST", at=own_opinion, sends=LABELS),
    staff("material:withdraw_opinion", may(*ASSESSORS, status=302), "POST", at=own_opinion),
    staff(
        "material:reveal_fingerprint", may(*WORKERS), "POST", at=a_fingerprint, sends={"purpose": "compare"}
    ),
    staff("material:answer_match", may(*WORKERS, status=302), "POST", at=a_match, sends={"answer": "same"}),
    staff("material:near", may(*WORKERS)),
    staff("material:release_item", may(Duty.REVIEWER, status=302), "POST", at=a_quarantined_item),
    staff("material:set_matching", may(Duty.REVIEWER, status=302), "POST", at=a_list, sends=MATCHING),
    staff("material:lists", may(*READERS)),
    staff(
        "material:open_list", may(Duty.REVIEWER, status=302), "POST", sends={"name": "New", "handling": "red"}
    ),
    staff("material:list", may(*READERS), at=a_list),
    staff("material:share_entry", may(Duty.REVIEWER, status=302), "POST", at=an_entry),
    staff(
        "material:withdraw_entry",
        may(Duty.REVIEWER, status=302),
        "POST",
        at=an_entry,
        sends={"because": "mistake"},
    ),
    staff("material:vote_entry", may(*ASSESSORS, status=302), "POST", at=an_entry, sends={"reason": "adult"}),
    staff("material:schemes", may(*READERS)),
    # The law is the same for every agency.
    staff("material:scheme", may(*READERS), at=a_scheme, foreign=200),
    # Without an access key nobody learns anything; who comes with one is tried in asking/tests.
    node("api:match", 401, "POST", json=True),
    node("api:match_status", 401),
]
