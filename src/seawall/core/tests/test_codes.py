import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from seawall.core.codes import (
    countries,
    countries_named,
    country_name,
    is_country,
    is_language,
    language_name,
    must_be_country,
)


def test_it_names_a_country_in_the_readers_language() -> None:
    assert country_name("DE") == "Germany"
    with override("de"):
        assert (country_name("DE"), language_name("fr")) == ("Deutschland", "Französisch")
    with override("fr"):
        assert country_name("DE") == "Germany"


def test_it_holds_every_country_of_the_standard() -> None:
    assert len(countries()) == 249
    assert [name for _, name in countries()] == sorted(name for _, name in countries())


@pytest.mark.parametrize("code", ["", "de", "EU", "XX", "UK", "DEU", "D\u0130"])
def test_anything_else_is_no_country(code: str) -> None:
    assert not is_country(code) and country_name(code) == code
    with pytest.raises(ValidationError):
        must_be_country(code)


def test_it_knows_languages() -> None:
    assert is_language("en") and not is_language("EN") and language_name("xx") == "xx"


@pytest.mark.parametrize(
    ("typed", "codes", "unknown"),
    [
        ("", (), ()),
        ("de, Österreich; switzerland\nFR", ("DE", "AT", "CH", "FR"), ()),
        ("DE at  DE", ("DE", "AT"), ()),
        ("Antigua und Barbuda, Atlantis, XX", ("AG",), ("Atlantis", "XX")),
    ],
)
def test_it_reads_countries_as_people_type_them(
    typed: str, codes: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    assert countries_named(typed) == (codes, unknown)
