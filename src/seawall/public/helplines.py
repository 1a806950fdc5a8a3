"""Who helps, from helplines.toml, in the visitor's language; the agency's own country first."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    number: str
    young: bool


@dataclass(frozen=True, slots=True)
class Country:
    code: str
    name: str
    lines: list[Line]


@cache
def table() -> list[dict[str, Any]]:
    text = (Path(__file__).parent / "data" / "helplines.toml").read_text(encoding="utf-8")
    countries: list[dict[str, Any]] = tomllib.loads(text)["country"]
    return countries


def countries(first: str) -> list[Country]:
    language = "de" if (get_language() or "").startswith("de") else "en"
    ordered = sorted(table(), key=lambda country: country["code"] != first)
    return [Country(c["code"], c[language], [_line(line, language) for line in c["line"]]) for c in ordered]


def _line(line: dict[str, Any], language: str) -> Line:
    return Line(line[language], line["number"], line.get("young", False))


def lines_for_the_young(first: str) -> list[Line]:
    """The lines of the agency's own country; the European ones where it has none here."""
    own = [country for country in countries(first) if country.code == first]
    europe = [country for country in countries(first) if country.code == "EU"]
    return [line for line in (own or europe)[0].lines if line.young]
