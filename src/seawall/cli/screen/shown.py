"""Names, numbers and spans of time, as a person reads them. A name is shown by its letters and never obeyed."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONGEST_NAME = 400
UNITS = ("B", "kB", "MB", "GB", "TB")


def name(text: str) -> str:
    """Control characters, line ends, letters that turn the direction of writing, and bytes that are no text show as their numbers."""
    safe = "".join(letter if letter.isprintable() else _number(letter) for letter in text)
    return safe if len(safe) <= LONGEST_NAME else f"{safe[:200]}…{safe[-199:]}"


def _number(letter: str) -> str:
    code = ord(letter)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def count(number: int) -> str:
    return str(number_format(number, force_grouping=True))


def size(number: float) -> str:
    unit = 0
    while number >= 1000 and unit < len(UNITS) - 1:
        number, unit = number / 1000, unit + 1
    return f"{number_format(number, 0 if number >= 100 or unit == 0 else 1)} {UNITS[unit]}"


def files(number: int) -> str:
    return ngettext("%(count)s file", "%(count)s files", number) % {"count": count(number)}


def span(seconds: float) -> str:
    """Roughly, as nobody needs the seconds of an hour."""
    whole = max(0, round(seconds))
    if whole < 60:
        return _("%(number)s s") % {"number": whole}
    if whole < 3600:
        return _("%(number)s min") % {"number": round(whole / 60)}
    return _("%(hours)s h %(minutes)02d min") % {"hours": count(whole // 3600), "minutes": whole % 3600 // 60}
