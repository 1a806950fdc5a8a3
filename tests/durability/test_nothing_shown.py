"""If the trail cannot be written the deed does not happen and nothing is shown: real faults, at the real staff door."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection

from conftest import DoorClient
from seawall.audit.models import Line
from seawall.people.models import Agency, Staff
from seawall.reports.models import Report
from seawall.reports.tests.makers import a_report

ADDRESS, CONTACT = "swordfish-album", "cleo-swordfish"
LITE = connection.vendor == "sqlite"
only_sqlite = pytest.mark.skipif(not LITE, reason="about SQLite")
only_postgresql = pytest.mark.skipif(LITE, reason="about PostgreSQL")
pytestmark = pytest.mark.django_db(transaction=True)
StaffClient = Callable[..., DoorClient]


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def trigger_that_raises(code: str = "raise_exception") -> Iterator[None]:
    if LITE:
        execute("CREATE TRIGGER fault BEFORE INSERT ON audit_line BEGIN SELECT RAISE(ABORT, 'no'); END")
        undo = ["DROP TRIGGER fault"]
    else:
        execute(
            "CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END$$",
            "CREATE TRIGGER fault BEFORE INSERT ON audit_line FOR EACH ROW EXECUTE FUNCTION fault()",
        )
        undo = ["DROP TRIGGER fault ON audit_line", "DROP FUNCTION fault"]
    try:
        yield
    finally:
        execute(*undo)


@contextmanager
def table_that_is_gone() -> Iterator[None]:
    execute("ALTER TABLE audit_line RENAME TO audit_line_gone")
    try:
        yield
    finally:
        execute("ALTER TABLE audit_line_gone RENAME TO audit_line")


@contextmanager
def head_that_cannot_be_written() -> Iterator[None]:
    """The line itself could be written, its place in the chain could not."""
    if LITE:
        execute("CREATE TRIGGER fault BEFORE UPDATE ON audit_chainhead BEGIN SELECT RAISE(ABORT, 'no'); END")
        undo = "DROP TRIGGER fault"
    else:
        execute("ALTER TABLE audit_chainhead ADD CONSTRAINT fault CHECK (seq < 1) NOT VALID")
        undo = "ALTER TABLE audit_chainhead DROP CONSTRAINT fault"
    try:
        yield
    finally:
        execute(undo)


@contextmanager
def commit_that_fails() -> Iterator[None]:
    """Everything was written, and then it could not be kept: a fault at the very last moment (PostgreSQL)."""
    execute(
        "CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'no' USING ERRCODE = 'io_error'; END$$",
        "CREATE CONSTRAINT TRIGGER fault AFTER INSERT ON audit_line DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION fault()",
    )
    try:
        yield
    finally:
        execute("DROP TRIGGER fault ON audit_line", "DROP FUNCTION fault")


@contextmanager
def full_disk() -> Iterator[None]:
    """SQLite may not take one page more; what is left in pages begun is used up."""
    execute("CREATE TABLE filler (body BLOB)")
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 2}")
    try:
        fill()
        yield
    finally:
        execute("PRAGMA max_page_count = 1073741823", "DROP TABLE filler")


def fill() -> None:
    for size in (4000, 400, 40):
        for _ in range(500):
            try:
                execute(f"INSERT INTO filler VALUES (zeroblob({size}))")
            except DatabaseError:
                break


@contextmanager
def lock_held() -> Iterator[None]:
    """Somebody else sits on the heads of the chains, longer than we wait."""
    other = connection.copy()
    execute("SET lock_timeout = '300ms'")
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE audit_chainhead IN ACCESS EXCLUSIVE MODE")
        yield
        other.rollback()
    finally:
        other.close()
        execute("SET lock_timeout = '8s'")


FAULTS = [
    pytest.param(trigger_that_raises, id="trigger"),
    pytest.param(table_that_is_gone, id="table gone"),
    pytest.param(head_that_cannot_be_written, id="head"),
    pytest.param(lambda: trigger_that_raises("disk_full"), id="disk full", marks=only_postgresql),
    pytest.param(commit_that_fails, id="commit", marks=only_postgresql),
    pytest.param(lock_held, id="lock", marks=only_postgresql),
]


@pytest.fixture
def report(hotline: Agency, mara: Staff) -> Report:
    return a_report(
        hotline, place=f"https://pictures.example/{ADDRESS}", contact=f"{CONTACT}@visitors.example"
    )


@pytest.fixture
def ask(report: Report, mara: Staff, staff_client: StaffClient) -> Callable[[str], Any]:
    """Mara, signed in and freshly proven, asks for what is behind a mask."""
    door = staff_client(mara)
    door.raise_request_exception = False
    paths = {
        "subject": (door.at("reports:reveal_subject", subject_id=report.subjects.get().id), "assess"),
        "contact": (door.at("reports:reveal_contact", report_id=report.id), "answer"),
    }
    return lambda what: door.post(paths[what][0], {"purpose": paths[what][1]})


def revealed() -> int:
    return Line.objects.filter(what__endswith="_revealed").count()


@pytest.mark.parametrize("what", ["subject", "contact"])
@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_shown(fault: Any, what: str, ask: Callable[[str], Any]) -> None:
    with fault():
        answer = ask(what)
    assert answer.status_code == 503, answer.status_code
    assert b"swordfish" not in answer.content and b"swordfish" not in str(answer.headers).encode()
    assert revealed() == 0
    shown = ask(what)
    assert shown.status_code == 200 and b"swordfish" in shown.content and revealed() == 1, "the fault is over"


@only_sqlite
@pytest.mark.parametrize("what", ["subject", "contact"])
def test_nothing_is_shown_when_the_disk_is_full(what: str, ask: Callable[[str], Any]) -> None:
    """The last free bytes may still hold a line or two. What is shown was written down; what was written down may
    at last not be shown, when even the session could not be kept any more."""
    shown = refused = 0
    with full_disk():
        while not refused and shown < 100:
            answer = ask(what)
            shown += b"swordfish" in answer.content
            refused += answer.status_code == 503
            assert (answer.status_code == 200) == (b"swordfish" in answer.content)
    assert refused and shown <= revealed() <= shown + 1


@pytest.mark.parametrize("fault", FAULTS)
def test_no_report_is_taken_in_without_a_line(fault: Any, hotline: Agency, public_client: DoorClient) -> None:
    with fault(), pytest.raises(Exception):  # noqa: B017, PT011
        a_report(hotline)
    assert not Report.objects.exists() and not Line.objects.filter(what="reports.filed").exists()
