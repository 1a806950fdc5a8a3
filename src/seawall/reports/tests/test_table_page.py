"""The page on which a colleague brings a partner's table: nothing is taken that was not looked at."""

import re
from io import BytesIO
from typing import Any

import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.people.tests.test_sign_in import trail_away
from seawall.reports.actions import take_row
from seawall.reports.models import Report, Submission
from seawall.reports.receiving.cells import report_of
from seawall.reports.receiving.handing import handing_of
from seawall.wire import report_table

HEADER = "reference,about,urls,danger,test\r\n"
TABLE = (
    HEADER
    + "1,pictures,https://pictures.example/1,now,\r\n2,other,nowhere,,\r\n3,other,https://a.example,,yes\r\n"
)
TOLD = {"partner": "Example Hosting", "table": TABLE}


@pytest.fixture
def client(mara: Any, staff_client: Any) -> Any:
    return staff_client(mara)


@pytest.fixture
def page(client: Any) -> Any:
    def post(name: str = "reports:take_table", **told: str) -> Any:
        return client.post(client.at(name), {**TOLD, **told})

    return post


def mark_on(response: Any) -> str:
    found = re.search(r'name="checked" value="([0-9a-f]{64})"', response.content.decode())
    assert found
    return found[1]


def test_it_is_looked_at_and_then_taken(page, mara):
    looked = page()
    assert looked.status_code == 200 and not Submission.objects.exists()
    text = looked.content.decode()
    assert (
        "Take 2 rows" in text
        and "danger now" in text
        and "pictures.example" not in text.split("<textarea")[0]
    )

    done = page(deed="take", checked=mark_on(looked)).content.decode()
    assert "Take 2 rows" not in done and "top of the worklist" in done
    report = Report.objects.get()
    assert (report.channel, report.submission.holder, report.submission.key_id) == (
        "partner",
        "Example Hosting",
        "",
    )
    line = Line.objects.get(what="reports.handed_in", body__contains=report.id)
    assert mara.id in line.body and "pictures.example" not in line.body
    # The same once more is here already.
    assert Submission.objects.count() == 2
    again = page()
    assert 'name="deed"' not in again.content.decode() and Report.objects.count() == 1


def test_what_was_not_looked_at_is_looked_at_first(page):
    looked = page()
    changed = page(deed="take", checked=mark_on(looked), table=TABLE.replace("nowhere", "https://b.example"))
    assert "Take 3 rows" in changed.content.decode()
    page(deed="take", checked=mark_on(looked), partner="Another Host")
    page(deed="take", checked="")
    assert not Submission.objects.exists()


def test_refused_rows_go_back_with_their_reasons(page):
    file = page("reports:refused_rows")
    assert file["Content-Type"].startswith("text/csv") and "attachment" in file["Content-Disposition"]
    raw = file.content
    assert raw.startswith(b"\xef\xbb\xbfrefused_line,") and b"\r\n3,urls," in raw
    # Mended, it is given again as it is.
    mended = page(table=raw.decode("utf-8-sig").replace("nowhere", "https://b.example"))
    assert "Take 1 row" in mended.content.decode()


@pytest.mark.parametrize("table", ["", "x" * 300_001, "no table", HEADER, "\x89PNG\r\n", '"'])
def test_what_is_no_table_is_told_at_its_field(page, table):
    answer = page(table=table)
    assert answer.status_code == 422 and 'name="partner" value="Example Hosting"' in answer.content.decode()
    assert page("reports:refused_rows", table=table).status_code == 422


def test_the_template_is_a_table_that_is_taken(page, client):
    template = client.get(client.at("reports:table_template")).content.decode("utf-8-sig")
    looked = page(table=template)
    assert "Take 1 row" in looked.content.decode()
    page(table=template, deed="take", checked=mark_on(looked))
    # Whoever sends it as it is has tested.
    assert Submission.objects.get().test and not Report.objects.exists()


def test_a_trail_that_cannot_be_written_takes_nothing_and_says_so(page):
    mark = mark_on(page())
    with trail_away():
        answer = page(deed="take", checked=mark).content.decode()
    assert "could not be kept just now" in answer and not Submission.objects.exists()


def test_formulas_come_back_as_text(page):
    raw = page("reports:refused_rows", table=HEADER + "=1+1,other,=x,,\r\n").content
    assert b",'=1+1,other," in raw and b",=" not in raw
    assert next(iter(report_table.read(BytesIO(raw)))).cells["reference"] == "=1+1"


def test_nobody_else_takes_a_row(hotline, ada, actor_of):
    handing = handing_of(report_of({"reference": "1", "about": "other", "urls": "https://a.example"}), "Host")
    for nobody in (actor_of(ada), Actor.reporter(hotline.id), Actor.system(hotline.id), None):
        with pytest.raises(Refused):
            take_row(handing, partner="Host", actor=nobody)
