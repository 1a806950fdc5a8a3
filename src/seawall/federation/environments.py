"""The environments of Hash Sharing, from data/hash_sharing.toml: adding one is a matter of data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

TABLE = Path(__file__).parent / "data" / "hash_sharing.toml"


@dataclass(frozen=True, slots=True)
class Environment:
    code: str
    address: str
    names: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.names.get((get_language() or "en")[:2], self.names["en"])


@cache
def environments() -> Mapping[str, Environment]:
    found = tomllib.loads(TABLE.read_text(encoding="utf-8"))["environment"]
    return {
        each["code"]: Environment(each["code"], each["address"], {"en": each["en"], "de": each["de"]})
        for each in found
    }
