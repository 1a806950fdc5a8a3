"""What nobody does alone here: open the vault, and look for a person in it."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seawall.approvals.states import Deed, Line
from seawall.core.actors import Actor
from seawall.identification import policy
from seawall.identification.models import Victim
from seawall.identification.vault.intents import FIND, OPEN
from seawall.identification.vault.words import VaultKind, VaultPurpose


def may_approve_opening(actor: Actor, about: str) -> bool:
    victim = Victim.objects.filter(pk=about, owner_id=actor.agency_id).first()
    return victim is not None and policy.may_open_vault(actor, victim)


def may_approve_finding(actor: Actor, about: str) -> bool:
    return about == actor.agency_id and policy.may_find_in_vault(actor)


def opening_lines(shown: Mapping[str, Any]) -> list[Line]:
    kinds = ", ".join(str(VaultKind(kind).label) for kind in shown["kinds"])
    return [
        Line(_("Victim"), str(shown["victim"])),
        Line(_("What is opened, and shown once"), kinds),
        Line(_("Purpose"), VaultPurpose(shown["purpose"]).label),
    ]


def finding_lines(shown: Mapping[str, Any]) -> list[Line]:
    return [
        Line(_("Number of the request"), str(shown["reference"])),
        Line(
            _("What is shown"),
            _(
                "Under which pseudonyms the vault keeps data of the name that was typed, or of one that sounds alike"
            ),
        ),
    ]


DEEDS = (
    Deed(
        OPEN,
        _("Open a child's data in the vault"),
        may_approve_opening,
        lambda about: reverse("identification:vault_child", args=[about]),
        opening_lines,
        ("victim", "entries", "kinds", "purpose"),
    ),
    Deed(
        FIND,
        _("Look for a person in the vault"),
        may_approve_finding,
        lambda about: reverse("identification:vault_request"),
        finding_lines,
        ("reference",),
    ),
)
