"""What a keeper fills in. What was typed once is not sent back to a browser, not even beside an error."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.approvals.states import LONGEST_WORDS
from seawall.core.form_fields import PLAIN, TellingForm, offer
from seawall.core.masked import Masked
from seawall.identification.models import Victim
from seawall.identification.vault.reads import entries_of
from seawall.identification.vault.words import (
    LONGEST_VALUE,
    EraseGround,
    Sought,
    ToKeep,
    VaultKind,
    VaultPurpose,
)


class Unrepeated(forms.TextInput):
    """Read while it is typed; on the page that answers it is empty, also beside an error."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, None, attrs)


NO_NAMES = _("The other person reads this, and it stays. No name, no address.")


def _secret(label: Any, longest: int, help_text: Any, *, required: bool = True) -> forms.CharField:
    widget = Unrepeated(PLAIN)
    return forms.CharField(
        label=label, help_text=help_text, max_length=longest, required=required, widget=widget
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the child"), max_length=20, widget=forms.TextInput({**PLAIN, "class": "mono"})
    )


def _reason(label: Any) -> forms.CharField:
    area = forms.Textarea({"rows": 2, **PLAIN})
    return forms.CharField(label=label, help_text=NO_NAMES, max_length=LONGEST_WORDS, widget=area)


def _reference(help_text: Any) -> forms.CharField:
    widget = forms.TextInput({**PLAIN, "class": "mono"})
    return forms.CharField(
        label=_("Number of the request"), help_text=help_text, max_length=40, widget=widget
    )


class KeepForm(TellingForm):
    kind = forms.ChoiceField(label=_("What is it?"))
    value = _secret(
        _("What has to be kept"),
        LONGEST_VALUE,
        _("A date of birth as 2014-03-09. What is wrong is typed again."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", "–"), *VaultKind.choices])

    def given(self) -> ToKeep:
        return ToKeep(VaultKind(self.cleaned_data["kind"]), Masked(self.cleaned_data["value"]))


class OpeningForm(TellingForm):
    entries = forms.MultipleChoiceField(label=_("What has to be opened"), widget=forms.CheckboxSelectMultiple)
    purpose = forms.ChoiceField(label=_("What for?"), choices=VaultPurpose.choices, widget=forms.RadioSelect)
    words = _reason(_("Why is it needed now?"))

    def __init__(self, victim: Victim, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.id, one.get_kind_display()) for one in entries_of(victim)]
        offer(self, "entries", offered)


class EraseForm(TellingForm):
    ground = forms.ChoiceField(
        label=_("On what ground?"), choices=EraseGround.choices, widget=forms.RadioSelect
    )
    reference = _reference(_("Or of the file that decided it, such as DP-2031-14. No name."))


class SoughtForm(TellingForm):
    name = _secret(
        _("Name"),
        LONGEST_VALUE,
        _(
            "First and last name, in any order. Other spellings that sound alike are found as well, as a maybe."
        ),
    )
    birth_date = _secret(
        _("Date of birth"),
        10,
        _("As 2014-03-09. It tells people of the same name apart."),
        required=False,
    )
    reference = _reference(_("Such as DP-2031-14. No name."))

    def sought(self) -> Sought:
        given = self.cleaned_data
        return Sought(Masked(given["name"]), Masked(given["birth_date"]), given["reference"].strip())


class RequestForm(SoughtForm):
    words = _reason(_("Who asks, and how was that made sure?"))
