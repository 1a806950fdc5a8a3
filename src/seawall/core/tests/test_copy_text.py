"""What goes into PostgreSQL by our text comes out as what it was."""

from datetime import UTC
from typing import Any

import pytest
from django.db import DataError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core.copy_text import copy_text
from seawall.core.many_rows import writer

# A lone half of a pair is no text that could be sent; a letter zero has its own test.
TEXTS = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    st.text(st.sampled_from("\\N\t\n\r.0x\v\b")),
)
MOMENTS = st.datetimes(timezones=st.just(UTC))
ROWS = st.tuples(
    st.one_of(st.none(), TEXTS),
    TEXTS,
    st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)),
    st.integers(0, 2**31 - 1),
    st.one_of(st.none(), st.booleans()),
    st.one_of(st.none(), MOMENTS),
    st.one_of(st.none(), st.dates()),
)
COLUMNS = (
    "a text, b text NOT NULL, c bigint, d integer NOT NULL, e boolean, f timestamptz, g date, h text, i date"
)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no COPY")
@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=9), TEXTS, st.one_of(st.none(), st.dates()))
def test_each_value_comes_back(rows: list[tuple[Any, ...]], text: str, day: Any) -> None:
    text_of_all = copy_text(rows, (text, day), writer())
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE IF NOT EXISTS taken ({COLUMNS})")
        cursor.execute("TRUNCATE taken")
        with cursor.copy("COPY taken FROM STDIN") as copy:
            copy.write(text_of_all)
        cursor.execute("SELECT * FROM taken ORDER BY ctid")
        assert cursor.fetchall() == [(*row, text, day) for row in rows]


def test_a_letter_zero_is_refused_as_the_database_would() -> None:
    with pytest.raises(DataError):
        copy_text([("one",), ("t\0wo",)], (), str)
    with pytest.raises(DataError):
        copy_text([("one",)], ("\0",), str)


def test_no_rows_are_no_text() -> None:
    assert copy_text([], ("shared",), str) == ""
