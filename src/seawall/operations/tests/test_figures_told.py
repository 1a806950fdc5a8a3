"""No small number can be reckoned from any two sheets, however often figures are released."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.operations import actions
from seawall.operations.figures.outside import LEAST
from seawall.operations.figures.told import Told, told_one_after_another
from seawall.operations.models import Operation
from seawall.operations.tests.make import noted
from seawall.people.models import Staff

COUNTRIES = ("", "DE", "FR", "NL", "SE")
BEGIN = datetime(2031, 3, 3, tzinfo=UTC)
DAY = timedelta(days=1)
Tallies = Sequence[Mapping[str, int]]
tally = st.dictionaries(st.sampled_from(COUNTRIES), st.integers(0, 25))


def told(*tallies: Mapping[str, int]) -> list[Told]:
    return told_one_after_another((BEGIN + number * DAY, one) for number, one in enumerate(tallies))


def days(sheets: Sequence[Told]) -> list[int]:
    """Of which release each sheet tells."""
    return [(one.as_of - BEGIN).days for one in sheets]


def test_a_large_change_is_told_and_a_small_one_waits_until_it_is_large() -> None:
    sheets = told({"DE": 10, "SE": 8}, {"DE": 10, "SE": 10}, {"DE": 16, "SE": 13})
    assert days(sheets) == [0, 0, 2]
    assert [one.shown.total for one in sheets] == [18, 18, 29]


def test_a_country_that_changed_by_few_stands_with_others_where_that_hides_it() -> None:
    sheets = told({"DE": 10, "NL": 8, "SE": 8}, {"DE": 20, "NL": 9, "SE": 12})
    assert days(sheets) == [0, 1]
    assert sheets[1].shown.countries == (("DE", 20),) and sheets[1].shown.rest == 21


def test_it_is_compared_with_every_sheet_and_not_with_the_last_alone() -> None:
    assert days(told({"DE": 10}, {"DE": 15}, {"DE": 9})) == [0, 1, 1]


@given(tallies=st.lists(tally, min_size=2, max_size=5))
@example(tallies=[{"DE": 12, "SE": 6, "NL": 7}, {"DE": 12, "SE": 7, "NL": 7}])
@example(tallies=[{"DE": 12, "SE": 3, "NL": 3}, {"DE": 4, "SE": 9, "NL": 5}, {"DE": 9, "SE": 9, "NL": 9}])
@example(tallies=[{"DE": 10, "SE": 10}, {"DE": 9, "SE": 11}])
def test_no_two_sheets_differ_by_a_small_number(tallies: Tallies) -> None:
    sheets = told(*tallies)
    for sheet in sheets:
        shown = sheet.shown
        if shown.total is not None:
            assert sum(number for _code, number in shown.countries) + shown.rest == shown.total
    for one, other in combinations(sheets, 2):
        for before, after in reckoned(one, other):
            assert not 0 < abs(before - after) < LEAST


def reckoned(one: Told, other: Told) -> Iterator[tuple[int, int]]:
    """What a reader can set beside each other: the totals, and the smallest groups of countries that are a sum of told numbers on both sheets."""
    if one.shown.total is None or other.shown.total is None:
        return
    yield one.shown.total, other.shown.total
    first, second = sums(one, other), sums(other, one)
    common = sorted(set(first) & set(second), key=len)
    smallest = [group for group in common if not any(less < group for less in common)]
    yield from ((first[group], second[group]) for group in smallest)


def sums(sheet: Told, beside: Told) -> dict[frozenset[str], int]:
    """Every sum of told numbers of one sheet, by the countries that it is about."""
    there = {code for code, number in (*sheet.tally.items(), *beside.tally.items()) if number}
    cells = {frozenset({code}): number for code, number in sheet.shown.countries}
    if others := frozenset(there - {code for cell in cells for code in cell}):
        cells[others] = sheet.shown.rest
    return {
        frozenset().union(*some): sum(cells[cell] for cell in some)
        for size in range(1, len(cells) + 1)
        for some in combinations(cells, size)
    }


def test_the_lead_reads_before_freezing_what_would_tell_a_small_number(
    operation: Operation, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    for _ in range(6):
        noted(operation, lead, country="DE")
    first = actions.freeze_figures(operation, clock.now(), actor=lead)
    noted(operation, lead, country="DE")
    client = staff_client(dana)
    figures = client.get(client.at("operations:figures", operation_id=operation.id)).content.decode()
    assert "would tell a number from one to four" in figures and "Suspects: stays as of" in figures
    second = actions.freeze_figures(operation, clock.now(), actor=lead)
    exact = client.get(client.at("operations:release", release_id=second.id)).content.decode()
    assert "Germany 7" in exact and "outside still as of" in exact
    answer = client.get(client.at("operations:sheet", release_id=second.id))
    sheet = answer.content.decode()
    assert "Germany 6" in sheet and "Germany 7" not in sheet
    held = [one for one in answer.context["sheets"][0]["figures"] if one["held"]]
    assert [(one["title"], one["held"]) for one in held] == [("Suspects", first.as_of)]
