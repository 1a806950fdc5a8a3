from django.db import models
from django.db.models import Q

from seawall.core.fields import MaskedAccountField, MaskedField
from seawall.core.ids import IdField, ShortOf
from seawall.core.records import Record
from seawall.operations.models.operation import Operation
from seawall.operations.models.site import Site
from seawall.operations.states import Activity, Confidence, HintSource, IdentifierKind, Role


class Account(Record):
    """One member of a site. What tables and people say of it only grows: the same table taken twice changes nothing."""

    id = IdField(prefix="acc")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    handle = MaskedAccountField()
    # Keyed digests: of the handle as it is, by which it is the same account; and of its letters, by which it is alike elsewhere.
    key = models.CharField(max_length=64)
    alike = models.CharField(max_length=64)
    role = models.CharField(max_length=16, choices=Role, default=Role.UNKNOWN)
    activity = models.CharField(max_length=8, choices=Activity, default=Activity.UNKNOWN)
    last_active = models.DateField(null=True)
    child_contact = models.BooleanField(default=False)
    work_with_children = models.BooleanField(default=False)
    # Where the strongest hints agree; empty where there are none or they contradict each other.
    country = models.CharField(max_length=2, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "key"], name="operations_account_once"),
            models.CheckConstraint(
                condition=Q(role__in=Role.values, activity__in=Activity.values),
                name="operations_account_words",
            ),
        ]
        indexes = [
            # All by which accounts are ranked, filtered, counted and let be seen: none of that reads a row.
            models.Index(
                fields=[
                    *("operation", "country", "owner", "site", "role", "activity", "last_active"),
                    *("child_contact", "work_with_children", "created_at", "id"),
                ],
                name="operations_account_ranked",
            ),
            # Both, so that SQLite, which keeps no counts of values, does not walk through all that an owner has.
            models.Index(fields=["alike", "owner"], name="operations_account_alike"),
            models.Index(ShortOf("id"), name="operations_account_short"),
        ]

    def __str__(self) -> str:
        return self.id


class Identifier(models.Model):
    """Something else by which the person behind an account may be told: masked, and compared by a keyed digest."""

    id = IdField(prefix="idf")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=8, choices=IdentifierKind)
    value = MaskedField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind", "digest"], name="operations_identifier_once")
        ]
        indexes = [models.Index(fields=["digest", "kind"], name="operations_identifier_same")]

    def __str__(self) -> str:
        return self.id


class CountryHint(models.Model):
    """One source says that an account belongs to a country."""

    id = IdField(prefix="hnt")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="hints")
    country = models.CharField(max_length=2)
    source = models.CharField(max_length=12, choices=HintSource)
    confidence = models.PositiveSmallIntegerField(choices=Confidence)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "country", "source"], name="operations_hint_once"),
            models.CheckConstraint(
                condition=Q(source__in=HintSource.values, confidence__in=Confidence.values),
                name="operations_hint_words",
            ),
        ]

    def __str__(self) -> str:
        return self.id
