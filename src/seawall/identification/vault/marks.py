"""How a person's data are found without being opened: by keyed digests of the name, for each agency others: one of it as it is written, and
one of it as it sounds."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from seawall.core.days import fault_of_past
from seawall.core.errors import Invalid
from seawall.core.keys import digest
from seawall.core.masked import Masked
from seawall.identification.vault.sounds import one_way_of_sounding, parts_of
from seawall.identification.vault.words import LONGEST_VALUE, MARKS, NAME_MARK, ROUGH_MARK, VaultKind


def one_way_of_writing(name: str) -> str:
    """Small letters without accents, the parts in alphabetical order."""
    return " ".join(parts_of(name))


def mark_of(owner_id: str, kind: VaultKind, words: Masked) -> str:
    """Empty for what nobody looks for."""
    if kind not in MARKS or not words:
        return ""
    written = words.secret if kind is VaultKind.BIRTH_DATE else one_way_of_writing(words.secret)
    return digest(MARKS[kind], f"{owner_id}:{written}")


def rough_mark_of(owner_id: str, kind: VaultKind, words: Masked) -> str:
    """Of a name as it sounds, with a key of its own: the same for other spellings, and now and then for another name."""
    if MARKS.get(kind) != NAME_MARK or not words:
        return ""
    return digest(ROUGH_MARK, f"{owner_id}:{one_way_of_sounding(words.secret)}")


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
        born = date.fromisoformat(words)
    except ValueError:
        raise Invalid({field: _("Write a date of birth as 2014-03-09: year, month, day.")}) from None
    if fault := fault_of_past(born):
        raise Invalid({field: fault})
    return Masked(born.isoformat())
