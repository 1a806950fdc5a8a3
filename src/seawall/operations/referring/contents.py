"""What a package may hold, by its handling code and its recipient: data/referral_contents.toml, read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from seawall.material.states import HandlingCode
from seawall.operations.referring.states import RecipientKind, Section


@cache
def _table() -> Mapping[tuple[HandlingCode, RecipientKind], frozenset[Section]]:
    text = files("seawall.operations").joinpath("data/referral_contents.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["may_hold"]
    return {
        (HandlingCode(code), RecipientKind(kind)): frozenset(map(Section, sections))
        for code, kinds in rows.items()
        for kind, sections in kinds.items()
    }


def allowed(handling: HandlingCode, kind: RecipientKind) -> frozenset[Section]:
    """What the table does not name may hold nothing."""
    return _table().get((handling, kind), frozenset())
