"""What stands behind a page of operations when somebody comes to it, for the permission tables."""

from typing import Any

from seawall.core.actors import Actor, Duty
from seawall.core.jobs import settle
from seawall.operations.actions import (
    bring_table,
    take_table,
)
from seawall.operations.models import (
    Account,
    AccountTable,
    Site,
)
from seawall.operations.tests.make import a_site, mapped, pasted
from seawall.people.models import Agency
from tests.architecture.permissions import Scene, may

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
    return mapped(bring_table(a_site(lead), pasted(TEXT), actor=lead), lead)


def a_table(scene: Scene) -> dict[str, Any]:
    return {"table_id": the_table(scene).id}


def a_taken_table(scene: Scene) -> dict[str, Any]:
    table = the_table(scene)
    take_table(table, actor=lead_of(scene))
    settle()
    return {"table_id": table.id}


def one_account(scene: Scene) -> Account:
    a_taken_table(scene)
    return Account.objects.get()


def an_account(scene: Scene) -> dict[str, Any]:
    return {"account_id": one_account(scene).id}


def police() -> Agency:
    return Agency.objects.get_or_create(name="Polis Exempel", defaults={"kind": "police", "country": "SE"})[0]
