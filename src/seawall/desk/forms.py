from datetime import UTC, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.budget import Limits
from seawall.core.form_fields import TellingForm, offer
from seawall.core.templatetags.look import THEMES
from seawall.people.states import KeyTerms, Scope
from seawall.takedown.actions import Reply
from seawall.takedown.states import AnswerKind, ObjectionReason

# What a new key is offered: enough for a provider of middle size, for a year.
PER_MINUTE, PER_DAY, DAYS = 6_000, 200_000, 365


class DisplayForm(forms.Form):
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        choices=[("", _("As this device is set")), (THEMES[0], _("Light")), (THEMES[1], _("Dark"))],
        widget=forms.RadioSelect(attrs={"data-inline": True}),
        required=False,
    )
    keys = forms.ChoiceField(
        label=_("Single-key commands"),
        help_text=_(
            "Switch them off if you speak your input, or if keys act that you did not mean to press."
        ),
        choices=[("on", _("On")), ("off", _("Off"))],
        widget=forms.RadioSelect(attrs={"data-inline": True}),
    )


class KeyTermsForm(TellingForm):
    """What an access key opens, for how much, until when."""

    scopes = forms.MultipleChoiceField(
        label=_("What it opens"), choices=Scope, initial=[Scope.MATCH], widget=forms.CheckboxSelectMultiple
    )
    lists = forms.MultipleChoiceField(
        label=_("Lists it may ask or pull"),
        help_text=_(
            "Asking, it learns whether a fingerprint it has is on the list, never what else is on it. Pulling, it gets all of the list, for as long as an agreement about it runs."
        ),
        widget=forms.CheckboxSelectMultiple,
        # The action asks for one where the key opens what is about lists.
        required=False,
    )
    per_minute = forms.IntegerField(
        label=_("Fingerprints in a minute, at most"), min_value=1, initial=PER_MINUTE
    )
    per_day = forms.IntegerField(
        label=_("Fingerprints in a day, at most"),
        help_text=_("As few as the holder needs: nobody should be able to try out what is on a list."),
        min_value=1,
        initial=PER_DAY,
    )
    expires_on = forms.DateField(
        label=_("Last day"),
        help_text=_("At most 400 days from now."),
        # Browsers take a day in this form alone, whatever the language of the page.
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, offered: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "lists", offered)
        self.fields["expires_on"].initial = clock.now().date() + timedelta(days=DAYS)

    def terms(self) -> KeyTerms:
        given = self.cleaned_data
        return KeyTerms(
            scopes=tuple(Scope(scope) for scope in given["scopes"]),
            lists=tuple(given["lists"]),
            limits=Limits(given["per_minute"], given["per_day"]),
            # To the end of that day.
            expires_at=datetime.combine(given["expires_on"] + timedelta(days=1), time(), UTC),
        )


class NewKeyForm(KeyTermsForm):
    holder = forms.CharField(
        label=_("Organisation"), max_length=120, help_text=_("Who gets the key, as its people call it.")
    )
    field_order = ["holder"]


class ProviderAnswerForm(forms.Form):
    """The answer of a provider's person for one address, or for all of a notice."""

    kind = forms.ChoiceField(label=_("Your answer"), choices=AnswerKind)
    who = forms.CharField(label=_("Whose is it, if you know?"), max_length=200, required=False)
    reason = forms.ChoiceField(
        label=_("Reason of your objection"), choices=[("", "–"), *ObjectionReason.choices], required=False
    )
    words = forms.CharField(label=_("In your words (optional)"), max_length=2000, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == AnswerKind.OBJECTION and not given.get("reason"):
            self.add_error("reason", _("Choose the reason of your objection."))
        return given

    def reply(self) -> Reply:
        given = self.cleaned_data
        reason = ObjectionReason(given["reason"]) if given["reason"] else None
        return Reply(AnswerKind(given["kind"]), who=given["who"], reason=reason, words=given["words"])
