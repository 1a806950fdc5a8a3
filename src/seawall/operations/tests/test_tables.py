"""A table of accounts from the paste to the last row; hostile ones; and that order and repetition never matter."""

from datetime import date
from io import BytesIO
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, TooLarge, WrongState
from seawall.core.ids import new_id
from seawall.core.jobs import settle
from seawall.demo.bringing import RING_COLUMNS
from seawall.demo.ring.accounts import Twin, until
from seawall.operations import actions, jobs
from seawall.operations import pieces as pieces_module
from seawall.operations.given import Given, Hint
from seawall.operations.merging import country_of, together
from seawall.operations.models import Account, AccountTable, Operation, Site, TablePiece
from seawall.operations.queries import refused_lines_of
from seawall.operations.states import (
    Activity,
    Column,
    Confidence,
    HintSource,
    IdentifierKind,
    Role,
    TableState,
    WhyNot,
)
from seawall.operations.tests.make import H, a_site, mapped, pasted, taken
from seawall.people.models import Staff
from seawall.wire.named_table import NamedTable
from seawall.wire.tables import Row

SMALL = "handle,email,role\nred_cup,red@post.example,admin\nblue_kite,,member\n"


def everything(site: Site) -> list[Any]:
    """What the database holds of accounts, told without its ids."""
    return sorted(
        (
            account.key,
            account.role,
            account.activity,
            str(account.last_active),
            account.child_contact,
            account.country,
            sorted(account.identifiers.values_list("kind", "digest")),
            sorted(account.hints.values_list("country", "source", "confidence")),
        )
        for account in site_accounts(site)
    )


def site_accounts(site: Site) -> Any:
    return Account.objects.filter(site=site).prefetch_related("identifiers", "hints")


def test_it_takes_each_row_once_however_often_it_comes(site: Site, lead: Actor) -> None:
    table = taken(site, SMALL, lead)
    assert (table.state, table.new, table.known, table.refused) == (TableState.TAKEN, 2, 0, 0)
    before = everything(site)
    again = taken(site, SMALL, lead)
    assert (again.new, again.known, again.refused) == (0, 2, 0)
    assert everything(site) == before and {row[1] for row in before} == {"administrator", "member"}


def test_what_was_taken_is_masked_and_its_words_are_gone(site: Site, lead: Actor) -> None:
    table = taken(site, SMALL, lead)
    account = Account.objects.get(role=Role.ADMINISTRATOR)
    assert "red_cup" not in f"{account.handle} {account.handle!r}"
    assert str(account.identifiers.get().value) == "…"
    assert [piece.rows for piece in table.pieces.all()] == [""]
    assert "handle" not in table.names and "handle" not in table.operation.mapping


def test_the_operation_remembers_what_columns_mean(site: Site, lead: Actor) -> None:
    text = "Zeile;Wer;Post\n1;red_cup;red@post.example\n"
    table = actions.bring_table(site, pasted(text), actor=lead)
    assert table.columns == ["ignored"] * 3
    mapped(table, lead, Column.IGNORED, H, Column.EMAIL)
    assert actions.bring_table(site, pasted(text), actor=lead).columns == [
        "ignored",
        "handle",
        "email",
    ]


