from collections import Counter
from uuid import RFC_4122, UUID

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from seawall.core import ids
from seawall.core.errors import NotFound
from seawall.core.ids import ALPHABET, IdField, checked_id, new_id, new_ids

# Given to two kinds each before anybody saw it; why they stay: docs/decisions/0001-typed-ids.md.
SHARED = {"sit", "tip"}


def test_a_prefix_names_one_kind_of_record() -> None:
    keys = [model._meta.pk for model in apps.get_models()]
    given = Counter(key.prefix for key in keys if isinstance(key, IdField))
    assert {prefix for prefix, number in given.items() if number > 1} == SHARED


def number_of(typeid: str) -> int:
    """A second reading of the format, from its description: 26 digits of base 32, most significant first."""
    number = 0
    for letter in typeid.partition("_")[2]:
        number = number * 32 + ALPHABET.index(letter)
    return number


def test_it_makes_a_uuid_of_version_7_with_a_prefix() -> None:
    made = new_id("rep")
    number = UUID(int=number_of(made))
    assert made.startswith("rep_") and len(made) == 30
    assert number.version == 7


def test_it_writes_the_example_of_the_typeid_specification(monkeypatch: pytest.MonkeyPatch) -> None:
    """https://github.com/jetify-com/typeid/blob/main/spec/valid.yml, "uuidv7"."""
    monkeypatch.setattr(ids, "uuid7", lambda: UUID("01890a5d-ac96-774b-bcce-b302099a8057"))
    assert new_id("abc") == "abc_01h455vb4pex5vsknk084sn02q"


def test_ids_sort_by_the_time_of_making() -> None:
    made = [new_id("evt") for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == 2000


def test_many_made_at_once_are_ids_of_one_moment_in_rising_order() -> None:
    before, made, after = new_id("evt"), new_ids("evt", 2000), new_id("evt")
    assert [before, *made, after] == sorted([before, *made, after]) and len(set(made)) == 2000
    numbers = [UUID(int=number_of(checked_id(one, "evt"))) for one in made]
    assert {(number.version, number.variant, number.int >> 80) for number in numbers} == {
        (7, RFC_4122, numbers[0].int >> 80)
    }
    # Each of the 74 random bits is sometimes set and sometimes not.
    low, high = (1 << 128) - 1, 0
    for number in numbers:
        low, high = low & number.int, high | number.int
    assert bin(high & ~low & ((1 << 80) - 1)).count("1") == 74
    assert new_ids("evt", 0) == []


def test_two_ids_made_together_share_no_tail() -> None:
    """Nobody may guess the next id from one they know: 74 random bits differ."""
    first, second = number_of(new_id("rep")), number_of(new_id("rep"))
    assert bin((first ^ second) & (1 << 74) - 1).count("1") > 10


@pytest.mark.parametrize("number", [0, 1, 31, 32, (1 << 128) - 1])
def test_every_number_survives_the_round_trip(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "uuid7", lambda: UUID(int=number))
    made = new_id("itm")
    assert number_of(made) == number
    assert checked_id(made, "itm") == made


def test_a_foreign_kind_is_not_found() -> None:
    with pytest.raises(NotFound):
        checked_id(new_id("itm"), "rep")


@given(st.text(max_size=40))
def test_no_other_text_is_an_id(text: str) -> None:
    with pytest.raises(NotFound):
        checked_id(text, "rep")


@pytest.mark.parametrize(
    "spoiled", ["rep_8", "rep_0\n", "REP_", "rep_l", "rep-", "rep_\N{ARABIC-INDIC DIGIT ONE}"]
)
def test_a_spoiled_id_is_not_found(spoiled: str) -> None:
    with pytest.raises(NotFound):
        checked_id((spoiled + new_id("rep")[4:])[:30], "rep")


def test_a_record_knows_its_name_before_it_is_written() -> None:
    field = IdField(prefix="bdl")
    assert field.get_default() != field.get_default()
    assert field.get_default().startswith("bdl_")
    assert field.deconstruct()[3] == {"prefix": "bdl"}
