"""Exactly what two people agree to: which entries of which child are opened, or for which name the vault is searched."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from seawall.approvals.states import Intent
from seawall.core.errors import Invalid
from seawall.identification.models import VaultEntry, Victim
from seawall.identification.vault.marks import checked_value, mark_of
from seawall.identification.vault.words import REFERENCE, Sought, VaultKind

OPEN, FIND = "identification.open_vault", "identification.find_in_vault"
# One person may do it, and a refused try leaves a line all the same.
ERASE = "identification.erase_from_vault"


def opening_of(victim: Victim, entries: Sequence[VaultEntry], purpose: str) -> Intent:
    """An entry is never changed, so that its id says what it holds."""
    content = {
        "victim": victim.code,
        "entries": sorted(entry.id for entry in entries),
        "kinds": sorted({str(entry.kind) for entry in entries}),
        "purpose": purpose,
    }
    return Intent(OPEN, victim.id, content)


def finding_of(owner_id: str, sought: Sought) -> Intent:
    """The name itself is kept nowhere: it is typed again by whoever searches."""
    name = checked_value(VaultKind.NAME, sought.name, "name")
    born = sought.birth_date
    if born:
        born = checked_value(VaultKind.BIRTH_DATE, born, "birth_date")
    content = {
        "reference": checked_reference(sought.reference),
        "name": mark_of(owner_id, VaultKind.NAME, name),
        "birth_date": mark_of(owner_id, VaultKind.BIRTH_DATE, born),
    }
    return Intent(FIND, owner_id, content)


def checked_reference(reference: str) -> str:
    if not REFERENCE.fullmatch(reference):
        raise Invalid(
            {"reference": _("Give the number of the request, without blanks, such as DP-2031-14. No name.")}
        )
    return reference
