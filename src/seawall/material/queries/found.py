from typing import TypeVar

from seawall.core.errors import NotFound

T = TypeVar("T")


def the(found: T | None) -> T:
    """The record itself; NotFound where there is none for this viewer."""
    if found is None:
        raise NotFound
    return found
