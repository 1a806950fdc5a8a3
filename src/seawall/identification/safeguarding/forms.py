"""What a specialist fills in about who protects a child. A body is an office; no field asks for a person."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.codes import countries
from seawall.core.form_fields import TellingForm, lines, offer
from seawall.identification.models import ProtectionBody
from seawall.identification.safeguarding.words import CHECKED, LONGEST_NAME, BodyTerms, Check, Finding
from seawall.identification.states import LONGEST_WORDS

NO_NAMES = _("No names of people, no places.")


def day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, required=required)


def words(label: Any, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=NO_NAMES, widget=lines(2), max_length=LONGEST_WORDS, required=required
    )


def body_choice(label: Any, help_text: Any = "", *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=help_text, required=required, choices=[])


def offered(bodies: list[ProtectionBody]) -> list[tuple[str, str]]:
    return [("", "–"), *((one.id, f"{one.name} ({one.country})") for one in bodies)]


class BodyForm(TellingForm):
    name = forms.CharField(
        label=_("Name of the body"),
        help_text=_(
            "An office, such as a youth office. Where its name would give a small place away, name the office above it."
        ),
        max_length=LONGEST_NAME,
    )
    country = forms.ChoiceField(label=_("Country"))
    contact = forms.CharField(
        label=_("How it is reached"), help_text=_("One mail address or one telephone number."), max_length=120
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "country", [("", "–"), *countries()])

    def terms(self) -> BodyTerms:
        return BodyTerms(**self.cleaned_data)


class NameForm(TellingForm):
    body = body_choice(_("Who looks after the child?"))
    next_on = day(_("When does somebody ask there?"))
    words = words(_("In words"))

    def __init__(self, bodies: list[ProtectionBody], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", offered(bodies))

    def next_day(self) -> date:
        given: date = self.cleaned_data["next_on"]
        return given


class CheckForm(TellingForm):
    finding = forms.ChoiceField(
        label=_("What was found?"),
        choices=[(one.value, one.label) for one in CHECKED],
        widget=forms.RadioSelect,
    )
    body = body_choice(
        _("Handed over to"), _("Only where another body looks after the child now."), required=False
    )
    next_on = day(
        _("When does somebody ask again?"), _("Not needed once the body has closed its file."), required=False
    )
    words = words(_("In words"))

    def __init__(self, bodies: list[ProtectionBody], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", offered(bodies))

    def check(self) -> Check:
        given = self.cleaned_data
        return Check(Finding(given["finding"]), given["next_on"], given["body"], given["words"])
