"""Who gets what at each page of operations."""

from typing import Any

from seawall.core.actors import Actor, Duty
from seawall.core.jobs import settle
from seawall.operations.actions import bring_table, find_links, give_part, keep_links, take_table
from seawall.operations.models import Account, AccountTable, Link, Operation, Site
from seawall.operations.states import FoundLink, PartKind, PartTerms
from seawall.operations.tests.make import a_site, mapped, taken
from seawall.people.models import Agency
from tests.architecture.permissions import Scene, may, staff

WHO = may(Duty.INVESTIGATOR)
DONE = may(Duty.INVESTIGATOR, status=302)
TEXT = "handle,email\nred_cup,red@post.example\n,none@post.example\n"


def lead_of(scene: Scene) -> Actor:
    return scene.actor(Duty.INVESTIGATOR)


def the_site(scene: Scene) -> Site:
    return a_site(lead_of(scene))


def an_operation(scene: Scene) -> dict[str, Any]:
    return {"operation_id": the_site(scene).operation_id}


def the_table(scene: Scene) -> AccountTable:
    lead = lead_of(scene)
    return mapped(bring_table(a_site(lead), TEXT, actor=lead), lead)


def a_table(scene: Scene) -> dict[str, Any]:
    return {"table_id": the_table(scene).id}


def a_taken_table(scene: Scene) -> dict[str, Any]:
    table = the_table(scene)
    take_table(table, actor=lead_of(scene))
    settle()
    return {"table_id": table.id}


def an_account(scene: Scene) -> dict[str, Any]:
    a_taken_table(scene)
    return {"account_id": Account.objects.get().id}


def two_accounts(scene: Scene) -> Operation:
    site = the_site(scene)
    taken(site, "handle,email\nred_cup,red@post.example\nblue_kite,red@post.example\n", lead_of(scene))
    return site.operation


def a_link(scene: Scene) -> dict[str, Any]:
    operation = two_accounts(scene)
    search = find_links(operation, actor=lead_of(scene))
    ids = sorted(Account.objects.values_list("pk", flat=True))
    found = [FoundLink(*ids, 12.0, (("email", "same", 12.0),))]
    keep_links(search, found, actor=Actor.system(operation.owner_id))
    return {"link_id": Link.objects.get().id}


def police() -> Agency:
    return Agency.objects.get_or_create(name="Polis Exempel", defaults={"kind": "police", "country": "SE"})[0]


def a_part(scene: Scene) -> dict[str, Any]:
    operation = the_site(scene).operation
    terms = PartTerms(PartKind.INVESTIGATION, ("SE",))
    return {"part_id": give_part(operation, terms, agency_id=police().id, actor=lead_of(scene)).id}


def a_part_to_give(_scene: Scene) -> dict[str, Any]:
    return {"agency": police().id, "kind": "investigation", "countries": "SE"}


def a_paste(_scene: Scene) -> dict[str, Any]:
    return {"site": Site.objects.get().id, "table": TEXT}


MAPPING = {"column_0": "handle", "column_1": "email", "source": "ip", "confidence": "1"}
POINTS = dict.fromkeys(("child_contact", "work_with_children", "administrator", "uploader", "fresh"), "10")
ROWS = [
    staff("operations:operations", WHO),
    staff("operations:open_operation", WHO),
    staff("operations:open_operation", DONE, "POST", sends={"code": "Lantern"}),
    staff("operations:weights", WHO),
    staff("operations:weights", DONE, "POST", sends=POINTS),
    staff("operations:operation", WHO, at=an_operation),
    staff("operations:add_site", WHO, at=an_operation),
    staff("operations:add_site", DONE, "POST", at=an_operation, sends={"name": "Site B", "kind": "web"}),
    staff("operations:give_part", WHO, at=an_operation),
    staff("operations:give_part", DONE, "POST", at=an_operation, sends=a_part_to_give),
    staff("operations:end_part", DONE, "POST", at=a_part),
    staff("operations:accounts", WHO, at=an_operation),
    staff("operations:bring_table", WHO, at=an_operation),
    staff("operations:bring_table", DONE, "POST", at=an_operation, sends=a_paste),
    staff("operations:table", WHO, at=a_table),
    staff("operations:map_columns", DONE, "POST", at=a_table, sends=MAPPING),
    staff("operations:take_table", DONE, "POST", at=a_table),
    staff("operations:drop_table", DONE, "POST", at=a_table),
    staff("operations:refused_rows", WHO, at=a_taken_table, steps_up=True),
    staff("operations:links", WHO, at=an_operation),
    staff("operations:find_links", DONE, "POST", at=an_operation),
    staff("operations:answer_link", DONE, "POST", at=a_link, sends={"answer": "rejected"}),
    staff("operations:account", WHO, at=an_account),
    staff(
        "operations:reveal_account",
        WHO,
        "POST",
        at=an_account,
        sends={"purpose": "investigate"},
        steps_up=True,
    ),
]
