import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from seawall.core.errors import Invalid, Refused, WrongState
from seawall.material.actions import register_item
from seawall.material.models import Fingerprint, Item
from seawall.material.queries import items_of_these_bytes_for
from seawall.material.states import FingerprintKind, GivenFingerprint, ItemState
from seawall.material.tests.make import md5, pdq, sha256


def test_it_registers_an_item_by_its_fingerprints(first, trail):
    item = register_item([sha256(), md5(), pdq()], actor=first)

    assert item.state == ItemState.WAITING and item.owner_id == first.agency_id
    assert set(item.fingerprints.values_list("kind", flat=True)) == {"sha256", "md5", "pdq"}
    assert len(trail("material.registered")) == 1


def test_it_finds_the_item_again_and_adds_what_it_did_not_know(first, second):
    known, more = sha256(), md5()
    item = register_item([known], actor=first)

    assert register_item([known, more], actor=second) == item
    assert register_item([more], actor=first) == item


def test_it_takes_an_item_known_only_by_where_it_was_reported(first):
    assert register_item([], actor=first) != register_item([], actor=first)


def test_it_keeps_the_value_masked_on_the_instance_in_the_database_and_in_the_trail(first, trail):
    given = sha256()
    item = register_item([given], actor=first)

    fingerprint = item.fingerprints.get()
    assert given.value not in f"{fingerprint} {fingerprint.value!r} {given!r}"
    assert given.value not in trail("material.registered")[0].body
    assert fingerprint.digest != given.value


def test_a_node_registers_too(node):
    assert register_item([md5()], actor=node).owner_id == node.agency_id


def test_an_equal_pdq_is_not_the_same_item(first):
    alike = pdq()
    assert register_item([alike, sha256()], actor=first) != register_item([alike, sha256()], actor=first)


def test_a_stranger_gets_an_item_of_her_own(first, outsider):
    given = sha256()
    assert register_item([given], actor=first) != register_item([given], actor=outsider)


def test_the_database_itself_keeps_the_same_bytes_one_item_of_an_agency(first, outsider):
    held = register_item([md5()], actor=first).fingerprints.get()
    kept = {"kind": held.kind, "value": held.value.secret, "digest": held.digest}

    elsewhere = register_item([], actor=outsider)
    Fingerprint.objects.create(owner_id=outsider.agency_id, item=elsewhere, **kept)
    another = register_item([], actor=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        Fingerprint.objects.create(owner_id=first.agency_id, item=another, **kept)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL decides by what its tables hold")
def test_the_same_bytes_at_another_agency_are_found_without_reading_all(first, outsider):
    given = sha256()
    item = register_item([given], actor=outsider)
    with CaptureQueriesContext(connection) as asked:
        assert items_of_these_bytes_for(first, [given]) == {item.id}
    (by_digest,) = [each["sql"] for each in asked if '"digest" IN' in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {by_digest}".replace("%", "%%"))
        assert "USING INDEX material_fingerprint_one_item (digest=?)" in str(cursor.fetchall())


def test_fingerprints_of_two_items_are_refused(first):
    one, other = sha256(), md5()
    register_item([one], actor=first)
    register_item([other], actor=first)

    with pytest.raises(WrongState):
        register_item([one, other], actor=first)


def test_a_fingerprint_that_contradicts_the_item_is_refused_and_leaves_nothing(first):
    weak = md5()
    register_item([weak, sha256()], actor=first)

    with pytest.raises(WrongState):
        register_item([weak, sha256()], actor=first)
    assert Item.objects.count() == 1 and Fingerprint.objects.count() == 2


def test_two_fingerprints_of_one_kind_are_refused(first):
    with pytest.raises(Invalid):
        register_item([md5(), md5()], actor=first)


def test_who_may_not_is_refused(auditor):
    with pytest.raises(Refused):
        register_item([sha256()], actor=auditor)


def test_nobody_is_refused(db):
    with pytest.raises(Refused):
        register_item([sha256()], actor=None)


@pytest.mark.parametrize(
    ("kind", "value", "quality"),
    [
        ("md5", "A" * 32, None),
        ("md5", "a" * 31, None),
        ("sha1", "g" * 40, None),
        ("sha256", "a" * 40, None),
        ("sha256", "a" * 64 + "\n", None),
        ("sha256", "a" * 64, 50),
        ("pdq", "a" * 64, None),
        ("pdq", "a" * 64, 101),
        ("pdq", "a" * 64, -1),
    ],
)
def test_what_is_no_fingerprint_is_refused(kind, value, quality):
    with pytest.raises(Invalid):
        GivenFingerprint(FingerprintKind(kind), value, quality)


def test_it_reads_what_people_write():
    assert GivenFingerprint.read("md5", f" {'AB' * 16}\n") == GivenFingerprint(FingerprintKind.MD5, "ab" * 16)
    with pytest.raises(Invalid):
        GivenFingerprint.read("crc32", "abcdef01")
