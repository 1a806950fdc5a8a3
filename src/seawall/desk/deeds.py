"""The deeds of the trail in words, for pages. A test holds this table against every `record(...)` of the house."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DEEDS: dict[str, Promise] = {}


def words_for(what: str) -> str:
    """The deed as a sentence; a deed of a later version is still shown, by its code."""
    return str(DEEDS.get(what, what))
