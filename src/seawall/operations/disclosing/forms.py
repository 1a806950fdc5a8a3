from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.form_fields import TellingForm, offer
from seawall.operations.disclosing.states import DisclosurePurpose
from seawall.operations.models import Charge, Person


class DiscloseForm(TellingForm):
    purpose = forms.ChoiceField(label=_("For whom?"), choices=DisclosurePurpose.choices)
    charge = forms.ChoiceField(
        label=_("Which charge?"),
        help_text=_("Left as it is: all of them."),
        required=False,
    )

    def __init__(self, person: Person, data: Any = None) -> None:
        super().__init__(data, prefix="disclose")
        self._charges = {one.id: one for one in person.charges.order_by("id")}
        offered = [("", _("all")), *((one.id, one.law) for one in self._charges.values())]
        offer(self, "charge", offered)

    def given(self) -> tuple[DisclosurePurpose, Charge | None]:
        return DisclosurePurpose(self.cleaned_data["purpose"]), self._charges.get(self.cleaned_data["charge"])
