"""Where reports can be forwarded to, from data/tiplines.toml: adding one is a matter of data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import get_language
from django.utils.translation import gettext as _

TABLE = Path(__file__).parent.parent / "data" / "tiplines.toml"


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    address: str
    test: bool
    only_taken: bool
    names: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.names.get((get_language() or "en")[:2], self.names["en"])


@cache
def places() -> Mapping[str, Place]:
    found = tomllib.loads(TABLE.read_text(encoding="utf-8"))["tipline"]
    return {
        each["code"]: Place(
            each["code"],
            each["address"],
            each["test"],
            each["only_taken"],
            {"en": each["en"], "de": each["de"]},
        )
        for each in found
    }


def place_words(code: str) -> str:
    """Of the table; without a code it is another tipline. A row that is gone meanwhile keeps its code."""
    place = places().get(code)
    return place.name if place else code or str(_("Another tipline"))


def is_named(address: str) -> bool:
    """The host belongs to a place of the table: whoever means it chooses it there, with what is known about tests."""
    host = urlsplit(address).hostname
    return any(urlsplit(place.address).hostname == host for place in places().values())
