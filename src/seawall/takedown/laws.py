"""Which law and language a notice uses, and its words: data/laws.toml and data/letters.toml, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("seawall.takedown").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


def law_for(country: str) -> str:
    laws = _data("laws")
    return str(laws["law_of_country"].get(country, laws["default"]))


def language_for(country: str) -> str:
    return str(_data("laws")["language_of_country"].get(country, "en"))


def law_title(law: str, language: str) -> str:
    return str(_law(law, language)["title"])


def law_basis(law: str, language: str) -> str:
    return str(_law(law, language)["basis"]).strip()


def words(language: str) -> dict[str, str]:
    letters = _data("letters")
    return {name: text.strip() for name, text in letters.get(language, letters["en"]).items()}


def _law(law: str, language: str) -> dict[str, Any]:
    found = _data("laws")["law"][law]
    return dict(found.get(language, found["en"]))
