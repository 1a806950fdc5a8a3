import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.desk.figures import PERIODS, apart, board_for, period_of
from seawall.reports.tests.makers import a_bundle
from seawall.takedown.actions import close_gone
from seawall.takedown.models import Location
from seawall.takedown.queries import Removed
from seawall.takedown.tests.makers import sent

SATURDAY = datetime(2026, 11, 21, 12, tzinfo=UTC)


def gone_after(actor: Actor, days: float, country: str, number: int) -> None:
    location = sent(actor, f"https://bilder.example/{number}", country=country).lines.get().location
    close_gone(location, actor=Actor.system(actor.agency_id))
    location.refresh_from_db()
    Location.objects.filter(pk=location.pk).update(noticed_at=location.gone_at - timedelta(days=days))


def counts_in_file(client) -> dict[tuple[str, str, str], int]:
    text = client.get("/figures/file.csv").content.decode()
    return {
        (row["figure"], row["part"], row["where"]): int(row["count"])
        for row in csv.DictReader(io.StringIO(text))
    }


def test_page_and_file_tell_the_same_numbers(mara, hotline, staff_client, actor_of):
    for number, (days, country) in enumerate([(1, "DE"), (5, "DE"), (1, "NL"), (20, "NL")]):
        gone_after(actor_of(mara), days, country, number)
    a_bundle(hotline)
    counts = counts_in_file(staff_client(mara))
    assert counts["removed", "within_2_days", "inland"] == 1
    assert counts["removed", "within_1_week", "inland"] == 2
    assert counts["removed", "within_4_weeks", "abroad"] == 2
    assert counts["reports", "received", "all"] == 1
    assert counts["received", clock.now().date().isoformat(), "all"] == 1
    page = staff_client(mara).get("/figures/").content.decode()
    assert "2 · 50 %" in page and "4 · 100 %" in page


def test_the_parts_of_a_row_add_up_to_the_notices():
    removed = Removed(noticed=20, within_2_days=4, within_1_week=9, within_4_weeks=12, later=3, still_there=5)
    assert apart(removed) == [4, 5, 3, 3, 5]
    assert sum(apart(removed)) == removed.noticed


@pytest.mark.parametrize(
    ("code", "since"), [("4-weeks", (2026, 10, 26)), ("13-weeks", (2026, 8, 24)), ("year", (2025, 12, 1))]
)
def test_a_period_begins_with_a_whole_week_or_month(code, since):
    assert period_of(code).since(SATURDAY) == datetime(*since, tzinfo=UTC)


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: period.code)
def test_a_period_has_as_many_columns_as_it_says(mara, period, actor_of):
    with clock.at(SATURDAY):
        board = board_for(actor_of(mara), period)
    assert len(board.received_by_time) == (period.weeks or period.months)


def test_an_unknown_period_is_the_usual_one():
    assert period_of("<script>").code == "13-weeks"


def test_the_auditor_sees_removals_and_nothing_of_reports(mara, otto, hotline, staff_client):
    a_bundle(hotline)
    page = staff_client(otto).get("/figures/").content.decode()
    assert "Gone within" in page and "From report to removal" not in page
    assert ("reports", "received", "all") not in counts_in_file(staff_client(otto))


def test_the_stranger_counts_her_own_agency(mara, hotline, stranger, staff_client, actor_of):
    gone_after(actor_of(mara), 1, "DE", 1)
    a_bundle(hotline)
    assert sum(counts_in_file(staff_client(stranger)).values()) == 0
