from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.codes import countries
from seawall.core.contacts import LONGEST_CONTACT
from seawall.core.errors import Sentence
from seawall.core.form_fields import PLAIN, TellingForm, moment, offer
from seawall.operations.deconflicting.states import LONGEST_PLACE, MeasureKind, MeasureTerms, Window
from seawall.operations.deconflicting.windows import faults_of_subject, faults_of_times
from seawall.operations.forms import account_field, one_or_none
from seawall.operations.models import Measure, Operation, Site


class WindowForm(TellingForm):
    begins_at = moment(_("Begins at (UTC)"))
    ends_at = moment(_("Ends at (UTC)"))
    country = forms.ChoiceField(label=_("Country"))
    place = forms.CharField(
        label=_("Town or label"),
        help_text=_(
            "A town, or a neutral label on which you have agreed. The same letters at the same time warn you both."
        ),
        required=False,
        max_length=LONGEST_PLACE,
        widget=forms.TextInput(PLAIN),
    )

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        offer(self, "country", [("", "–"), *countries()])

    def between(self) -> Mapping[str, Sentence]:
        given = self.cleaned_data
        if "begins_at" not in given or "ends_at" not in given:
            return {}
        return faults_of_times(given["begins_at"], given["ends_at"])

    def window(self) -> Window:
        given = self.cleaned_data
        return Window(given["begins_at"], given["ends_at"], given["country"], given["place"])


class MoveForm(WindowForm):
    def __init__(self, measure: Measure, data: Any = None) -> None:
        there = {name: getattr(measure, name) for name in ("begins_at", "ends_at", "country", "place")}
        super().__init__(data, initial=there)


class PlanForm(WindowForm):
    kind = forms.ChoiceField(label=_("What"), choices=MeasureKind.choices)
    account = account_field(_("Account"))
    site = forms.ChoiceField(label=_("Whole site"), required=False)
    contact = forms.CharField(
        label=_("How others reach you"),
        help_text=_(
            "A mail address or a telephone number. Beside your agency it is all that others are shown."
        ),
        max_length=LONGEST_CONTACT,
        widget=forms.TextInput(PLAIN),
    )
    field_order = ("kind", "begins_at", "ends_at", "country", "place", "account", "site", "contact")

    def __init__(
        self,
        actor: Actor,
        operation: Operation,
        sites: Sequence[Site],
        data: Any = None,
        *,
        account: str = "",
    ) -> None:
        self.actor, self.operation = actor, operation
        super().__init__(data, initial={"account": account})
        choices = [("", "–"), *((site.id, site.name) for site in sites)]
        offer(self, "site", choices)

    def between(self) -> Mapping[str, Sentence]:
        subject = [self.cleaned_data.get(name) for name in ("account", "site", "place")]
        # What was wrong is there all the same.
        told = {} if None in subject else faults_of_subject(*map(str, subject))
        return {**super().between(), **told}

    def clean_account(self) -> str:
        one = one_or_none(self.actor, self.operation, self.cleaned_data["account"])
        return one.id if one else ""

    def terms(self) -> MeasureTerms:
        given = self.cleaned_data
        kind = MeasureKind(given["kind"])
        return MeasureTerms(kind, self.window(), given["contact"], given["account"], given["site"])
