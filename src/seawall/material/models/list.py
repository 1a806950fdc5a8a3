from django.db import models

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.material.models.item import Item
from seawall.material.states import EntryState, HandlingCode, VoteReason, WithdrawalReason


class List(Record):
    """Fingerprints that its owner stands for. Matching against it is evidence, never an accusation."""

    id = IdField(prefix="lst")
    name = models.CharField(max_length=80)
    handling = models.CharField(max_length=16, choices=HandlingCode, default=HandlingCode.AMBER_STRICT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="material_list_name")]

    def __str__(self) -> str:
        return self.name


class ListEntry(Record):
    """One item on one list. Withdrawn, it stays as a tombstone; entered again, it is a new entry."""

    id = IdField(prefix="ent")
    list = models.ForeignKey(List, on_delete=models.PROTECT, related_name="entries")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="entries")
    source = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    handling = models.CharField(max_length=16, choices=HandlingCode)
    state = models.CharField(max_length=9, choices=EntryState, default=EntryState.PROPOSED)
    proposed_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True)
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
        ]

    def __str__(self) -> str:
        return self.id


class Vote(Record):
    """One person's word for or against an entry."""

    id = IdField(prefix="vot")
    entry = models.ForeignKey(ListEntry, on_delete=models.PROTECT, related_name="votes")
    voter = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    up = models.BooleanField()
    reason = models.CharField(max_length=24, choices=VoteReason)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "voter"], name="material_vote_once"),
            models.CheckConstraint(
                condition=models.Q(up=True, reason=VoteReason.OWN_OPINION)
                | models.Q(models.Q(up=False), ~models.Q(reason=VoteReason.OWN_OPINION)),
                name="material_vote_reason_fits",
            ),
        ]

    def __str__(self) -> str:
        return self.id
