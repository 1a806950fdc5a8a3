from django.db import models
from django.db.models import Q

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.identification.models.safeguarding import ProtectionBody
from seawall.identification.models.victim import Victim
from seawall.identification.wishes.words import (
    DIGEST_MONTHS,
    Answer,
    GivenBy,
    Occasion,
    Quiet,
    TellingState,
    Why,
    WishTerms,
)


class NotificationWish(Record):
    """Whether and how a child wants to be told. One counts at a time; it is never edited, a new one ends it."""

    id = IdField(prefix="nwi")
    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="wishes")
    answer = models.CharField(max_length=3, choices=Answer)
    given_by = models.CharField(max_length=8, choices=GivenBy)
    given_on = models.DateField()
    proxy = models.ForeignKey(ProtectionBody, on_delete=models.PROTECT, null=True, related_name="+")
    digest_months = models.PositiveSmallIntegerField(default=0)
    pause_until = models.DateField(null=True)
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["victim"], condition=Q(ended_at__isnull=True), name="identification_one_wish"
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.IN)
                | Q(answer=Answer.OUT, proxy__isnull=True, digest_months=0, pause_until__isnull=True),
                name="identification_out_is_out",
            ),
            models.CheckConstraint(
                condition=Q(digest_months__in=DIGEST_MONTHS), name="identification_wish_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.id

    def terms(self) -> WishTerms:
        spans = tuple(one.quiet() for one in self.quiet_dates.all())
        return WishTerms(
            Answer(self.answer),
            GivenBy(self.given_by),
            self.given_on,
            self.proxy_id or "",
            self.digest_months,
            self.pause_until,
            spans,
        )


class QuietDate(models.Model):
    """Days of every year on which nothing is told, as two-figure months and days: 12-24."""

    id = IdField(prefix="qdt")
    wish = models.ForeignKey(NotificationWish, on_delete=models.PROTECT, related_name="quiet_dates")
    first = models.CharField(max_length=5)
    last = models.CharField(max_length=5)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.id

    def quiet(self) -> Quiet:
        (month, day), (last_month, last_day) = (map(int, one.split("-")) for one in (self.first, self.last))
        return Quiet((month, day), (last_month, last_day))


class Telling(Record):
    """One thing of which a child could be told: from which day on, or held back, and by which wish. Nothing is sent: a person tells it,
    or the body that stands between."""

    id = IdField(prefix="tel")
    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="tellings")
    occasion = models.CharField(max_length=4, choices=Occasion)
    # The change or the match that was found.
    source = models.CharField(max_length=30)
    state = models.CharField(max_length=4, choices=TellingState)
    why = models.CharField(max_length=7, choices=Why)
    due_on = models.DateField(null=True)
    wish = models.ForeignKey(NotificationWish, on_delete=models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    # Through whom; empty: by the way that the agency has agreed with the person.
    told_to = models.ForeignKey(ProtectionBody, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["victim", "source"], name="identification_telling_once"),
            models.CheckConstraint(
                condition=Q(
                    state=TellingState.OPEN, due_on__isnull=False, wish__isnull=False, told_at__isnull=True
                )
                | Q(
                    state=TellingState.TOLD,
                    wish__isnull=False,
                    told_at__isnull=False,
                    told_by__isnull=False,
                )
                | Q(state=TellingState.HELD, due_on__isnull=True, told_at__isnull=True),
                name="identification_told_by_a_wish",
            ),
        ]
        indexes = [models.Index(fields=["owner", "state", "due_on"], name="identification_telling_due")]

    def __str__(self) -> str:
        return self.id

    @property
    def is_due(self) -> bool:
        return self.due_on is not None and self.due_on <= clock.now().date()
