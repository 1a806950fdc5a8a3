"""Code lists as data: countries (ISO 3166-1) and languages (ISO 639-1), named in the reader's language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Names = Mapping[str, Mapping[str, str]]


@cache
def _list(name: str) -> Names:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


def is_country(code: str) -> bool:
    return code in _list("countries")


def country_name(code: str) -> str:
    return _name("countries", code)


def countries() -> list[tuple[str, str]]:
    """For a choice on a form, in the order of the alphabet."""
    return sorted(((code, country_name(code)) for code in _list("countries")), key=lambda pair: pair[1])


def is_language(code: str) -> bool:
    return code in _list("languages")


def language_name(code: str) -> str:
    return _name("languages", code)


def must_be_country(code: str) -> None:
    """For forms and fields."""
    if not is_country(code):
        raise ValidationError(_("This is not the two-letter code of a country, such as DE."), code="country")


def _name(name: str, code: str) -> str:
    """The code itself when nobody knows it: an old record must still be readable."""
    names = _list(name).get(code, {})
    reader = (get_language() or "en").partition("-")[0]
    return names.get(reader) or names.get("en") or code
