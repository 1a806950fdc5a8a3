from django.db import models
from django.db.models import F, Q

from seawall.core import clock
from seawall.core.fields import MaskedAccountField
from seawall.core.ids import IdField
from seawall.core.neutral_codes import LENGTH
from seawall.core.records import Record
from seawall.operations.models.account import Account
from seawall.operations.models.operation import Operation
from seawall.operations.models.person import Person, PersonChange
from seawall.operations.personas.words import LONGEST_PLATFORM, Method, NodeKind, ShownAge, ShownGender
from seawall.operations.persons.words import LONGEST_WORDS


class Persona(Record):
    """An invented profile by which children were reached, under a neutral code."""

    id = IdField(prefix="psa")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="personas")
    code = models.CharField(max_length=LENGTH, unique=True, editable=False)
    platform = models.CharField(max_length=LONGEST_PLATFORM)
    # Its letters alone, by which it is the same platform however somebody wrote it.
    platform_key = models.CharField(max_length=LONGEST_PLATFORM)
    handle = MaskedAccountField(default="", blank=True)
    method = models.CharField(max_length=12, choices=Method)
    shown_age = models.CharField(max_length=8, choices=ShownAge, default=ShownAge.UNKNOWN, blank=True)
    shown_gender = models.CharField(
        max_length=8, choices=ShownGender, default=ShownGender.UNKNOWN, blank=True
    )
    # Whose part it is in; empty: the lead's alone, and theirs who see an account or a person behind it.
    country = models.CharField(max_length=2, default="", blank=True)
    unidentified = models.PositiveIntegerField(default=0)
    first_seen = models.DateField(null=True)
    last_seen = models.DateField(null=True)
    noted_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    method__in=Method.values,
                    shown_age__in=ShownAge.values,
                    shown_gender__in=ShownGender.values,
                ),
                name="operations_persona_words",
            ),
            models.CheckConstraint(
                condition=Q(first_seen=None) | Q(last_seen=None) | Q(last_seen__gte=F("first_seen")),
                name="operations_persona_seen",
            ),
        ]
        indexes = [
            models.Index(fields=["operation", "id"], name="operations_persona_order"),
            models.Index(fields=["operation", "platform_key"], name="operations_persona_platform"),
        ]

    def __str__(self) -> str:
        return self.code


class PersonaLink(models.Model):
    """A persona leads to one person, one account or one child, until somebody takes that back. Each on its own, so that whoever does not
    see the other end does not learn that there is one."""

    id = IdField(prefix="psl")
    persona = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="links")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="persona_links")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="persona_links")
    victim = models.ForeignKey("identification.Victim", on_delete=models.PROTECT, null=True, related_name="+")
    words = models.TextField(max_length=LONGEST_WORDS, default="", blank=True)
    # It came from a person who was merged into this one, and goes again when that is undone.
    carried_by = models.ForeignKey(PersonChange, on_delete=models.PROTECT, null=True, related_name="carried")
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, account=None, victim=None)
                | Q(person=None, account__isnull=False, victim=None)
                | Q(person=None, account=None, victim__isnull=False),
                name="operations_persona_link_one_end",
            ),
            *(
                models.UniqueConstraint(
                    fields=["persona", end],
                    condition=Q(ended_at=None),
                    name=f"operations_persona_{end}_once",
                )
                for end in ("person", "account", "victim")
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def kind(self) -> NodeKind:
        """Of its other end."""
        if self.person_id:
            return NodeKind.PERSON
        return NodeKind.ACCOUNT if self.account_id else NodeKind.CHILD
