"""A node with so many known pictures: `python -m tests.bench._known COUNT`, in the environment of a node with one agency.

One item is registered, confirmed and shared in the ordinary way; the many are its copies with ids, numbers and codes of their own,
written in bulk. Prints an access key that may ask the list with all of them.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

import django
import numpy as np
from django.db import connection, models, transaction
from numpy.typing import NDArray

django.setup()

from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.core.budget import Limits
from seawall.core.ids import IdField
from seawall.material.actions import propose_entry, share_entry
from seawall.material.models import Fingerprint, Item, List, ListEntry, Turn, Verdict
from seawall.material.states import FingerprintKind, GivenFingerprint
from seawall.material.tests.make import a_confirmed_item, a_list
from seawall.people.actions import open_access_key
from seawall.people.models import Agency, DutyGrant, Staff
from seawall.people.queries import actor_of
from seawall.people.states import KeyTerms, Scope
from tests.bench._planted import codes

CHUNK = 20_000
WIDE = Limits(100_000_000, 100_000_000)


def fill(known_codes: NDArray[np.uint8]) -> str:
    """The secret of a key that may ask the list with all of them."""
    agency = Agency.objects.get()
    people = {duty: somebody(agency, name, duty) for name, duty in PEOPLE}
    first, reviewer = people[Duty.ANALYST], people[Duty.REVIEWER]
    known = a_list(reviewer)
    item = a_confirmed_item(first, people[Duty.SPECIALIST], given(known_codes[0]))
    share_entry(propose_entry(item, known, actor=first), actor=reviewer)
    # As the worker would have; otherwise it would look for what each of the copies is like while they are asked for.
    Item.objects.update(compared_at=clock.now())
    copy(item, known_codes[1:])
    return key_for(agency, known, people[Duty.ADMINISTRATOR])


PEOPLE = (
    ("Mara", Duty.ANALYST),
    ("Jonas", Duty.SPECIALIST),
    ("Rena", Duty.REVIEWER),
    ("Ada", Duty.ADMINISTRATOR),
)


def somebody(agency: Agency, name: str, duty: Duty) -> Actor:
    person = Staff.objects.create(email=f"{name.lower()}@nord.example", name=name, agency=agency)
    DutyGrant.objects.create(staff=person, duty=duty, granted_by="system")
    return actor_of(person, fresh=True)


def key_for(agency: Agency, known: List, administrator: Actor) -> str:
    terms = KeyTerms((Scope.MATCH,), (known.id,), WIDE, clock.now() + timedelta(days=1))
    return open_access_key(agency, "Example Hosting", terms=terms, actor=administrator)[1]


def given(code: NDArray[np.uint8]) -> GivenFingerprint:
    return GivenFingerprint(FingerprintKind.PDQ, code.tobytes().hex(), 90)


def copy(item: Item, others: NDArray[np.uint8]) -> None:
    """Each copy with all that matching reads of an item: its fingerprint, its entry, its verdict under every scheme."""
    with transaction.atomic():
        turn = Turn.objects.get()
        made = {"number": f"{turn.number} + copy.number", "turn": f"{turn.number} + copy.number"}
        copy_rows(Item, [item], len(others), made)
        write_fingerprints(item, others)
        copy_rows(ListEntry, item.entries.all(), len(others), {"item_id": name_of(Item, 1)})
        copy_rows(Verdict, item.verdicts.all(), len(others), {"item_id": name_of(Item, 1)})
        Turn.objects.update(number=turn.number + len(others))
    with connection.cursor() as cursor:
        # As a database is that has grown in the ordinary way.
        cursor.execute("ANALYZE")


def copy_rows(
    model: type[models.Model], patterns: Iterable[models.Model], count: int, changed: dict[str, str]
) -> None:
    """Within the database, in one statement a pattern: row by row they would be most of the work."""
    quote = connection.ops.quote_name
    columns = [field.column for field in model._meta.local_concrete_fields]
    for place, pattern in enumerate(patterns, 1):
        own = {"id": name_of(model, place), **changed}
        values = ", ".join(own.get(name, f"pattern.{quote(name)}") for name in columns)
        names, table = ", ".join(map(quote, columns)), quote(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({names}) WITH RECURSIVE copy(number) AS"
                f" (SELECT 1 UNION ALL SELECT number + 1 FROM copy WHERE number < {count})"
                f" SELECT {values} FROM copy, {table} AS pattern WHERE pattern.id = %s",
                [pattern.pk],
            )


def name_of(model: type[models.Model], place: int) -> str:
    """The id of a copy, as SQL. Digits alone are base 32 too."""
    return f"'{prefix_of(model)}_0{place}' || LPAD(CAST(copy.number AS text), 24, '0')"


def prefix_of(model: type[models.Model]) -> str:
    field = model._meta.get_field("id")
    assert isinstance(field, IdField)
    return field.prefix


def write_fingerprints(item: Item, others: NDArray[np.uint8]) -> None:
    """Their digests are keyed: they are made here."""
    pattern = item.fingerprints.get()
    fields = Fingerprint._meta.local_concrete_fields
    row = {
        field.column: field.get_db_prep_save(getattr(pattern, field.attname), connection) for field in fields
    }
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, row))
    insert = (
        f"INSERT INTO {quote(Fingerprint._meta.db_table)} ({names}) VALUES ({', '.join(['%s'] * len(row))})"
    )
    rows = fingerprint_rows(row, others)
    with connection.cursor() as cursor:
        while chunk := list(islice(rows, CHUNK)):
            cursor.executemany(insert, chunk)


def fingerprint_rows(row: dict[str, Any], others: NDArray[np.uint8]) -> Iterator[list[Any]]:
    for number, code in enumerate(others, 1):
        one = given(code)
        own = {
            "id": f"fpr_01{number:024d}",
            "item_id": f"itm_01{number:024d}",
            "value": one.value,
            "digest": one.digest,
        }
        yield list({**row, **own}.values())


if __name__ == "__main__":
    sys.stdout.write(fill(codes(int(sys.argv[1]))))
