from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.form_fields import PLAIN, TellingForm, offer
from seawall.operations.figures.rules import RULES
from seawall.operations.models import Operation


class SeriesForm(TellingForm):
    code = forms.CharField(
        label=_("Code of the series"), max_length=20, widget=forms.TextInput({**PLAIN, "class": "mono"})
    )

    def __init__(self, operation: Operation, data: Any = None) -> None:
        # One for each operation stands on the page.
        super().__init__(data, auto_id=f"id_{operation.id}_%s")
        self.operation = operation


class DayForm(TellingForm):
    as_of = forms.DateField(
        label=_("As of the end of"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def day(self) -> date | None:
        """What is no day is today."""
        return self.given("as_of")

    def given(self, name: str) -> Any:
        """One field, whatever is wrong with another."""
        self.is_valid()
        return self.cleaned_data.get(name) if self.is_bound else None


class FiguresForm(DayForm):
    """`mapped`: which figure is drawn on the map."""

    mapped = forms.ChoiceField(label=_("On the map"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        drawn = [(one.code, one.title) for one in RULES.values() if one.by_country]
        offer(self, "mapped", drawn)
        self.fields["mapped"].initial = drawn[0][0]

    def rule(self) -> str:
        """What is not offered is the first."""
        return self.given("mapped") or str(self.fields["mapped"].initial)
