"""The two ways to tell: four short steps, or three kinder ones for the young. Data; the walk itself is in walk.py."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.public.forms import (
    DangerForm,
    ReachForm,
    WhatForm,
    WhereForm,
    YoungDangerForm,
    YoungWhatForm,
    YoungWhereForm,
)


@dataclass(frozen=True)
class Step:
    name: str
    form: type[forms.Form]

    @property
    def title(self) -> Any:
        form: Any = self.form
        return form.title if hasattr(form, "title") else form.base_fields[form.title_field].label


@dataclass(frozen=True)
class Flow:
    channel: str
    url: str
    steps: tuple[Step, ...]
    mood: str = ""
    receipt: str = "receipt"

    def step(self, name: str) -> Step:
        """A name nobody knows is the first step: a form is never lost over it."""
        return next((step for step in self.steps if step.name == name), self.steps[0])

    def number(self, step: Step) -> int:
        return self.steps.index(step) + 1

    def after(self, step: Step) -> Step | None:
        return self.steps[self.number(step)] if self.number(step) < len(self.steps) else None

    def before(self, step: Step) -> Step:
        return self.steps[max(self.number(step) - 2, 0)]


REPORT = Flow(
    "public",
    "public:report",
    (
        Step("what", WhatForm),
        Step("where", WhereForm),
        Step("danger", DangerForm),
        Step("reach", ReachForm),
    ),
)
YOUNG = Flow(
    "young",
    "public:young_report",
    (Step("what", YoungWhatForm), Step("where", YoungWhereForm), Step("danger", YoungDangerForm)),
    mood="gentle",
    receipt="young_receipt",
)
NOTHING_TOLD = _("Please tell us what you saw or where you saw it.")
