"""The deeds of the house that need two people. config/wiring.py names them; this domain knows none of them itself."""

from collections.abc import Iterable

from seawall.approvals.states import Deed

_deeds: dict[str, Deed] = {}


class NotNamed(LookupError):
    """A deed that config/wiring.py does not name: a mistake of ours, never the user's."""


def name_deeds(deeds: Iterable[Deed]) -> None:
    _deeds.clear()
    _deeds.update({deed.name: deed for deed in deeds})


def deed_named(name: str) -> Deed | None:
    """None for a deed of another version: then nobody may approve it."""
    return _deeds.get(name)


def must_be_named(name: str) -> Deed:
    deed = deed_named(name)
    if deed is None:
        raise NotNamed(name)
    return deed
