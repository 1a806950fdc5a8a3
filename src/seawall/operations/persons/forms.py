"""What an investigator fills in about a person. The name alone may be one; everything else is neutral."""

from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seawall.core.actors import Actor
from seawall.core.codes import countries
from seawall.core.form_fields import PLAIN, TellingForm, lines, offer
from seawall.operations.forms import account_field, one_or_none
from seawall.operations.models import Charge, Operation, Person
from seawall.operations.persons.ladder import back, onward
from seawall.operations.persons.words import (
    LONGEST_BODY,
    LONGEST_LAW,
    LONGEST_WORDS,
    CareTerms,
    ChargeEnd,
    ChargeOutcome,
    ChargeTerms,
    CourtKind,
    CourtTerms,
    Household,
    PersonGround,
    PersonState,
    PersonStep,
    PersonTerms,
    Risk,
    Support,
)
from seawall.operations.states import LONGEST_NAME

NO_NAMES = _("No names, and nothing of what is to be seen.")
AGES = [("adult", _("of age, as far as is known")), ("youth", _("a minor: the youth-justice path"))]


def words_field(label: Any, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=NO_NAMES, widget=lines(2), max_length=LONGEST_WORDS, required=required
    )


def _country(label: Any, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required, choices=[])


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, required=required)


def _code(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=_("Such as P-BK4-7TN. Small letters will do."),
        max_length=20,
        widget=forms.TextInput({**PLAIN, "class": "mono"}),
    )


class CountryForm(TellingForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "country" in self.fields:
            offer(self, "country", [("", _("not known")), *countries()])


class NoteForm(CountryForm):
    country = _country(_("Country"))
    age = forms.ChoiceField(label=_("Age"), choices=AGES, initial="adult", widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Name"),
        help_text=_("Sealed at once, and shown only to whoever says what for."),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(PLAIN),
    )
    words = words_field(_("Why is this person noted?"))
    account = account_field(
        _("An account of this person"),
        _(
            "Its code of six letters, its handle or its e-mail address. More can be given to the person later."
        ),
    )
    field_order = ("account", "country", "age", "name", "words")

    def __init__(self, actor: Actor, operation: Operation, data: Any = None, *, account: str = "") -> None:
        self.actor, self.operation = actor, operation
        super().__init__(data, initial={"account": account})

    def clean_account(self) -> str:
        one = one_or_none(self.actor, self.operation, self.cleaned_data["account"])
        return one.id if one else ""

    def terms(self) -> PersonTerms:
        given = self.cleaned_data
        is_youth = given["age"] == "youth"
        return PersonTerms(given["country"], is_youth, given["name"], given["account"], given["words"])


class StepForm(TellingForm):
    state = forms.ChoiceField(label=_("The person is now"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(label=_("On what ground?"), choices=PersonGround.choices)
    on = day_field(_("When did it happen?"), _("Left out: today."), required=False)
    body = forms.CharField(
        label=_("Youth service"),
        help_text=_("The office and its place, for the step “youth service involved”. No person's name."),
        max_length=LONGEST_BODY,
        required=False,
        widget=forms.TextInput(PLAIN),
    )
    words = words_field(_("In words"))

    def __init__(self, person: Person, data: Any = None) -> None:
        super().__init__(data, prefix="step")
        forwards = [(one.value, one.label) for one in onward(person.rungs, youth=person.youth)]
        backwards = [
            (one.value, _("back to: %(state)s") % {"state": one.label}) for one in back(person.rungs)
        ]
        offer(self, "state", [*forwards, *backwards])
        self.fields["words"].help_text = " ".join(map(str, (_("A step back needs a reason."), NO_NAMES)))
        if not person.youth:
            del self.fields["body"]

    def step(self) -> PersonStep:
        given = self.cleaned_data
        return PersonStep(
            PersonState(given["state"]),
            PersonGround(given["ground"]),
            given["words"],
            given["on"],
            given.get("body", ""),
        )


def _thought_of(label: Any, answers: type[TextChoices]) -> forms.ChoiceField:
    """Nothing is thought of by leaving the first answer as it is."""
    return forms.ChoiceField(label=label, choices=[("", _("please choose")), *answers.choices])


class CareForm(TellingForm):
    support = _thought_of(_("Support for the suspect"), Support)
    risk = _thought_of(_("Risk of self-harm"), Risk)
    household = _thought_of(_("Children in the household"), Household)
    words = words_field(_("In words"))

    def __init__(self, _person: Person, data: Any = None) -> None:
        super().__init__(data, prefix="care")

    def terms(self) -> CareTerms:
        given = self.cleaned_data
        return CareTerms(
            Support(given["support"]), Risk(given["risk"]), Household(given["household"]), given["words"]
        )


class ChargeForm(CountryForm):
    law = forms.CharField(
        label=_("Section of the law"), max_length=LONGEST_LAW, widget=forms.TextInput(PLAIN)
    )
    country = _country(_("Country of the law"), required=True)
    laid_on = day_field(_("Laid on"))

    def __init__(self, person: Person, data: Any = None) -> None:
        super().__init__(data, prefix="charge", initial={"country": person.country})

    def terms(self) -> ChargeTerms:
        given = self.cleaned_data
        return ChargeTerms(given["law"], given["country"], given["laid_on"])


class ChargeEndForm(TellingForm):
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[one for one in ChargeOutcome.choices if one[0] != ChargeOutcome.OPEN]
    )
    ended_on = day_field(pgettext_lazy("a day", "On"))
    words = words_field(_("In words"))

    def __init__(self, charge: Charge, data: Any = None) -> None:
        # Several stand on one page.
        super().__init__(data, auto_id=f"id_{charge.id}_%s")
        self.charge = charge

    def end(self) -> ChargeEnd:
        given = self.cleaned_data
        return ChargeEnd(ChargeOutcome(given["outcome"]), given["ended_on"], given["words"])


class CourtForm(TellingForm):
    kind = forms.ChoiceField(label=_("What"), choices=CourtKind.choices)
    court = forms.CharField(label=_("Court"), max_length=LONGEST_BODY, widget=forms.TextInput(PLAIN))
    on = day_field(pgettext_lazy("a day", "On"))

    def __init__(self, _person: Person, data: Any = None) -> None:
        super().__init__(data, prefix="court")

    def terms(self) -> CourtTerms:
        given = self.cleaned_data
        return CourtTerms(CourtKind(given["kind"]), given["court"], given["on"])


class CorrectForm(CountryForm):
    country = _country(_("Country"))
    age = forms.ChoiceField(label=_("Age"), choices=AGES)
    words = words_field(_("On what does this rest?"))

    def __init__(self, person: Person, data: Any = None) -> None:
        now = {"country": person.country, "age": "youth" if person.youth else "adult"}
        super().__init__(data, prefix="correct", initial=now)


class NameForm(TellingForm):
    name = forms.CharField(
        label=_("Name"),
        help_text=_(
            "Sealed at once. What is written here takes the place of what was kept; empty takes it away."
        ),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(PLAIN),
    )

    def __init__(self, _person: Person, data: Any = None) -> None:
        super().__init__(data, prefix="name")


class MergeForm(TellingForm):
    code = _code(_("Code of the other person"))
    words = words_field(_("Why are the two one person?"))

    def __init__(self, _person: Person, data: Any = None) -> None:
        super().__init__(data, prefix="merge")


class GiveForm(TellingForm):
    """On the page of an account: whose it is."""

    code = _code(_("Code of the person"))
    words = words_field(_("On what does this rest?"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="give")


class TakeForm(TellingForm):
    words = words_field(_("Why is it not this person's?"))
