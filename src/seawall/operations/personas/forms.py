"""What an investigator fills in about a persona: closed words, a service, a handle that is masked at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.codes import countries
from seawall.core.errors import Sentence
from seawall.core.form_fields import PLAIN, TellingForm, offer
from seawall.operations.forms import account_field, one_or_none
from seawall.operations.models import Account, Operation, Persona
from seawall.operations.personas.reading import PersonaFilter
from seawall.operations.personas.standing import faults_of_days
from seawall.operations.personas.words import (
    LONGEST_PLATFORM,
    MOST_CHILDREN,
    Method,
    PersonaTerms,
    ShownAge,
    ShownGender,
)
from seawall.operations.persons.forms import day_field, words_field
from seawall.operations.states import LONGEST_HANDLE, LONGEST_VALUE


class PersonaForm(TellingForm):
    platform = forms.CharField(
        label=_("Platform"),
        help_text=_("The name of the service on which the profile stands."),
        max_length=LONGEST_PLATFORM,
        widget=forms.TextInput(PLAIN),
    )
    method = forms.ChoiceField(
        label=_("Method"),
        help_text=_("By what children were drawn in. One word; what happened is not described here."),
        choices=[("", _("please choose")), *Method.choices],
    )
    shown_age = forms.ChoiceField(label=_("Age it claims"), choices=ShownAge.choices, required=False)
    shown_gender = forms.ChoiceField(label=_("Gender it claims"), choices=ShownGender.choices, required=False)
    handle = forms.CharField(
        label=_("Name of the profile"),
        help_text=_("Masked at once, and shown only to whoever says what for."),
        max_length=LONGEST_HANDLE,
        required=False,
        widget=forms.TextInput(PLAIN),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        help_text=_(
            "Whose part it belongs to. Left open, only the lead sees it, and who sees an account or a person behind it."
        ),
        required=False,
        choices=[],
    )
    unidentified = forms.IntegerField(
        label=_("Children reached who are not identified yet"),
        min_value=0,
        max_value=MOST_CHILDREN,
        initial=0,
    )
    first_seen = day_field(_("First seen"), required=False)
    last_seen = day_field(_("Last seen"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "country", [("", _("not known")), *countries()])

    def between(self) -> Mapping[str, Sentence]:
        return faults_of_days(self.cleaned_data.get("first_seen"), self.cleaned_data.get("last_seen"))

    def terms(self) -> PersonaTerms:
        given = {name: value for name, value in self.cleaned_data.items() if name != "account"}
        closed = {"method": Method, "shown_age": ShownAge, "shown_gender": ShownGender}
        return PersonaTerms(**{**given, **{name: kind(given[name]) for name, kind in closed.items()}})


class NotePersonaForm(PersonaForm):
    account = account_field(_("Account that runs it"))

    def __init__(self, actor: Actor, operation: Operation, data: Any = None, *, account: str = "") -> None:
        self.actor, self.operation = actor, operation
        super().__init__(data, initial={"account": account})

    def clean_account(self) -> Account | None:
        return one_or_none(self.actor, self.operation, self.cleaned_data["account"])


class CorrectPersonaForm(PersonaForm):
    def __init__(self, persona: Persona, data: Any = None) -> None:
        now = {name: getattr(persona, name) for name in self.base_fields if name != "handle"}
        super().__init__(data, prefix="correct", initial=now)
        if persona.handle:
            self.fields["handle"].help_text = _("Empty leaves the one that is kept.")


class LinkForm(TellingForm):
    end = forms.CharField(
        label=_("What it leads to"),
        help_text=_(
            "The code of a person (P-…), the code, the handle or the e-mail address of an account, or the code of a child of a series that your agency named to this operation (V-…)."
        ),
        max_length=LONGEST_VALUE,
        widget=forms.TextInput(PLAIN),
    )
    words = words_field(_("On what does this rest?"), required=True)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="link")


class WalkForm(TellingForm):
    start = forms.CharField(
        label=_("Walk from"),
        help_text=_(
            "The code of a persona (F-…), a person (P-…) or a child (V-…); or the code, the handle or the e-mail address of an account."
        ),
        max_length=LONGEST_VALUE,
        widget=forms.TextInput(PLAIN),
    )


class PersonaFilterForm(forms.Form):
    platform = forms.ChoiceField(label=_("Platform"), required=False)
    method = forms.ChoiceField(label=_("Method"), required=False)

    def __init__(self, platforms: Sequence[tuple[str, str]], data: Any) -> None:
        super().__init__(data)
        offer(self, "platform", [("", _("all")), *platforms])
        offer(self, "method", [("", _("all")), *Method.choices])

    def chosen(self) -> PersonaFilter:
        """What is not offered is not asked for."""
        self.is_valid()
        return PersonaFilter(**{name: self.cleaned_data.get(name, "") for name in self.fields})
