"""What a specialist fills in. No field asks for a name, a place smaller than a country, or what is to be seen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.codes import countries
from seawall.core.errors import Invalid
from seawall.core.form_fields import TellingForm, lines, offer
from seawall.identification.actions import ClaimTerms, Look
from seawall.identification.models import Victim
from seawall.identification.states import (
    CLAIM_DAYS,
    LONGEST_WORDS,
    VICTIM_STEPS,
    Ground,
    Sex,
    Step,
    VictimState,
)
from seawall.material.states import EXACT, AgeBand, GivenFingerprint

NO_NAMES = _("No names, no places smaller than a country, no description of what is to be seen.")
BACK_NEEDS_REASON = _("A step back needs a reason.")
# A victim is a child; what appears to be an adult is corrected where items are assessed.
AGES = [(band.value, band.label) for band in AgeBand if band is not AgeBand.ADULT]
CLAIM_WORDS = dict(zip(CLAIM_DAYS, (_("two weeks"), _("thirty days"), _("ninety days")), strict=True))
MONO = {"autocomplete": "off", "spellcheck": "false", "class": "mono"}


def _words(label: Any, *, required: bool = False) -> forms.CharField:
    area = forms.Textarea({"rows": 2})
    return forms.CharField(
        label=label, help_text=NO_NAMES, widget=area, max_length=LONGEST_WORDS, required=required
    )


class AskForm(TellingForm):
    """One fingerprint, sent in the body: it stands in no address, no history and no log."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, kind.label) for kind in EXACT])
    value = forms.CharField(label=_("Fingerprint"), max_length=80, widget=forms.TextInput(attrs=MONO))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "value" in cleaned and "kind" in cleaned:
            try:
                cleaned["given"] = GivenFingerprint.read(cleaned["kind"], cleaned["value"])
            except Invalid as error:
                self.tell(error)
        return cleaned

    def given(self) -> GivenFingerprint:
        given: GivenFingerprint = self.cleaned_data["given"]
        return given


class CodeForm(TellingForm):
    """Another series, by its code."""

    code = forms.CharField(
        label=_("Code of the series"),
        help_text=_("Such as S-BK4-7TN. Small letters will do."),
        max_length=20,
        widget=forms.TextInput(attrs=MONO),
    )


class MergeForm(CodeForm):
    words = _words(_("Why do they belong together?"))


class SplitForm(forms.Form):
    words = _words(_("Why is it split?"))


class VictimForm(forms.Form):
    age = forms.ChoiceField(label=_("Apparent age"), choices=AGES, initial=AgeBand.UNDETERMINED)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, required=False)


class LookForm(TellingForm):
    tried = forms.CharField(
        label=_("What was newly tried?"),
        help_text=_("A new technique, a person asked, a list searched again. No names of people."),
        widget=lines(2),
        max_length=LONGEST_WORDS,
    )
    found = forms.ChoiceField(
        label=_("Did it bring anything?"),
        choices=[
            ("no", _("No. That is worth knowing too")),
            ("yes", _("Yes, and it is noted where it belongs")),
        ],
        widget=forms.RadioSelect,
    )
    next_on = forms.DateField(
        label=_("When does somebody look again?"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def look(self) -> Look:
        given = self.cleaned_data
        return Look(given["tried"], given["found"] == "yes", given["next_on"])


class ClaimForm(TellingForm):
    contact = forms.CharField(
        label=_("How other agencies reach you"),
        help_text=_(
            "One mail address or one telephone number. Others see it with your agency's name, and nothing of the series."
        ),
        max_length=120,
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        choices=tuple(CLAIM_WORDS.items()),
        coerce=int,
        initial=CLAIM_DAYS[1],
    )

    def terms(self) -> ClaimTerms:
        return ClaimTerms(self.cleaned_data["contact"], self.cleaned_data["days"])


class RenewForm(forms.Form):
    days = forms.TypedChoiceField(choices=tuple(CLAIM_WORDS.items()), coerce=int)


class StepForm(TellingForm):
    state = forms.ChoiceField(label=_("The child is now"), widget=forms.RadioSelect)
    country = forms.ChoiceField(
        label=_("Country"),
        help_text=_("Where the child lives. Needed from “country known” on."),
        required=False,
    )
    ground = forms.ChoiceField(label=_("On what ground?"), choices=Ground.choices, widget=forms.RadioSelect)
    words = _words(_("In words"))

    def __init__(self, victim: Victim, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = VictimState(victim.state)
        offered = [(one.value, _shown(one, state)) for one in VICTIM_STEPS[state]]
        offer(self, "state", offered)
        offer(self, "country", [("", "–"), *countries()])
        self.fields["country"].initial = victim.country
        self.fields["words"].help_text = f"{BACK_NEEDS_REASON} {NO_NAMES}"

    def step(self) -> Step:
        given = self.cleaned_data
        return Step(VictimState(given["state"]), Ground(given["ground"]), given["country"], given["words"])


def _shown(one: VictimState, now: VictimState) -> Any:
    is_back = one.rung < now.rung
    return _("back to: %(state)s") % {"state": one.label} if is_back else one.label
