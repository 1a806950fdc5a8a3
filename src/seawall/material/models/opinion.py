from django.db import models

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.material.models.item import Item
from seawall.material.states import LABEL_NAMES, AgeBand, Answer, Confidence, Depiction, Labels


def _from_list(field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q((f"{field}__in", choices.values)), name=f"material_opinion_{field}"
    )


class Opinion(Record):
    """What one person found an item to be. It is never changed: a changed mind is a new opinion, the old one withdrawn."""

    id = IdField(prefix="opn")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="opinions")
    author = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    real_child = models.CharField(max_length=8, choices=Answer)
    age = models.CharField(max_length=16, choices=AgeBand)
    depiction = models.CharField(max_length=16, choices=Depiction)
    ai_generated = models.CharField(max_length=8, choices=Answer)
    coerced = models.CharField(max_length=8, choices=Answer)
    confidence = models.CharField(max_length=8, choices=Confidence)
    # Given before its author could know what another person thought; only such opinions confirm an item.
    independent = models.BooleanField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "author"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="material_opinion_one_standing",
            ),
            models.CheckConstraint(
                condition=~models.Q(age=AgeBand.ADULT, real_child=Answer.YES),
                name="material_opinion_adult_is_no_child",
            ),
            _from_list("real_child", Answer),
            _from_list("age", AgeBand),
            _from_list("depiction", Depiction),
            _from_list("ai_generated", Answer),
            _from_list("coerced", Answer),
            _from_list("confidence", Confidence),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def labels(self) -> Labels:
        return Labels.read({name: getattr(self, name) for name in LABEL_NAMES})

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None
