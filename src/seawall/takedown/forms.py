from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.form_fields import offer
from seawall.takedown.queries import police_agencies
from seawall.takedown.states import (
    AnswerKind,
    ContactLevel,
    HoldReason,
    ObjectionOutcome,
    ObjectionReason,
    ReleaseReason,
    RevealPurpose,
)


class RevealForm(forms.Form):
    purpose = forms.ChoiceField(choices=RevealPurpose)

    def clean_purpose(self) -> RevealPurpose:
        return RevealPurpose(self.cleaned_data["purpose"])


HOURS = ((6, _("6 hours")), (24, _("24 hours")), (48, _("48 hours")), (72, _("72 hours")))
DAYS = ((1, _("1 day")), (3, _("3 days")), (7, _("7 days")), (14, _("14 days")), (29, _("29 days")))


class AskHoldForm(forms.Form):
    police = forms.ChoiceField(label=_("Which police agency?"))
    reason = forms.ChoiceField(label=_("Why should it look first?"), choices=HoldReason)
    hours = forms.TypedChoiceField(
        label=_("How long do we wait for its answer?"),
        help_text=_("After that the desk asks you what to do. Nothing is sent by itself."),
        choices=HOURS,
        coerce=int,
        initial=24,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        agencies = [(agency.id, agency.name) for agency in police_agencies()]
        offer(self, "police", agencies)

    @property
    def expires_at(self) -> datetime:
        return clock.now() + timedelta(hours=self.cleaned_data["hours"])


class ChooseContactForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of the contact"),
        help_text=_("One that its owner published or told you. Never guess one."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    level = forms.ChoiceField(
        label=_("Whose contact is it?"), choices=[(one.value, one.label) for one in ContactLevel if one.value]
    )


class PlaceHoldForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why do you hold it?"), choices=HoldReason)
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        help_text=_(
            "Each day online can harm the child again. You can extend it later, up to 30 days in all."
        ),
        choices=DAYS,
        coerce=int,
        initial=3,
    )

    @property
    def expires_at(self) -> datetime:
        return clock.now() + timedelta(days=self.cleaned_data["days"])


class ExtendHoldForm(forms.Form):
    days = forms.TypedChoiceField(label=_("From today, for how long?"), choices=DAYS, coerce=int, initial=3)

    @property
    def expires_at(self) -> datetime:
        return clock.now() + timedelta(days=self.cleaned_data["days"])


class ReleaseHoldForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why does it end?"), choices=ReleaseReason)


class DecideObjectionForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What is your decision?"),
        choices=[(one.value, one.label) for one in ObjectionOutcome if one.value],
        widget=forms.RadioSelect,
    )


class AnswerForm(forms.Form):
    """The provider's answer slip for one location."""

    kind = forms.ChoiceField(label=_("Your answer"), choices=AnswerKind)
    who = forms.CharField(label=_("Whose is it, if you know?"), max_length=200, required=False)
    reason = forms.ChoiceField(
        label=_("Reason of your objection"), choices=[("", "–"), *ObjectionReason.choices], required=False
    )
    words = forms.CharField(
        label=_("In your words (optional)"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
