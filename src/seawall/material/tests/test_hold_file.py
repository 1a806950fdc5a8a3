import pytest

from seawall.core.errors import Invalid, Refused
from seawall.material.actions import hold_file
from seawall.material.tests.make import an_item


def test_it_points_to_where_the_file_lawfully_lies(first, police, trail):
    item = an_item(first)

    holding = hold_file(item, agency=police, evidence_number=" EX-2026/17 ", actor=first)

    assert (holding.agency, holding.evidence_number) == (police, "EX-2026/17")
    assert "EX-2026" not in trail("material.held")[0].body


def test_the_same_holding_is_noted_once(first, police, trail):
    item = an_item(first)
    for _ in range(2):
        hold_file(item, agency=police, evidence_number="EX-1", actor=first)
    assert item.holdings.count() == 1 and len(trail("material.held")) == 1


def test_the_stranger_is_refused(first, outsider, police):
    with pytest.raises(Refused):
        hold_file(an_item(first), agency=police, evidence_number="EX-1", actor=outsider)


@pytest.mark.parametrize("number", ["", "   ", "9" * 81])
def test_an_evidence_number_is_needed(first, police, number):
    with pytest.raises(Invalid):
        hold_file(an_item(first), agency=police, evidence_number=number, actor=first)


def test_nobody_is_refused(first, police):
    with pytest.raises(Refused):
        hold_file(an_item(first), agency=police, evidence_number="EX-1", actor=None)
