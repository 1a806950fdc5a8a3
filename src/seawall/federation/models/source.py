from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record, TroubleField
from seawall.federation.states import (
    NEEDS_A_PERSON,
    FileFault,
    FileState,
    RunState,
    SourceKind,
    SourceState,
    Standing,
    Trouble,
)


class Source(Record):
    """Somebody else's list that we take over, and how far we have read it."""

    id = IdField(prefix="src")
    # Whose word it is: under this name their statements stand at the items.
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=16, choices=SourceKind)
    # By its code in data/hash_sharing.toml; empty for an address of its own.
    environment = models.CharField(max_length=40, default="", blank=True)
    place = models.CharField(max_length=500)
    # Sealed with a key that is derived from the node's secret (core/keys.py).
    credentials = models.TextField(default="", blank=True)
    minutes = models.PositiveIntegerField()
    # Up to where it is read: for each kind in words of its own. It moves in the transaction that takes what it covers.
    checkpoint = models.JSONField(default=dict)
    # Everything up to this moment, by the clock of the source, has been taken.
    read_upto = models.DateTimeField(null=True)
    due_at = models.DateTimeField(default=clock.now, null=True)
    # Who reads it now, and until when nobody else may; a process that was killed lets go by that.
    lease = models.CharField(max_length=32, default="", blank=True)
    leased_until = models.DateTimeField(null=True)
    trouble = TroubleField(choices=Trouble)
    trouble_since = models.DateTimeField(null=True)
    misses = models.PositiveIntegerField(default=0)
    last_whole_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(removed_at__isnull=True), name="federation_source_name"
            ),
            models.CheckConstraint(condition=Q(kind__in=SourceKind.values), name="federation_source_kind"),
            # A source that is gone keeps nothing that opens a door.
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(credentials="", due_at__isnull=True),
                name="federation_source_removed",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="federation_source_due")]

    def __str__(self) -> str:
        return self.id

    @property
    def state(self) -> SourceState:
        if self.removed_at is not None:
            return SourceState.REMOVED
        if self.paused_at is not None:
            return SourceState.PAUSED
        if self.lease and self.leased_until and self.leased_until > clock.now():
            return SourceState.RUNNING
        if self.trouble in NEEDS_A_PERSON and self.due_at is None:
            return SourceState.STOPPED
        return SourceState.TROUBLE if self.trouble else SourceState.WAITING

    @property
    def lag(self) -> Any:
        """How far what is taken lies behind; None while nothing was read to the end."""
        return clock.now() - self.read_upto if isinstance(self.read_upto, datetime) else None


class SourceRun(Record):
    """One attempt to read a source from its checkpoint to its end."""

    id = IdField(prefix="run")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="runs")
    state = models.CharField(max_length=8, choices=RunState, default=RunState.RUNNING)
    trouble = TroubleField(choices=Trouble)
    ended_at = models.DateTimeField(null=True)
    pages = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    disputed = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=Q(state=RunState.RUNNING), name="federation_run_once"
            )
        ]
        indexes = [models.Index(fields=["source", "-id"], name="federation_run_newest")]

    def __str__(self) -> str:
        return self.id


class SourceEntry(Record):
    """One record of a source as it came, beside the item that was made of it."""

    id = IdField(prefix="sen")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="entries")
    # Keyed digest of the source's own name for it: for some sources that is the fingerprint itself.
    key = models.CharField(max_length=64)
    # Whose word it is within the source, as the statement names it.
    speaker = models.CharField(max_length=120)
    standing = models.CharField(max_length=9, choices=Standing)
    item = models.ForeignKey("material.Item", on_delete=models.PROTECT, null=True, related_name="+")
    # As it came, sealed: it holds fingerprints in full.
    told = models.TextField()
    # When the source says that it was changed last.
    told_at = models.DateTimeField(null=True)
    # In which reading from the beginning it was last named.
    round = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="federation_source_entry_once"),
            models.CheckConstraint(
                condition=Q(standing__in=[Standing.WITHDRAWN, Standing.REFUSED]) | Q(item__isnull=False),
                name="federation_source_entry_item",
            ),
        ]
        indexes = [models.Index(fields=["source", "item"], name="federation_source_entry_item")]

    def __str__(self) -> str:
        return self.id


class SourceFile(Record):
    """A file of a folder, taken once by its contents, whatever it is called."""

    id = IdField(prefix="sfl")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=8, choices=FileState, default=FileState.TAKING)
    # So many records of it are taken.
    records = models.PositiveIntegerField(default=0)
    why = models.CharField(max_length=16, choices=FileFault, default=FileFault.NONE, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "sha256"], name="federation_source_file_once")
        ]

    def __str__(self) -> str:
        return self.id
