"""A name that is planted in the vault comes to light on one page alone, once."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection

from seawall.audit.models import Line
from seawall.core.actors import Duty
from seawall.identification.models import VaultEntry, Victim
from seawall.identification.tests.makers import a_victim
from seawall.identification.tests.vault_makers import (
    SENTINEL,
    a_keeper,
    agreed,
    asked_to_find,
    asked_to_open,
    kept,
    whom,
)
from seawall.people.models import DutyGrant, Staff

PART = SENTINEL.split()[0].lower()


@pytest.fixture
def child(at_work) -> Victim:
    return a_victim(at_work)


def pages_about(child: Victim) -> list[str]:
    own = f"/identification/victims/{child.id}/", f"/identification/series/{child.series_id}/"
    vault = "/identification/vault/", f"/identification/vault/{child.id}/", "/identification/vault/request/"
    asked = [
        f"/approvals/{one.id}/" for one in apps.get_model("approvals", "Approval").objects.order_by("id")
    ]
    return ["/", "/approvals/", "/trail/", f"/search/?q={PART}", "/identification/", *own, *vault, *asked]


def everything_kept() -> Iterator[str]:
    """Every row of every table as the database gives it, past all masks."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield from map(repr, cursor.fetchall())


def test_a_planted_name_comes_to_light_once_and_nowhere_else(
    child, vera, viktor, jonas, staff_client, actor_of, caplog
):
    curious = Staff.objects.create(email="all@vault.example", name="Alva", agency=jonas.agency)
    for duty in Duty:
        DutyGrant.objects.create(staff=curious, duty=duty, granted_by="system")
    keeper, other = staff_client(vera), staff_client(viktor)
    here = f"/identification/vault/{child.id}/"
    keeper.post(f"{here}keep/", {"keep-kind": "name", "keep-value": SENTINEL})
    wrong = keeper.post(f"{here}keep/", {"keep-kind": "", "keep-value": SENTINEL})
    assert wrong.status_code == 422 and PART not in wrong.content.decode().lower()
    entry = VaultEntry.objects.get()
    chosen = {
        "opening-entries": [entry.id],
        "opening-purpose": "protect",
        "opening-words": "She has to be found.",
    }
    keeper.post(f"{here}propose/", chosen)
    asked = apps.get_model("approvals", "Approval").objects.get()
    opening = {"approval": asked.id}
    assert keeper.post(f"{here}open/", opening).status_code == 409
    assert other.post(f"{here}open/", opening).status_code == 403
    assert staff_client(jonas).post(f"{here}open/", opening).status_code == 403
    other.post(f"/approvals/{asked.id}/approve/", {"seen": asked.digest})
    shown = keeper.post(f"{here}open/", opening)
    assert SENTINEL in shown.content.decode() and shown["Cache-Control"] == "no-store"
    again = keeper.post(f"{here}open/", opening)
    assert again.status_code == 409 and PART not in again.content.decode().lower()
    ask = {"ask-name": SENTINEL, "ask-reference": "DP-1", "ask-words": "A letter."}
    keeper.post("/identification/vault/request/propose/", ask)
    for person in (vera, viktor, jonas, curious):
        client = staff_client(person)
        for url in pages_about(child):
            assert PART not in client.get(url).content.decode().lower(), url
    assert not [row for row in everything_kept() if PART in row.lower()]
    assert PART not in caplog.text.lower() and PART not in repr(entry.sealed).lower()
    refused = Line.objects.filter(what="approvals.try_refused", subject_id=child.id)
    assert {line.actor_id for line in refused} == {vera.id, viktor.id, jonas.id} and refused.count() == 4


def test_a_refused_proposal_leaves_a_line(child, keeper, jonas, lena, staff_client):
    """Whoever keeps no vault, and a keeper of another agency."""
    kept(child, keeper)
    stranger = a_keeper("Vita", lena.agency)
    entry = VaultEntry.objects.get()
    chosen = {"opening-entries": [entry.id], "opening-purpose": "protect", "opening-words": "Why."}
    here, search = f"/identification/vault/{child.id}/propose/", "/identification/vault/request/propose/"
    ask = {"ask-name": SENTINEL, "ask-reference": "DP-1", "ask-words": "A letter."}
    assert staff_client(jonas).post(here, chosen).status_code == 403
    assert staff_client(jonas).post(search, ask).status_code == 403
    assert staff_client(stranger).post(here, chosen).status_code == 404
    assert staff_client(jonas).post("/identification/vault/nonsense/propose/", chosen).status_code == 404
    refused = Line.objects.filter(what="approvals.try_refused").order_by("id")
    assert [(line.actor_id, line.subject_id) for line in refused] == [
        (jonas.id, child.id),
        (jonas.id, jonas.agency_id),
        (stranger.id, child.id),
    ]


def test_a_request_finds_the_code_and_erases_or_says_why_not(
    child, keeper, second_keeper, vera, staff_client
):
    kept(child, keeper)
    agreed(asked_to_find(whom(), keeper), second_keeper)
    client, here = staff_client(vera), "/identification/vault/request/"
    page = client.get(here).content.decode()
    assert "look now" in page
    approval = apps.get_model("approvals", "Approval").objects.get()
    sent = {"approval": approval.id, "find-name": SENTINEL, "find-reference": "DP-2031-14"}
    found = client.post(f"{here}find/", sent).content.decode()
    assert child.code in found and "not noted as safeguarded" in found and "Erase what is kept" not in found
    tried = client.post(f"{here}{child.id}/erase/", {"reference": "DP-2031-14"})
    assert tried.status_code == 409 and VaultEntry.objects.get().sealed


def test_the_second_keeper_reads_what_will_be_opened(child, keeper, viktor, staff_client):
    kept(child, keeper)
    asked = asked_to_open(child, keeper)
    page = staff_client(viktor).get(f"/approvals/{asked.id}/").content.decode()
    assert child.code in page and "answer a court" in page and "Vera" in page and "family court" in page
    assert f"/approvals/{asked.id}/" in staff_client(viktor).get("/").content.decode()


def test_the_vault_is_reached_by_the_code(child, keeper, vera, staff_client):
    client = staff_client(vera)
    found = client.get("/identification/vault/", {"code": child.code.lower()})
    assert found["Location"] == f"/identification/vault/{child.id}/"
    assert (
        "no child under this code"
        in client.get("/identification/vault/", {"code": "V-AAA-AAA"}).content.decode()
    )
    kept(child, keeper)
    assert child.code in client.get("/identification/vault/").content.decode()
