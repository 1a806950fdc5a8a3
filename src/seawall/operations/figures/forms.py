from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.form_fields import PLAIN, TellingForm
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
        return self.cleaned_data.get("as_of") if self.is_valid() else None
