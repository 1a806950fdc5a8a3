"""Small words the page parts need and that templates cannot say themselves. No rules of any domain here."""

import re
from typing import NamedTuple
from urllib.parse import quote

from django import template
from django.conf import settings
from django.forms.boundfield import BoundField, BoundWidget
from django.template.context import Context
from django.urls import translate_url
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from seawall.core import codes, ids

register = template.Library()
register.filter("short", ids.short)
register.filter("country", codes.country_name)
register.filter("language", codes.language_name)

THEMES = ("light", "dark")
THEME_COOKIE = "seawall_theme"
KEYS_COOKIE = "seawall_keys"


class LanguageLink(NamedTuple):
    code: str
    name: str
    url: str
    current: bool


def _cookie(context: Context, name: str) -> str:
    # An error page may be rendered without any request.
    request = context.get("request")
    return request.COOKIES.get(name, "") if request is not None else ""


@register.simple_tag(takes_context=True)
def chosen_theme(context: Context) -> SafeString:
    """The theme this browser asked for; without a choice the operating system decides."""
    theme = _cookie(context, THEME_COOKIE)
    return format_html(' data-theme="{}"', theme) if theme in THEMES else SafeString("")


@register.simple_tag(takes_context=True)
def chosen_keys(context: Context) -> SafeString:
    """Single-key commands can be switched off: speech input and shaky hands press keys nobody meant (WCAG 2.1.4)."""
    return SafeString(' data-keys="off"') if _cookie(context, KEYS_COOKIE) == "off" else SafeString("")


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """The same page in the other languages, each by its own name; empty where the address does not carry the language."""
    request = context.get("request")
    if request is None:
        return []
    links = [
        LanguageLink(
            code,
            get_language_info(code)["name_local"],
            translate_url(request.path, code),
            code == get_language(),
        )
        for code, _name in settings.LANGUAGES
    ]
    return links if len({link.url for link in links}) > 1 else []


@register.simple_tag
def share(value: float | None, most: float | None) -> str:
    """A part of the whole in per cent, as SVG wants it: with a point, never above 100."""
    if not value or not most:
        return "0"
    return f"{min(100.0, 100.0 * value / most):.2f}"


@register.filter
def dialled(number: str) -> str:
    """A telephone number as a dialling link wants it."""
    return re.sub(r"[^0-9+]", "", str(number))


@register.filter
def reached(contact: str) -> str:
    """Where a link to a desk leads, whose contact is a mail address or a telephone number (core/contacts.py)."""
    return f"mailto:{quote(contact, safe='@+')}" if "@" in contact else f"tel:{dialled(contact)}"


@register.filter
def widget_attribute(field: BoundField, name: str) -> str:
    """An attribute of the field's widget; template dots cannot reach names with a hyphen."""
    return str(field.field.widget.attrs.get(name, ""))


@register.filter
def may_stay_empty(field: BoundField) -> bool:
    """Nothing need be answered here. Where "as this device is set" is one of the answers, one is always given."""
    if field.field.required:
        return False
    offered = getattr(field.field, "choices", ())
    return not any(
        code == "" and str(words).strip("-") for code, words in offered if not isinstance(words, list | tuple)
    )


@register.filter
def choice_key(choice: BoundWidget) -> str:
    """The key that chooses this answer (`data-key`), shown beside its words."""
    return str(choice.data.get("attrs", {}).get("data-key", ""))


@register.filter
def grouped(number: float) -> str:
    """A large number as people read it: 1,000,000 or 1.000.000."""
    return number_format(number, force_grouping=True)
