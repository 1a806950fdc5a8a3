"""Walks the permission table with real clients: everyone × every address, and nothing that is not in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import count
from typing import Any

import pytest
from django.db import transaction

from seawall.core.actors import Duty
from seawall.core.ids import new_id
from seawall.people.models import Agency, DutyGrant, Staff
from tests.architecture.permissions import (
    METHODS,
    NO_DUTY,
    PROGRAMS,
    Address,
    At,
    Row,
    Scene,
    addresses,
    rows,
)

ROWS = rows()
TYPED_ID = re.compile(r"([a-z]{3})_[0-9a-hjkmnp-tv-z]{26}")
row_by_row = pytest.mark.parametrize("row", ROWS, ids=str)


class UndoAll(Exception):
    """Each visitor finds the house as it was before the one before."""


class Doors:
    """Brings visitors to the doors and says which of them got something other than the table promises."""

    def __init__(self, clients: dict[str, Any], hotline: Agency, other: Agency, actor_of: Any) -> None:
        self.clients, self.hotline, self.other, self.actor_of = clients, hotline, other, actor_of
        self.numbers = count()
        self.standing: tuple[At, Mapping[str, Any] | None] | None = None

    def person(self, agency: Agency, *duties: Duty) -> Staff:
        email = f"visitor-{next(self.numbers)}@visitors.example"
        person = Staff.objects.create(email=email, name="Visitor", agency=agency)
        for duty in duties:
            DutyGrant.objects.create(staff=person, duty=duty, granted_by="system")
        return person

    def answer(
        self, row: Row, agency: Agency | None, *duties: Duty, unknown: bool = False, fresh: bool = True
    ) -> Any:
        """What this visitor gets, with everything undone afterwards but for the record that all visitors come to."""
        if self.standing is None or self.standing[0] is not row.at:
            self.standing = row.at, self._for_all(row.at)
        try:
            with transaction.atomic():
                response = self._visit(row, agency, duties, unknown, fresh)
                raise UndoAll
        except UndoAll:
            return response

    def _for_all(self, at: At) -> Mapping[str, Any] | None:
        """The parts of the address of a record that is the same whoever comes."""
        scene = self._scene(None)
        with suppress(UndoAll), transaction.atomic():
            parts = at(scene)
            if scene.has_asked:
                raise UndoAll
            return parts
        return None

    def _scene(self, visitor: Staff | None) -> Scene:
        return Scene(self.hotline, visitor, self.person, self.actor_of)

    def _visit(
        self, row: Row, agency: Agency | None, duties: tuple[Duty, ...], unknown: bool, fresh: bool
    ) -> Any:
        visitor = self.person(agency, *duties) if agency else None
        scene = self._scene(visitor)
        standing = self.standing and self.standing[1]
        parts = dict(row.at(scene) if standing is None else standing)
        if unknown:
            parts = {name: another_id(value) for name, value in parts.items()}
        sends = row.sends(scene) if callable(row.sends) else row.sends
        door = self.clients[row.program]
        client = door(visitor, fresh=fresh) if row.program == "staff" else door
        options = {"content_type": "application/json"} if row.json else {}
        send = getattr(client, row.method.lower())
        return send(client.at(row.name, **parts), dict(sends), **options)


def another_id(value: Any) -> Any:
    match = TYPED_ID.fullmatch(str(value))
    return new_id(match[1]) if match else value


@pytest.fixture
def doors(
    staff_client: Callable[..., Any],
    public_client: Any,
    node_client: Any,
    hotline: Agency,
    other_hotline: Agency,
    actor_of: Callable[..., Any],
) -> Doors:
    clients = {"staff": staff_client, "public": public_client, "node": node_client}
    return Doors(clients, hotline, other_hotline, actor_of)


Visitor = tuple[tuple[Duty, ...], int]


def each_alone(row: Row) -> Iterator[Visitor]:
    for duty in Duty:
        yield (duty,), row.who.get(duty, row.otherwise)
    yield (), row.who.get(NO_DUTY, row.otherwise)


def in_short(row: Row) -> Iterator[Visitor]:
    """Who is let in one by one; who is refused as one person that holds all those duties."""
    if NO_DUTY in row.who:
        yield (), row.who[NO_DUTY]
        yield tuple(Duty), row.who[NO_DUTY]
        return
    for duty in filter(None, row.who):
        yield (duty,), row.who[duty]
    yield tuple(duty for duty in Duty if duty not in row.who), row.otherwise


def surprises(
    row: Row, doors: Doors, visitors: Callable[[Row], Iterator[Visitor]] = in_short
) -> Iterator[str]:
    response = doors.answer(row, None)
    if response.status_code != row.nobody:
        yield f"nobody got {response.status_code}, expected {row.nobody}"
    if row.program != "staff":
        return
    if row.nobody == 302 and "/login" not in response["Location"]:
        yield f"nobody was sent to {response['Location']} instead of sign-in"
    for duties, expected in visitors(row):
        status = doors.answer(row, doors.hotline, *duties).status_code
        if status != expected:
            yield f"{' + '.join(duties) or 'somebody without a duty'} got {status}, expected {expected}"
    yield from _surprises_abroad(row, doors)
    yield from _surprises_without_a_fresh_factor(row, doors)


def _surprises_abroad(row: Row, doors: Doors) -> Iterator[str]:
    duties = tuple(filter(None, row.who))
    if row.at.__name__ == "no_record" or not duties:
        return
    status = doors.answer(row, doors.other, *duties).status_code
    if status != row.foreign:
        yield f"another agency got {status}, expected {row.foreign}"
    status = doors.answer(row, doors.hotline, *duties, unknown=True).status_code
    if status != row.foreign:
        yield f"an unknown id got {status}, expected {row.foreign}"


def _surprises_without_a_fresh_factor(row: Row, doors: Doors) -> Iterator[str]:
    for duty in filter(None, row.who) if row.steps_up else ():
        response = doors.answer(row, doors.hotline, duty, fresh=False)
        if response.status_code != 302 or "/account/confirm/" not in response["Location"]:
            yield f"{duty} without a fresh second factor got {response.status_code}"


@row_by_row
def test_it_answers_each_visitor_as_the_table_says(row: Row, doors: Doors) -> None:
    found = list(surprises(row, doors))
    assert not found, f"{row}: " + "; ".join(found)


@pytest.mark.slow
@row_by_row
def test_it_answers_each_duty_alone_as_the_table_says(row: Row, doors: Doors) -> None:
    found = list(surprises(row, doors, each_alone)) if row.program == "staff" else []
    assert not found, f"{row}: " + "; ".join(found)


def first_rows() -> list[Row]:
    """One row for each address: to try the methods which the table does not name."""
    return list({(row.program, row.name): row for row in ROWS}.values())


@pytest.mark.parametrize("row", first_rows(), ids=lambda row: f"{row.program} {row.name}")
def test_a_method_outside_the_table_is_not_answered(row: Row, doors: Doors) -> None:
    named = {other.method for other in ROWS if (other.program, other.name) == (row.program, row.name)}
    agency = doors.hotline if row.program == "staff" else None
    for method in sorted(set(METHODS) - named - _left_to_libraries(row)):
        asked = Row(row.program, row.name, method, at=row.at)
        status = doors.answer(asked, agency, *Duty).status_code
        assert status == 405, f"{asked} is not in the table and answers {status}"


def _left_to_libraries(row: Row) -> set[str]:
    """The sign-in library treats PUT as POST and asks for the same CSRF token; ninja's own two pages ask for no method."""
    if row.name.startswith(("account_", "mfa_", "usersessions_")):
        return {"PUT"}
    return set(METHODS) if row.name in {"api:openapi-json", "api:api-root"} else set()


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_address_is_in_the_table(program: str) -> None:
    in_table = {row.name for row in ROWS if row.program == program}
    missing = {address.name for address in addresses(program)} - in_table
    assert not missing, f"not in any tests/permissions.py: {sorted(missing)}"


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_row_has_an_address(program: str) -> None:
    gone = {row.name for row in ROWS if row.program == program} - {a.name for a in addresses(program)}
    assert not gone, f"rows without an address: {sorted(gone)}"


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_address_has_a_name(program: str) -> None:
    nameless = [address for address in addresses(program) if address.name.endswith(":") or not address.name]
    assert not nameless, nameless


def test_the_public_program_mounts_only_public_pages() -> None:
    def belongs(address: Address) -> bool:
        return address.view.startswith(
            ("seawall.public.", "seawall.config.", "seawall.core.", "django.views.")
        )

    foreign = [address for address in addresses("public") if not belongs(address)]
    assert not foreign, foreign


def test_it_notices_a_wrong_row(doors: Doors) -> None:
    """The walk itself can fail: a row that promises the health page to nobody, and one that forbids it."""
    assert list(surprises(Row("node", "healthz", nobody=404), doors))
    assert not list(surprises(Row("node", "healthz", nobody=200), doors))
    assert list(surprises(Row("staff", "healthz", nobody=200, who={}), doors))
