import pytest

from seawall.core.errors import Invalid, Refused
from seawall.material.actions import hold_file, hold_files
from seawall.material.models import Holding
from seawall.material.tests.make import an_item


def test_it_notes_all_of_them_and_what_was_noted_before_once(first, trail):
    items = [an_item(first) for _ in range(3)]
    hold_file(items[0], agency=items[0].owner, evidence_number="EX-1", actor=first)
    ids = [item.id for item in items]
    assert hold_files([*ids, ids[1]], " EX-1 ", actor=first) == 2
    assert hold_files(ids, "EX-1", actor=first) == 0
    held = Holding.objects.order_by("item_id").values_list(
        "item_id", "agency_id", "owner_id", "evidence_number"
    )
    assert list(held) == [(each, first.agency_id, first.agency_id, "EX-1") for each in sorted(ids)]
    assert {line.subject_id for line in trail("material.held")} == set(ids)
    assert all("EX-1" not in line.body for line in trail("material.held"))


def test_one_of_a_stranger_stops_all(first, outsider):
    ids = [an_item(first).id, an_item(outsider).id]
    with pytest.raises(Refused):
        hold_files(ids, "EX-1", actor=first)
    with pytest.raises(Refused):
        hold_files(["itm_00000000000000000000000000"], "EX-1", actor=first)
    assert not Holding.objects.exists()


@pytest.mark.parametrize("number", ["", "   ", "9" * 81])
def test_an_evidence_number_is_needed(first, number):
    with pytest.raises(Invalid):
        hold_files([an_item(first).id], number, actor=first)


def test_nobody_is_refused(first):
    with pytest.raises(Refused):
        hold_files([an_item(first).id], "EX-1", actor=None)
