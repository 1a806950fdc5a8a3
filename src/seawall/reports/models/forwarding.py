from django.db import models
from django.db.models import Q

from seawall.core import clock
from seawall.core.ids import IdField, short
from seawall.core.records import Record, TroubleField
from seawall.reports.models.bundle import Bundle
from seawall.reports.states import UNDER_WAY, Call, ForwardingState, Snag


class Tipline(Record):
    """Our account at a service that takes reports in the CyberTipline format. Its place never changes: what is for tests stays for tests."""

    id = IdField(prefix="tip")
    name = models.CharField(max_length=80)
    # By its code in data/tiplines.toml; empty for an address of its own.
    place = models.CharField(max_length=40, default="", blank=True)
    address = models.CharField(max_length=500)
    test = models.BooleanField()
    only_taken = models.BooleanField()
    # Who is asked there about our reports.
    contact = models.EmailField()
    # Sealed with a key that is derived from the node's secret (core/keys.py).
    credentials = models.TextField(default="", blank=True)
    # While it has one, nothing is sent there.
    snag = TroubleField(choices=Snag)
    snag_since = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    added_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(removed_at__isnull=True), name="reports_tipline_name"
            ),
            # What is gone keeps nothing that opens a door.
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(credentials=""), name="reports_tipline_removed"
            ),
        ]

    def __str__(self) -> str:
        return self.id


class Forwarding(Record):
    """One report that we hand in at a tipline. A test is of no bundle and says nothing true; everything else is of one bundle."""

    id = IdField(prefix="fwd")
    tipline = models.ForeignKey(Tipline, on_delete=models.PROTECT, related_name="forwardings")
    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, null=True, related_name="forwardings")
    test = models.BooleanField()
    state = models.CharField(max_length=12, choices=ForwardingState, default=ForwardingState.DRAFTED)
    # What is sent, as it was written; files: a list of XML documents with the number 0 for the report's.
    sealed_document = models.TextField()
    sealed_files = models.TextField(default="", blank=True)
    file_count = models.PositiveIntegerField(default=0)
    files_told = models.PositiveIntegerField(default=0)
    # Theirs. Only the report of this number is ever filed for this forwarding.
    number = models.BigIntegerField(null=True)
    # How often `finish` was begun for this number: what was begun may have reached them, answer or not.
    finishes = models.PositiveIntegerField(default=0)
    # So many numbers of it the tipline has forgotten.
    vanished = models.PositiveIntegerField(default=0)
    withdraw_asked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # When the next call is made; nothing while a person has to look.
    due_at = models.DateTimeField(null=True)
    lease = models.CharField(max_length=32, default="", blank=True)
    leased_until = models.DateTimeField(null=True)
    snag = TroubleField(choices=Snag)
    snag_since = models.DateTimeField(null=True)
    misses = models.PositiveIntegerField(default=0)
    opened_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            # The interface knows no addition: a second report of the same bundle would be the same report twice.
            models.UniqueConstraint(
                fields=["tipline", "bundle"],
                condition=~Q(state=ForwardingState.WITHDRAWN),
                name="reports_forwarded_once",
            ),
            models.UniqueConstraint(fields=["tipline", "number"], name="reports_forwarded_number"),
            models.CheckConstraint(
                condition=Q(test=True, bundle__isnull=True) | Q(test=False, bundle__isnull=False),
                name="reports_forwarded_tests_are_no_reports",
            ),
            models.CheckConstraint(
                condition=~Q(state=ForwardingState.FINISHED)
                | Q(finished_at__isnull=False, number__isnull=False),
                name="reports_forwarded_finished",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNDER_WAY) | Q(due_at__isnull=True), name="reports_forwarded_over"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="reports_forwarding_due", condition=Q(due_at__isnull=False)),
            models.Index(fields=["owner", "-id"], name="reports_forwarding_newest"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def short(self) -> str:
        return short(self.id)

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def needs_a_person(self) -> bool:
        return self.is_under_way and self.due_at is None

    @property
    def next_call(self) -> Call:
        if self.withdraw_asked_at and self.number:
            return Call.RETRACT
        if self.state == ForwardingState.DRAFTED:
            return Call.SUBMIT
        return Call.FILEINFO if self.files_told < self.file_count else Call.FINISH


class Exchange(models.Model):
    """One call, and what became of it. A call without an answer may have done its deed all the same."""

    id = IdField(prefix="exg")
    forwarding = models.ForeignKey(Forwarding, on_delete=models.PROTECT, related_name="exchanges")
    call = models.CharField(max_length=8, choices=Call)
    begun_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    code = models.IntegerField(null=True)
    number = models.BigIntegerField(null=True)
    snag = TroubleField(choices=Snag)
    # How they name this call when they are asked about it.
    request_id = models.CharField(max_length=80, default="", blank=True)
    # Their answer as it came: it may quote the report.
    sealed_answer = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return self.id