def test_what_cannot_be_taken_comes_back_with_its_reason(
    site: Site, lead: Actor, staff_client: Any, dana: Staff
) -> None:
    text = (
        "handle,email,role\nred_cup,no address,\n=1+1,,king\n,,member\nblue_kite,,,,too many\n+ok,,member\n"
    )
    table = taken(site, text, lead)
    assert (table.new, table.refused) == (1, 4)
    assert [line.number for line in refused_lines_of(table)] == [2, 3, 4, 5]
    client = staff_client(dana)
    reply = client.get(client.at("operations:refused_rows", table_id=table.id))
    file = reply.content.decode("utf-8-sig").splitlines()
    assert file[0] == "refused_line,refused_why,handle,email,role"
    # A formula never reaches a spreadsheet; read here again, it is what it was.
    assert file[2].endswith(",'=1+1,,king") and reply["Cache-Control"] == "no-store"
    mended = reply.content.decode("utf-8-sig").replace("king", "member")
    assert taken(site, mended, lead).new == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("handle\n", "no rows"),
        ("", "no name"),
        ("\n".join([",".join(f"c{n}" for n in range(1000)), "x"]), "256 columns"),
        ("handle,handle\nx,y\n", "same name"),
        ("handle,,email\nx,y,z\n", "no name"),
        ('handle\n"red_cup\n', "never closed"),
        ("handle\nred\0cup\n", "UTF-8"),
        ("handle\nred\ud800cup\n", "UTF-8"),
        ("handle\n" + "x" * 70_000, "longer"),
    ],
)
def test_what_is_no_table_is_told_and_nothing_is_kept(site: Site, lead: Actor, text: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        actions.bring_table(site, pasted(text), actor=lead)
    assert not AccountTable.objects.exists()


@pytest.mark.parametrize(("limit", "most"), [("MOST_ROWS", 4), ("MOST_BYTES", 50)])
def test_what_never_ends_is_refused_and_nothing_is_kept(
    site: Site, lead: Actor, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setattr(pieces_module, "PIECE", 2)
    monkeypatch.setattr(pieces_module, limit, most)
    without_end = (Row(number, [f"cup {number}"]) for number in count(2))
    with pytest.raises(TooLarge, match="Split it by its rows"):
        actions.bring_table(
            site, BytesIO(), actor=lead, reader=lambda stream: NamedTable(["handle"], without_end)
        )
    assert next(without_end).line < 20
    assert not AccountTable.objects.exists()


def test_letters_that_were_lost_are_told_row_by_row(site: Site, lead: Actor) -> None:
    table = taken(site, "handle\nm\ufffdller\nmueller\n", lead)
    [line] = refused_lines_of(table)
    assert (table.new, line.number) == (1, 2) and line.why == WhyNot.LETTERS_LOST


def test_a_break_between_two_pieces_loses_and_doubles_nothing(
    site: Site, lead: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces_module, "PIECE", 2)
    text = "handle\n" + "".join(f"cup{number}\n" for number in range(5))
    table = mapped(actions.bring_table(site, pasted(text), actor=lead), lead)
    actions.take_table(table, actor=lead)
    node = Actor.system(table.owner_id)
    assert actions.take_piece(table, actor=node).done == 2
    actions.take_table(table, actor=lead)
    settle()
    table.refresh_from_db()
    assert (table.state, table.done, table.new) == (TableState.TAKEN, 5, 5)
    assert actions.take_piece(table, actor=node).done == 5
    with pytest.raises(WrongState):
        actions.take_table(table, actor=lead)


def test_long_rows_make_small_pieces(site: Site, lead: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces_module, "PIECE_LETTERS", 10)
    table = taken(site, "handle\n" + "".join(f"long_cup{number}\n" for number in range(5)), lead)
    assert table.pieces.count() == 3 and (table.new, table.rows) == (5, 5)


def test_only_the_lead_brings_and_only_the_node_takes(site: Site, lead: Actor, outsider: Actor) -> None:
    with pytest.raises(Refused):
        actions.bring_table(site, pasted(SMALL), actor=outsider)
    table = mapped(actions.bring_table(site, pasted(SMALL), actor=lead), lead)
    for deed in (actions.take_table, actions.drop_table):
        with pytest.raises(Refused):
            deed(table, actor=outsider)
    with pytest.raises(Refused):
        actions.take_piece(table, actor=lead)
    with pytest.raises(WrongState):
        actions.take_table(actions.drop_table(table, actor=lead), actor=lead)


def test_words_that_nobody_needs_any_more_go_by_themselves(site: Site, lead: Actor) -> None:
    with clock.at(clock.now() - 2 * jobs.WORDS_STAY):
        old = actions.bring_table(site, pasted(SMALL), actor=lead)
    fresh = actions.bring_table(site, pasted(SMALL), actor=lead)
    jobs.forget_tables.func()
    assert not TablePiece.objects.filter(table=old).exists() and fresh.pieces.exists()


def test_a_list_with_dirt_is_taken_whole(site: Site, lead: Actor) -> None:
    twin = Twin(7, 600, until=until())
    table = taken(site, twin.table("Site A"), lead, *RING_COLUMNS)
    assert table.new == sum(member.site == "Site A" for member in twin.members)
    assert table.refused and table.known and table.done == table.rows


# Order and repetition.

DAYS = st.none() | st.dates(date(2020, 1, 1), date(2026, 1, 1))
HINTS = st.builds(
    Hint, st.sampled_from(["DE", "NL"]), st.sampled_from(HintSource), st.sampled_from(Confidence)
)
IDENTIFIERS = st.tuples(st.sampled_from(IdentifierKind), st.sampled_from("abc"))
GIVEN = st.builds(
    Given,
    st.just("red_cup"),
    st.sampled_from(Role),
    st.sampled_from(Activity),
    DAYS,
    st.booleans(),
    st.booleans(),
    st.frozensets(IDENTIFIERS, max_size=3),
    st.frozensets(HINTS, max_size=3).map(lambda hints: together(Given(""), Given("", hints=hints)).hints),
)


@given(GIVEN, GIVEN, GIVEN)
def test_two_words_on_one_account_are_one_in_any_order(one: Given, other: Given, third: Given) -> None:
    assert together(one, one) == one
    assert together(one, other) == together(other, one)
    assert together(together(one, other), third) == together(one, together(other, third))
    assert country_of(together(one, other).hints) in {"", "DE", "NL"}


ROW = st.tuples(
    st.sampled_from(["red", "Red", "blue"]),
    st.sampled_from(["", "a@post.example", "b@post.example"]),
    st.sampled_from(["", "member", "uploader", "admin"]),
    st.sampled_from(["", "2026-01-02", "2025-03-04"]),
    st.sampled_from(["", "DE", "NL"]),
)
MEANT = (H, Column.EMAIL, Column.ROLE, Column.LAST_ACTIVE, Column.COUNTRY)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, min_size=1, max_size=6), data=st.data())
def test_accounts_are_the_same_whatever_the_order_and_however_often(
    operation: Operation, lead: Actor, rows: list[tuple[str, ...]], data: st.DataObject
) -> None:
    """One site is told everything in one table; another one in two, shuffled, with rows that come twice."""
    again = data.draw(st.lists(st.sampled_from(rows), max_size=4))
    shuffled = data.draw(st.permutations([*rows, *again]))
    cut = data.draw(st.integers(1, len(shuffled)))
    told = []
    for tables in ([rows], [shuffled[:cut], shuffled[cut:]]):
        site = a_site(lead, operation, f"Site {new_id('xxx')}")
        for some in filter(None, tables):
            taken(site, "\n".join(["a,b,c,d,e", *map(",".join, some)]), lead, *MEANT)
        told.append(everything(site))
    assert told[0] == told[1] and len(told[0]) == len({row[0] for row in rows})


def test_a_list_of_megabytes_arrives_at_the_staff_door(site: Site, dana: Staff, staff_client: Any) -> None:
    client = staff_client(dana)
    bring = client.at("operations:bring_table", operation_id=site.operation_id)
    rows = "".join(f"cup{number},{'x' * 50_000}\n" for number in range(50))
    assert client.post(bring, {"site": site.id, "table": f"handle,note\n{rows}"}).status_code == 302
    assert AccountTable.objects.get().rows == 50
    assert client.post(bring, {"site": site.id, "table": "x" * 8_000_001}).status_code == 413
