"""Forms about clues. Countries are typed: a list of two hundred and fifty to tick would fit no screen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.codes import countries, countries_named
from seawall.core.form_fields import PLAIN, TellingForm, offer
from seawall.identification.clue_kinds import kinds
from seawall.identification.states import (
    LONGEST_WORDS,
    AsideGround,
    Confidence,
    Noted,
    Reading,
    Trail,
    TrailGround,
)

SAID_HOW = _("Codes or names, with commas between them: DE, Austria, CH.")


class Countries(forms.CharField):
    """Becomes their codes."""

    def __init__(self, label: Any, help_text: Any = SAID_HOW) -> None:
        widget = forms.TextInput(PLAIN)
        super().__init__(label=label, help_text=help_text, max_length=2000, required=False, widget=widget)

    def clean(self, value: Any) -> tuple[str, ...]:
        codes, unknown = countries_named(super().clean(value))
        if unknown:
            raise forms.ValidationError(
                _("No country is called “%(part)s”. Write its two-letter code, such as DE, or its name."),
                params={"part": unknown[0]},
            )
        return codes


def area(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea({"rows": 2, **PLAIN})
    return forms.CharField(
        label=label, help_text=help_text, widget=widget, max_length=LONGEST_WORDS, required=required
    )


class ReadingForm(TellingForm):
    """What a clue says, and how sure that is."""

    supports = Countries(_("It supports these countries"))
    excludes = Countries(_("It excludes these countries"))
    confidence = forms.ChoiceField(
        label=_("How sure is that?"),
        help_text=_("While a question is open, name the countries that a yes would support or exclude."),
        choices=Confidence.choices,
        initial=Confidence.UNJUDGED,
        widget=forms.RadioSelect,
    )

    def reading(self) -> Reading:
        given = self.cleaned_data
        return Reading(Confidence(given["confidence"]), given["supports"], given["excludes"])


class NoteForm(ReadingForm):
    kind = forms.ChoiceField(label=_("What kind of clue is it?"))
    words = area(
        _("What is it?"),
        _(
            "In words alone: shape, colour, letters. No names of people, and nothing about what is done to a child."
        ),
        required=True,
    )
    field_order = ("kind", "words", "supports", "excludes", "confidence")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", "–"), *kinds()])

    def noted(self) -> Noted:
        return Noted(self.cleaned_data["kind"], self.cleaned_data["words"])


class WeighForm(ReadingForm):
    words = area(_("Why?"))


class AsideForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("On what ground?"), choices=AsideGround.choices, widget=forms.RadioSelect
    )
    words = area(_("In words"))


class TrailForm(TellingForm):
    country = forms.ChoiceField(label=_("The child is not in"))
    ground = forms.ChoiceField(
        label=_("On what ground?"), choices=TrailGround.choices, widget=forms.RadioSelect
    )
    words = area(_("Why?"), _("What was looked at, and by whom. No names of people."), required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "country", [("", "–"), *countries()])

    def trail(self) -> Trail:
        given = self.cleaned_data
        return Trail(given["country"], TrailGround(given["ground"]), given["words"])
