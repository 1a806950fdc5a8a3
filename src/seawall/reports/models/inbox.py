from typing import Any

from django.db import models

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record, TroubleField
from seawall.reports.states import MailFate, MailState, MailTrouble


class Inbox(Record):
    """The agency's inbox for reports of machines (XARF), whose senders are agreed partners, and how far it has been read."""

    id = IdField(prefix="ibx")
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField()
    # Sealed with a key that is derived from the node's secret (core/keys.py).
    credentials = models.TextField(default="", blank=True)
    folder = models.CharField(max_length=250)
    # Where what was taken is moved; empty: it stays, marked as read.
    done_folder = models.CharField(max_length=250, blank=True, default="")
    # Under which name the agency's own mail server writes what it has proven of a sender.
    server = models.CharField(max_length=253)
    # Each agreed sender: address, organisation, and whether everything it sends is a test.
    partners = models.JSONField(default=list)
    minutes = models.PositiveIntegerField()
    reads = models.BooleanField(default=True)
    # Up to where it is read. UIDs hold as long as the folder's validity.
    validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    due_at = models.DateTimeField(default=clock.now, null=True)
    lease = models.CharField(max_length=32, default="", blank=True)
    leased_until = models.DateTimeField(null=True)
    trouble = TroubleField(choices=MailTrouble)
    trouble_since = models.DateTimeField(null=True)
    misses = models.PositiveIntegerField(default=0)
    last_whole_at = models.DateTimeField(null=True)
    # Mails of senders that are not agreed, or not proven, since somebody looked.
    strangers_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="reports_one_inbox")]

    def __str__(self) -> str:
        return self.id

    @property
    def state(self) -> MailState:
        if not self.reads:
            return MailState.OFF
        if self.lease and self.leased_until and self.leased_until > clock.now():
            return MailState.RUNNING
        if self.trouble:
            return MailState.TROUBLE if self.due_at else MailState.STOPPED
        return MailState.WAITING

    @property
    def lag(self) -> Any:
        """How long ago everything that was there had been read; None while nothing was."""
        return clock.now() - self.last_whole_at if self.last_whole_at else None


class Mail(Record):
    """One mail that was looked at once; of its words nothing is kept."""

    id = IdField(prefix="mai")
    inbox = models.ForeignKey(Inbox, on_delete=models.PROTECT, related_name="mails")
    # Keyed digest of its Message-ID and of all its bytes.
    digest = models.CharField(max_length=64)
    fate = models.CharField(max_length=9, choices=MailFate)
    reports = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inbox", "digest"], name="reports_one_mail_once")]
        indexes = [models.Index(fields=["inbox", "fate"], name="reports_mails")]

    def __str__(self) -> str:
        return self.id
