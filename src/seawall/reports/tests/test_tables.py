"""Partners' tables: rows that become reports, rows that come again, and rows that are told why not."""

from typing import Any

import pytest

from seawall.core.budget import Limits
from seawall.people.states import Scope
from seawall.reports.models import Bundle, Report, Submission
from seawall.reports.receiving.table import MOST_ROWS

HEADER = "reference,about,urls,test,danger,phone,account,service,ip,port,ip_at,fingerprints,happened_at\n"
FIRST = "ticket 1,pictures,https://pictures.example/1 https://pictures.example/2,,,,user-7,Chat,192.0.2.7,4711,2026-11-20 09:59+01:00,,\n"
SECOND = "ticket 2,Contact,,,now,+4915112345678,,,,,,,\n"
TEST = "ticket 3,other,https://pictures.example/3,WAHR,,,,,,,,,\n"


@pytest.fixture
def give(node_client: Any) -> Any:
    def post(secret: str, table: str | bytes, query: str = "", kind: str = "text/csv; charset=utf-8") -> Any:
        body = table.encode() if isinstance(table, str) else table
        path = node_client.at("api:reports") + query
        return node_client.post(path, body, content_type=kind, headers={"Authorization": f"Bearer {secret}"})

    return post


def test_each_row_becomes_a_report(secret, give):
    answer = give(secret, HEADER + FIRST + SECOND + TEST)

    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert (told["new"], told["tests"], told["known"], told["refused"]) == (3, 1, 0, 0)
    assert [row["line"] for row in told["rows"]] == [2, 3, 4]
    assert told["rows"][0]["completeness"]["complete"] and told["rows"][0]["id"].startswith("smn_")
    assert Report.objects.count() == 2 and Submission.objects.filter(test=True).count() == 1
    assert set(Submission.objects.values_list("door", flat=True)) == {"csv"}
    assert Bundle.objects.filter(urgent=True).count() == 1
    first = Report.objects.get(submission__id=told["rows"][0]["id"])
    assert {s.kind for s in first.subjects.all()} == {"url", "account"} and first.channel == "provider"


def test_a_preview_takes_nothing(secret, give):
    told = give(secret, HEADER + FIRST + TEST, "?preview=true").json()
    assert told["preview"] and (told["new"], told["tests"]) == (2, 1)
    assert not Submission.objects.exists()


def test_the_same_table_again_changes_nothing(secret, send, give):
    before = give(secret, HEADER + FIRST + SECOND).json()["rows"]
    again = give(secret, HEADER + FIRST + SECOND + FIRST).json()
    assert [row["fate"] for row in again["rows"]] == ["known"] * 3
    assert [row["id"] for row in again["rows"][:2]] == [row["id"] for row in before]
    # The same report in JSON is the same report.
    body = {"reference": "ticket 2", "about": "contact", "danger": "now", "phones": ["+4915112345678"]}
    assert send(secret, body).json()["again"]
    assert Report.objects.count() == 2


