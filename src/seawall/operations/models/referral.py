from typing import Any

from django.db import models
from django.db.models import Q

from seawall.core.contacts import LONGEST_CONTACT
from seawall.core.ids import IdField, short
from seawall.core.records import Record
from seawall.material.states import HandlingCode
from seawall.operations.models.account import Account
from seawall.operations.models.counted import NamedSeries
from seawall.operations.models.operation import Operation
from seawall.operations.models.person import Person
from seawall.operations.models.persona import Persona
from seawall.operations.referring.states import (
    DAYS,
    LONGEST_DAYS,
    LONGEST_RECIPIENT,
    LONGEST_REFERENCE,
    LONGEST_WORDS,
    OUT,
    SHORTEST_DAYS,
    RecipientKind,
    ReferralLanguage,
    ReferralOutcome,
    ReferralState,
)

S = ReferralState


class Referral(Record):
    """What one country is told of an operation: of persons and accounts, of a series, or of a persona. What was in it is its package; what came of it is its outcome."""

    id = IdField(prefix="rfr")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="referrals")
    country = models.CharField(max_length=2)
    persons: "models.ManyToManyField[Person, Any]" = models.ManyToManyField(Person, related_name="referrals")
    accounts: "models.ManyToManyField[Account, Any]" = models.ManyToManyField(
        Account, related_name="referrals"
    )
    # By the word of a specialist, each in a referral of its own.
    series: "models.ManyToManyField[NamedSeries, Any]" = models.ManyToManyField(
        NamedSeries, related_name="referrals"
    )
    personas: "models.ManyToManyField[Persona, Any]" = models.ManyToManyField(
        Persona, related_name="referrals"
    )
    kind = models.CharField(max_length=8, choices=RecipientKind, default="", blank=True)
    # An agency of this node has the referral on its own pages; anybody else has a return ticket.
    recipient = models.ForeignKey("people.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    recipient_name = models.CharField(max_length=LONGEST_RECIPIENT, default="", blank=True)
    contact = models.CharField(max_length=LONGEST_CONTACT, default="", blank=True)
    handling = models.CharField(max_length=16, choices=HandlingCode)
    # Of the part for people; the graph has no language.
    language = models.CharField(max_length=2, choices=ReferralLanguage, default=ReferralLanguage.ENGLISH)
    # Within how many days an answer is wanted; from when it was sent follows until when.
    days = models.PositiveSmallIntegerField(default=DAYS)
    answer_by = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=ReferralState, default=S.DRAFT)
    # Name, size and SHA-256 of each part of the package, as they were when it was checked.
    manifest = models.JSONField(default=list)
    # Code and version of each safeguard that was shown when it was sent, and what counsel answered to.
    safeguards = models.JSONField(default=list)
    counsel = models.CharField(max_length=LONGEST_REFERENCE, default="", blank=True)
    # Of the return ticket, slow; the secret itself is nowhere.
    ticket = models.CharField(max_length=64, default="", blank=True)
    outcome = models.CharField(
        max_length=12, choices=ReferralOutcome, default=ReferralOutcome.NONE, blank=True
    )
    words = models.CharField(max_length=LONGEST_WORDS, default="", blank=True)
    drafted_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    checked_by = models.ForeignKey("people.Staff", null=True, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey("people.Staff", null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    called_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=S.values,
                    handling__in=HandlingCode.values,
                    outcome__in=ReferralOutcome.values,
                    language__in=ReferralLanguage.values,
                    kind__in=["", *RecipientKind.values],
                    days__gte=SHORTEST_DAYS,
                    days__lte=LONGEST_DAYS,
                ),
                name="operations_referral_words",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(S.DRAFT, S.CALLED_BACK)) | (Q(checked_at__isnull=False) & ~Q(kind="")),
                name="operations_referral_checked_first",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=OUT)
                | Q(sent_at__isnull=False, sent_by__isnull=False, answer_by__isnull=False),
                name="operations_referral_sent_when",
            ),
            models.CheckConstraint(
                condition=Q(outcome=ReferralOutcome.NONE, answered_at=None)
                | (~Q(outcome=ReferralOutcome.NONE) & Q(answered_at__isnull=False, sent_at__isnull=False)),
                name="operations_referral_answered_when",
            ),
            models.CheckConstraint(
                condition=(Q(state=S.CALLED_BACK) & Q(called_back_at__isnull=False))
                | (~Q(state=S.CALLED_BACK) & Q(called_back_at=None)),
                name="operations_referral_called_back_when",
            ),
            # An agency of this node comes by its own door, and is never asked for a secret.
            models.CheckConstraint(
                condition=Q(recipient=None) | Q(ticket=""), name="operations_referral_one_door"
            ),
            models.UniqueConstraint(
                fields=["ticket"], condition=~Q(ticket=""), name="operations_referral_ticket_once"
            ),
        ]
        indexes = [
            models.Index(fields=["operation", "id"], name="operations_referral_order"),
            models.Index(fields=["recipient", "state"], name="operations_referral_to"),
            models.Index(fields=["owner", "state", "answer_by"], name="operations_referral_awaited"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def short(self) -> str:
        return short(self.id)

    @property
    def is_domestic(self) -> bool:
        """A hand-over to an office of the sender's own country: the same package on the same way."""
        return self.country == self.owner.country

    @property
    def standing(self) -> str:
        """How far it is, or what came of it."""
        return str(self.get_outcome_display() if self.outcome else self.get_state_display())

    @property
    def is_open(self) -> bool:
        return self.state != S.CALLED_BACK

    @property
    def is_draft(self) -> bool:
        return self.state == S.DRAFT


class ReferralPackage(models.Model):
    """The archive as it was checked, sealed: what is downloaded later is what was checked, whatever the records say by then."""

    referral = models.OneToOneField(
        Referral, primary_key=True, on_delete=models.CASCADE, related_name="package"
    )
    sealed = models.TextField()
    # Of the whole archive.
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.referral_id
