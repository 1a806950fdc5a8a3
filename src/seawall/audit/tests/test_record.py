"""A deed leaves one line in its agency's chain, or it does not happen."""

import json
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from seawall.audit.actions import record
from seawall.audit.chain import first_hash, hash_of
from seawall.audit.models import ChainHead, Line
from seawall.core.actors import Actor, ActorKind, Duty
from seawall.core.errors import Refused, TrailUnwritable
from seawall.core.models import Job

NORD = Actor.system("agc_nord")


@pytest.mark.django_db
def test_it_writes_a_line_on_the_line_before() -> None:
    mara = Actor(ActorKind.STAFF, "stf_mara", "agc_nord", frozenset({Duty.ANALYST}), name="Mara")
    record(
        "bridge.opened",
        actor=mara,
        subject=SimpleNamespace(id="brg_1"),
        purpose="test",
        ships=2,
        kinds=["tug"],
    )
    record("bridge.closed", actor=NORD, subject="brg_1")
    first, second = Line.objects.order_by("seq")
    said = json.loads(first.body)
    assert said.pop("id") == first.id and said.pop("at")
    assert said == {
        "v": 1,
        "agency": "agc_nord",
        "seq": 1,
        "what": "bridge.opened",
        "actor": {"kind": "staff", "id": "stf_mara"},
        "subject": "brg_1",
        "purpose": "test",
        "facts": {"ships": 2, "kinds": ["tug"]},
        "before": first_hash("agc_nord"),
    }
    assert json.loads(second.body)["before"] == first.hash == hash_of(first.body.encode())
    assert ChainHead.objects.get().hash == second.hash


@pytest.mark.django_db
def test_each_agency_has_a_chain_of_its_own() -> None:
    for agency in ("agc_nord", "agc_sud", "agc_nord"):
        record("bridge.opened", actor=Actor.system(agency), subject="brg_1")
    assert sorted(ChainHead.objects.values_list("agency_id", "seq")) == [("agc_nord", 2), ("agc_sud", 1)]


@pytest.mark.django_db
def test_nobody_leaves_no_line() -> None:
    with pytest.raises(Refused):
        record("bridge.opened", actor=Actor.system(""), subject="brg_1")


@pytest.mark.django_db(transaction=True)
def test_a_line_belongs_to_a_deed() -> None:
    with pytest.raises(RuntimeError, match="inside an action's transaction"):
        record("bridge.opened", actor=NORD, subject="brg_1")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fact",
    [
        "https://bridges.example",
        "hxxps://bri…/…",
        "the old bridge",
        "pilot@bridges.example",
        "d41d8cd98f00b204e9800998ecf8427e",
        "x" * 65,
        ["ok", "not ok"],
    ],
)
def test_no_address_fingerprint_or_free_text_enters(fact: str) -> None:
    with pytest.raises(ValueError, match="'place' is neither"):
        record("bridge.opened", actor=NORD, subject="brg_1", place=fact)
    assert not Line.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("deed", ["UPDATE audit_line SET what = 'x'", "DELETE FROM audit_line"])
def test_the_database_itself_refuses_to_change_or_delete_a_line(deed: str) -> None:
    record("bridge.opened", actor=NORD, subject="brg_1")
    with (
        pytest.raises(DatabaseError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(deed)
    with pytest.raises(DatabaseError), transaction.atomic():
        Line.objects.update(what="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        Line.objects.filter(seq=1).delete()
    assert Line.objects.get().what == "bridge.opened"


@pytest.mark.django_db
def test_a_chain_that_lost_its_head_takes_no_line() -> None:
    """A new head would start again at line 1, which is taken."""
    record("bridge.opened", actor=NORD, subject="brg_1")
    ChainHead.objects.filter(agency_id="agc_nord").delete()
    with pytest.raises(TrailUnwritable), transaction.atomic():
        record("bridge.closed", actor=NORD, subject="brg_1")


@pytest.mark.django_db
def test_after_a_thousand_lines_a_checkpoint_is_asked_for() -> None:
    for seq in (998, 999, 1000, 1001):
        ChainHead.objects.update_or_create(agency_id="agc_nord", defaults={"seq": seq - 1, "hash": "0" * 64})
        record("bridge.opened", actor=NORD, subject="brg_1")
        assert Job.objects.filter(task="seawall.audit.jobs.seal_trail").count() == (seq >= 1000)