def test_a_reference_with_other_content_is_refused(secret, give):
    give(secret, HEADER + FIRST)
    other = HEADER + FIRST.replace("pictures,", "live,") + SECOND + SECOND.replace("now", "no")
    for query in ("?preview=1", ""):
        told = give(secret, other, query).json()
        assert [row["fate"] for row in told["rows"]] == ["refused", "new", "refused"]
        assert [row["wrong"][0]["column"] for row in told["rows"] if row["wrong"]] == ["reference"] * 2
    assert Report.objects.count() == 2


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("1,else,https://a.example,,,,,,,,,,", ["about"]),
        (",other,https://a.example,,,,,,,,,,", ["reference"]),
        ("1,other,not an address,,,,,,,,,,", ["urls"]),
        ("1,other,,perhaps,,,,,,,,,", ["test", "text"]),
        ("1,other,,,,,,,,,,,", ["text"]),
        ("1,other,https://a.example,,,,,Chat,,,,,", ["service"]),
        ("1,other,https://a.example,,,,,,,4711,,,", ["ip"]),
        ("1,other,https://a.example,,,,,,300.1.1.1,x,,,", ["port"]),
        ("1,other,https://a.example,,,,,,300.1.1.1,,,,", ["ip"]),
        ("1,other,https://a.example,,,,,,192.0.2.7,,20.11.2026 10:00,,", ["ip_at"]),
        ("1,other,https://a.example,,,,,,,,,,2026-11-20 10:00", ["happened_at"]),
        ("1,other,https://a.example,,,,,,,,,,2999-11-20 10:00Z", ["happened_at"]),
        ("1,other,https://a.example,,,,,,192.0.2.7,,2999-11-20 10:00Z,,", ["ip_at"]),
        ("1,other,https://a.example,,,,,,,,,abc,", ["fingerprints"]),
        ("1,other,https://a.example,,yes,,,,,,,,", ["danger"]),
        ("1,other,,,,0151 12345678,,,,,,,", ["phone"]),
        ("=cmd|x,other,=HYPERLINK(1),,,,,,,,,,", ["urls"]),
        ("1,other" + "," * 20 + "x", [""]),
    ],
)
def test_a_row_that_is_refused_names_its_columns_and_holds_up_no_other(secret, give, row, columns):
    told = give(secret, f"{HEADER}{row}\n{FIRST}").json()
    assert [one["fate"] for one in told["rows"]] == ["refused", "new"]
    wrong = told["rows"][0]["wrong"]
    assert sorted(one["column"] for one in wrong) == columns and all(len(one["why"]) > 5 for one in wrong)
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    "moment",
    ["2026-11-20T10:00:00+01:00", "2026-11-20 10:00Z", "2026-11-20 10:00:00.5 +01:00", "2026-11-20t10:00z"],
)
def test_moments_are_read_as_people_write_them(secret, give, moment):
    row = f"1,other,https://a.example,,,,,,,,,,{moment}\n"
    assert give(secret, HEADER + row).json()["new"] == 1


@pytest.mark.parametrize(
    "table",
    [
        b"",
        b"\xff\xd8\xff\xe0 picture",
        b"\x89PNG\r\n\x1a\n",
        HEADER.encode(),
        b"reference,about,surprise\n1,other,x\n",
        b"about\nother\n",
        (HEADER + FIRST).encode() + b'"cut,',
        (HEADER + FIRST).encode() + b"ticket \xfc,other\n",
        b",".join(b"c%d" % n for n in range(1000)),
    ],
)
def test_what_is_no_table_takes_nothing_at_all(secret, give, table):
    answer = give(secret, table)
    assert answer.status_code == 422, answer.content
    assert not Submission.objects.exists()


@pytest.mark.parametrize("end", ["\n", ",,,,,,,,,,"])
def test_a_table_that_is_cut_within_its_last_row_takes_no_shortened_address(secret, give, end):
    cut = HEADER + FIRST + "ticket 4,pictures,https://pictures.exam"
    answer = give(secret, cut)
    assert answer.status_code == 422
    assert (
        "may be cut off here" in answer.json()["fields"]["table"]
        and "Line 3" in answer.json()["fields"]["table"]
    )
    assert not Submission.objects.exists()
    assert give(secret, cut + "ple/4" + end).json()["new"] == 2


def test_it_takes_so_many_rows_and_no_more(secret, give):
    rows = "".join(f"t{n},other,https://a.example/{n},1,,,,,,,,,\n" for n in range(MOST_ROWS + 1))
    assert give(secret, HEADER + rows, "?preview=true").status_code == 413
    assert give(secret, b" " * 1_000_001).status_code == 413


def test_a_key_for_tests_brings_tests_only(opened, give):
    from_tests = opened(Scope.TEST_REPORTS)
    for query in ("?preview=true", ""):
        told = give(from_tests, HEADER + FIRST + TEST, query).json()
        assert [(row["fate"], [w["column"] for w in row["wrong"]]) for row in told["rows"]] == [
            ("refused", ["test"]),
            ("new", []),
        ]
    assert not Report.objects.exists() and Submission.objects.get().test


@pytest.mark.usefixtures("one_minute")
def test_each_row_counts_against_the_limit(secret, give, monkeypatch):
    monkeypatch.setattr("seawall.reports.receiving.door.LIMITS", Limits(per_minute=2, per_day=9))
    assert give(secret, HEADER + FIRST + SECOND).status_code == 429
    assert not Submission.objects.exists()


def test_nobody_comes_in_without_a_key(give):
    assert give("seawall_wrong", HEADER + FIRST).status_code == 401
