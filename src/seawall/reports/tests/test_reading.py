"""Everything that may be typed is read without an error, and the same thing always comes to the same subject."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawall.core import spoken_codes
from seawall.reports import reading, receipts, words
from seawall.reports.reading import Place, read_line, read_place
from seawall.reports.states import SubjectKind

anything = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=200)


@pytest.mark.parametrize(
    ("typed", "kind", "shown"),
    [
        ("https://pictures.example/a", "url", "hxxps://pic…/…"),
        ("pictures.example/a?b", "url", "hxxps://pic…/…"),
        ("hxxp://pictures[.]example", "url", "hxxp://pic…/…"),
        ("@some_body", "account", "so…"),
        ("AB" * 32, "fingerprint", "sha256 ababab…"),
        ("cd" * 16, "fingerprint", "md5 cdcdcd…"),
        ("+49 30 23125 000", "phone", "+49…"),
    ],
)
def test_it_knows_what_a_line_is(typed: str, kind: str, shown: str) -> None:
    found = read_line(typed)
    assert found is not None
    assert (found.kind, found.shown) == (kind, shown)
    assert typed not in repr(found)


@pytest.mark.parametrize(
    "typed", ["behind the mill", "ab" * 15, "zz" * 32, "12345", "a.b c", "mailto:x@y.example"]
)
def test_what_it_cannot_read_it_leaves(typed: str) -> None:
    assert read_line(typed) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://pictures.example/a", "HTTP://Pictures.EXAMPLE:80/a#top"),
        ("https://pictures.example/a", "hxxps://pictures[.]example/a"),
        ("@Some.Body", "@some.body"),
        ("ab" * 20, "AB" * 20),
    ],
)
def test_the_same_thing_has_one_digest(one: str, other: str) -> None:
    first, second = read_line(one), read_line(other)
    assert first and second and first.key == second.key


def test_the_same_name_elsewhere_is_somebody_else() -> None:
    here, there = reading.account("sunny", "a game"), reading.account("sunny", "another game")
    assert here and there and here.key != there.key


@settings(max_examples=150, deadline=None)
@given(anything, anything, anything, anything)
def test_no_text_breaks_the_reading(lines: str, app: str, account: str, text: str) -> None:
    place = read_place(Place(lines, app, account, "", "DE"), text)
    kept = len(place.found) + len(place.unread)
    assert kept >= bool(words.normal(lines + account + text))
    assert all(len(found.shown) <= 200 for found in place.found.values())
    if place.found and {found.kind for found in place.found.values()} == {SubjectKind.TEXT}:
        assert len(place.found) == 1


@settings(max_examples=150, deadline=None)
@given(anything)
def test_a_shown_text_holds_no_trick_and_no_address(text: str) -> None:
    shown = words.shown(text)
    assert not any(words._is_trick(letter) for letter in shown)
    assert "https://" not in shown.casefold()


@settings(max_examples=200, deadline=None)
@given(anything)
def test_the_normal_form_is_stable(text: str) -> None:
    once = words.normal(text)
    assert words.normal(once) == once


tokens = st.text(string.ascii_letters + string.digits, min_size=16, max_size=22)


@settings(max_examples=100, deadline=None)
@given(tokens, st.randoms())
def test_a_code_survives_being_written_by_hand(token: str, chance: object) -> None:
    code = receipts.code_of(token)
    assert len(code) == 16 and set(code) <= set(receipts.ALPHABET)
    assert receipts.normal(code) == code
    sloppy = receipts.grouped(code).lower().replace("0", "o").replace("1", "l").replace(" ", " - ")
    assert receipts.normal(sloppy) == code
    assert receipts.normal(receipts.grouped(code).replace("1", "I").replace("0", "O")) == code


@settings(max_examples=100, deadline=None)
@given(tokens, tokens)
def test_another_token_is_another_code(one: str, other: str) -> None:
    assert (receipts.code_of(one) == receipts.code_of(other)) == (one == other)


@settings(max_examples=200, deadline=None)
@given(anything)
def test_any_text_is_a_code_or_none(text: str) -> None:
    code = receipts.normal(text)
    assert code is None or set(code) <= set(receipts.ALPHABET)


def test_the_hash_is_slow_one_way_and_the_nodes_own(settings: object) -> None:
    code = receipts.code_of("a token of one form")
    assert receipts.slow_hash(code) == receipts.slow_hash(code)
    assert code.lower() not in receipts.slow_hash(code)
    assert spoken_codes.COST["n"] * spoken_codes.COST["r"] * 128 >= 2**20
