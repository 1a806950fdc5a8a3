"""Reading the trail: who may, and only one's own agency's chain."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from seawall.audit.actions import record
from seawall.audit.queries import lines_about, touched_by, trail_for
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.ids import new_id
from seawall.people.models import Staff

ActorOf = Callable[..., Actor]


def deed(actor: Actor, what: str = "reports.locked", subject: str = "", **facts: int) -> str:
    subject = subject or new_id("bdl")
    with transaction.atomic():
        record(what, actor=actor, subject=subject, **facts)
    return subject


def test_it_shows_the_newest_line_first(mara: Staff, otto: Staff, actor_of: ActorOf) -> None:
    deed(actor_of(mara), "reports.locked")
    deed(actor_of(mara), "reports.assessed", labels=3)
    lines = trail_for(actor_of(otto))
    assert [line.what for line in lines] == ["reports.assessed", "reports.locked"]
    assert (lines[0].facts, lines[0].actor_id, lines[0].actor_kind) == ({"labels": 3}, mara.id, "staff")


def test_it_turns_the_page_by_the_place_in_the_chain(mara: Staff, otto: Staff, actor_of: ActorOf) -> None:
    for _ in range(5):
        deed(actor_of(mara))
    first = trail_for(actor_of(otto), most=2)
    second = trail_for(actor_of(otto), most=2, before=first[-1].seq)
    assert [line.seq for line in first + second] == [5, 4, 3, 2]


def test_it_finds_the_lines_of_one_subject_and_of_one_person(
    mara: Staff, mika: Staff, otto: Staff, actor_of: ActorOf
) -> None:
    bundle = deed(actor_of(mara))
    deed(actor_of(mika), subject=bundle)
    deed(actor_of(mika))
    assert len(trail_for(actor_of(otto), about=bundle)) == 2
    assert len(trail_for(actor_of(otto), by=mika.id, about=bundle)) == 1
    assert [line.actor_id for line in lines_about(actor_of(mara), [bundle])] == [mara.id, mika.id]


def test_it_knows_what_a_person_touched(mara: Staff, mika: Staff, actor_of: ActorOf) -> None:
    first, second = deed(actor_of(mara)), deed(actor_of(mara))
    deed(actor_of(mara), subject=first)
    deed(actor_of(mara), "people.signed_in", subject=mara.id)
    deed(actor_of(mika))
    assert list(touched_by(actor_of(mara), "bdl")) == [first, second]


def test_another_agency_has_a_trail_of_its_own(mara: Staff, stranger: Staff, actor_of: ActorOf) -> None:
    bundle = deed(actor_of(mara))
    assert lines_about(actor_of(stranger), [bundle]) == []


def test_who_works_does_not_read_the_trail(mara: Staff, rena: Staff, ada: Staff, actor_of: ActorOf) -> None:
    for person in (mara, rena, ada):
        with pytest.raises(Refused):
            trail_for(actor_of(person))


def test_nobody_reads_nothing(mara: Staff) -> None:
    with pytest.raises(Refused):
        lines_about(Actor.reporter(mara.agency_id), [new_id("bdl")])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows how many lines a record has")
def test_lines_about_a_record_are_read_without_walking_the_chain(mara: Staff, actor_of: ActorOf) -> None:
    subject = deed(actor_of(mara))
    with CaptureQueriesContext(connection) as asked:
        lines_about(actor_of(mara), [subject])
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + asked[-1]["sql"])
        assert "agency_id=? AND subject_id=?" in str(cursor.fetchall())
