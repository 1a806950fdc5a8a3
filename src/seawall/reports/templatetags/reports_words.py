"""Small words the pages of reports need."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def name_of(names: Mapping[str, str], person: str) -> str:
    return names.get(person, "")


@register.filter
def minus_one(number: int) -> int:
    return number - 1


@register.filter
def novelty_words(novelty: int) -> str:
    if novelty == 2:
        return _("never seen before")
    return _("known, told again") if novelty == 1 else _("known")
