"""Small words the pages of reports need."""

from collections.abc import Mapping
from datetime import datetime

from django import template
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from seawall.core import clock

register = template.Library()


@register.filter
def name_of(names: Mapping[str, str], person: str) -> str:
    return names.get(person, "")


@register.filter
def age(moment: datetime) -> str:
    """One unit is enough to see what waits longest; the exact time stands in the cell's title."""
    return timesince(moment, clock.now(), depth=1)


@register.filter
def novelty_words(novelty: int) -> str:
    if novelty == 2:
        return _("new")
    return _("known, told again") if novelty == 1 else _("known")
