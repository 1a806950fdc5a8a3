"""How a person's data are found without being opened: by a keyed digest of the name in one way of writing, for each agency another."""

import re
import unicodedata
from datetime import date

from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid
from seawall.core.keys import digest
from seawall.core.masked import Masked
from seawall.identification.vault.words import LONGEST_VALUE, MARKS, VaultKind

PARTS = re.compile(r"[^\W_]+")


def one_way_of_writing(name: str) -> str:
    """Small letters without accents, the parts in alphabetical order: first and last name are told in any order."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(sorted(PARTS.findall(letters)))


def mark_of(owner_id: str, kind: VaultKind, words: Masked) -> str:
    """Empty for what nobody looks for."""
    if kind not in MARKS or not words:
        return ""
    written = words.secret if kind is VaultKind.BIRTH_DATE else one_way_of_writing(words.secret)
    return digest(MARKS[kind], f"{owner_id}:{written}")


def checked_value(kind: VaultKind, given: Masked, field: str) -> Masked:
    words = given.secret.strip()
    if not words or len(words) > LONGEST_VALUE:
        raise Invalid({field: _("Give it in 1 to 300 letters.")})
    if kind is VaultKind.BIRTH_DATE:
        return _checked_date(words, field)
    if kind in MARKS and not one_way_of_writing(words):
        raise Invalid({field: _("A name has letters.")})
    return Masked(words)


def _checked_date(words: str, field: str) -> Masked:
    try:
        return Masked(date.fromisoformat(words).isoformat())
    except ValueError:
        raise Invalid({field: _("Write a date of birth as 2014-03-09: year, month, day.")}) from None
