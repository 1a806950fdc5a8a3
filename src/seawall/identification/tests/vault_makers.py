"""An invented child in the vault, and two keepers."""

from seawall.approvals.actions import approve
from seawall.approvals.models import Approval
from seawall.core.actors import Actor, Duty
from seawall.core.masked import Masked
from seawall.identification.actions import keep_in_vault, propose_finding, propose_opening
from seawall.identification.models import VaultEntry, Victim
from seawall.identification.states import Sought, ToKeep, VaultKind, VaultPurpose
from seawall.people.models import Agency, DutyGrant, Staff

SENTINEL = "Zwieselfund Quittenkern"


def a_keeper(name: str, agency: Agency, *more: Duty) -> Staff:
    person = Staff.objects.create(email=f"{name.lower()}@vault.example", name=name, agency=agency)
    for duty in (Duty.VAULT_KEEPER, *more):
        DutyGrant.objects.create(staff=person, duty=duty, granted_by="system")
    return person


def kept(victim: Victim, actor: Actor, words: str = SENTINEL, kind: VaultKind = VaultKind.NAME) -> VaultEntry:
    return keep_in_vault(victim, ToKeep(kind, Masked(words)), actor=actor)


def asked_to_open(victim: Victim, actor: Actor, *entries: VaultEntry) -> Approval:
    ids = [entry.id for entry in entries] or list(victim.vault.values_list("id", flat=True))
    words = "The family court has asked."
    approval_id = propose_opening(victim, ids, purpose=VaultPurpose.AUTHORITY, words=words, actor=actor)
    return Approval.objects.get(pk=approval_id)


def agreed(asked: Approval, actor: Actor) -> Approval:
    return approve(asked, asked.digest, actor=actor)


def whom(name: str = SENTINEL, birth_date: str = "", reference: str = "DP-2031-14") -> Sought:
    return Sought(Masked(name), Masked(birth_date), reference)


def asked_to_find(sought: Sought, actor: Actor) -> Approval:
    return Approval.objects.get(
        pk=propose_finding(sought, "A letter, with a copy of a passport.", actor=actor)
    )
