from django.db import models

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.material.models.item import Item
from seawall.material.states import (
    WIDEST_RADIUS,
    EntryState,
    HandlingCode,
    Stance,
    VoteReason,
    WithdrawalReason,
)


class List(Record):
    """Fingerprints that its owner stands for. Matching against it is evidence, never an accusation."""

    id = IdField(prefix="lst")
    name = models.CharField(max_length=80)
    handling = models.CharField(max_length=16, choices=HandlingCode, default=HandlingCode.AMBER_STRICT)
    # Off: the list is kept and passed on, and nothing is matched against it.
    matching = models.BooleanField(default=True)
    # Up to how many of the 256 bits of a PDQ fingerprint may differ; 0 is equal fingerprints only.
    radius = models.PositiveSmallIntegerField(default=WIDEST_RADIUS)
    stance = models.CharField(max_length=8, choices=Stance, default=Stance.KNOWN)
    # When matching last had something new to learn of it (turns.py).
    turn = models.PositiveBigIntegerField(db_index=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="material_list_name"),
            models.CheckConstraint(
                condition=models.Q(radius__range=(0, WIDEST_RADIUS)), name="material_list_radius"
            ),
            models.CheckConstraint(condition=models.Q(stance__in=Stance.values), name="material_list_stance"),
        ]

    def __str__(self) -> str:
        return self.name

    def has_within(self, distance: int) -> bool:
        """Whether what is so far from one of its items is a match of this list now."""
        return self.matching and self.stance == Stance.KNOWN and distance <= self.radius


class ListEntry(Record):
    """One item on one list. Withdrawn, it stays as a tombstone; entered again, it is a new entry."""

    id = IdField(prefix="ent")
    # Without an index of its own: each of those below begins with it.
    list = models.ForeignKey(List, on_delete=models.PROTECT, related_name="entries", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="entries")
    source = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    handling = models.CharField(max_length=16, choices=HandlingCode)
    state = models.CharField(max_length=9, choices=EntryState, default=EntryState.PROPOSED)
    proposed_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True)
    # Empty as well for what was shared before this was kept; the trail knows.
    shared_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    # When whoever takes the list over last had something new to learn of it (turns.py); empty while it was never shared.
    turn = models.PositiveBigIntegerField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=24, choices=WithdrawalReason, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list", "item"],
                condition=~models.Q(state=EntryState.WITHDRAWN),
                name="material_entry_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=EntryState.SHARED) | models.Q(shared_at__isnull=False),
                name="material_entry_shared_when",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state=EntryState.WITHDRAWN,
                    withdrawn_at__isnull=False,
                    withdrawn_because__in=WithdrawalReason.values,
                )
                | models.Q(
                    ~models.Q(state=EntryState.WITHDRAWN), withdrawn_at__isnull=True, withdrawn_because=""
                ),
                name="material_entry_withdrawn_when",
            ),
            models.CheckConstraint(
                condition=models.Q(shared_at__isnull=True, turn__isnull=True)
                | models.Q(shared_at__isnull=False, turn__isnull=False),
                name="material_entry_turn_when_shared",
            ),
        ]
        indexes = [
            # In this order a list is taken over (queries/changes.py).
            models.Index(fields=["list", "turn", "id"], name="material_entry_changes"),
            # In this order one is written into a file (listed.py).
            models.Index(fields=["list", "id"], name="material_entry_in_order"),
        ]

    def __str__(self) -> str:
        return self.id


class Vote(Record):
    """One person's word for or against an entry, or that of an organisation that pulls its list."""

    id = IdField(prefix="vot")
    entry = models.ForeignKey(ListEntry, on_delete=models.PROTECT, related_name="votes")
    voter = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    # As the access keys name it, where it is none of our own people.
    holder = models.CharField(max_length=120, default="", blank=True)
    up = models.BooleanField()
    reason = models.CharField(max_length=24, choices=VoteReason)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "voter"], name="material_vote_once"),
            models.UniqueConstraint(
                fields=["entry", "holder"],
                condition=~models.Q(holder=""),
                name="material_vote_once_holder",
            ),
            models.CheckConstraint(
                condition=models.Q(voter__isnull=False, holder="")
                | models.Q(models.Q(voter__isnull=True), ~models.Q(holder="")),
                name="material_vote_whose",
            ),
            models.CheckConstraint(
                condition=models.Q(up=True, reason=VoteReason.OWN_OPINION)
                | models.Q(models.Q(up=False), ~models.Q(reason=VoteReason.OWN_OPINION)),
                name="material_vote_reason_fits",
            ),
        ]

    def __str__(self) -> str:
        return self.id
