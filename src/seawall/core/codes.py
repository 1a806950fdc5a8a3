"""Code lists as data: countries (ISO 3166-1) and languages (ISO 639-1), named in the reader's language."""

import re
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


def countries_named(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Countries as somebody typed them, by code or by name, with commas, semicolons or new lines between them; codes may have blanks
    between them. Their codes, each once, and what names no country."""
    found: dict[str, None] = {}
    unknown: list[str] = []
    for part in filter(None, map(str.strip, re.split(r"[,;\n]+", text))):
        codes = [_code_of(part)] if _code_of(part) else [_code_of(word) for word in part.split()]
        if all(codes):
            found.update(dict.fromkeys(codes))
        else:
            unknown.append(part)
    return tuple(found), tuple(unknown)


def _code_of(word: str) -> str:
    """Of a code, or of a name in any language of the list; nothing where there is none."""
    return word.upper() if is_country(word.upper()) else codes_by_name().get(word.casefold(), "")


@cache
def codes_by_name() -> Mapping[str, str]:
    return {name.casefold(): code for code, names in _list("countries").items() for name in names.values()}


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
