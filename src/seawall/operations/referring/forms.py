import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.codes import country_name
from seawall.core.contacts import LONGEST_CONTACT
from seawall.core.form_fields import PLAIN, TellingForm, Words, lines, offer
from seawall.material.states import HandlingCode
from seawall.operations.models import Person, Referral
from seawall.operations.referring.states import (
    DAYS,
    LONGEST_DAYS,
    LONGEST_RECIPIENT,
    LONGEST_REFERENCE,
    LONGEST_WORDS,
    MOST_ACCOUNTS,
    SHORTEST_DAYS,
    BatchTerms,
    CountryTerms,
    Grouping,
    OutcomeTerms,
    RecipientKind,
    RecipientTerms,
    ReferralLanguage,
    ReferralOutcome,
)
from seawall.operations.referring.stepping import needs_counsel
from seawall.people.queries import police_agencies_for

MOST_LETTERS = MOST_ACCOUNTS * 40


def _handling() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Handling code"),
        help_text=_("The further it may be passed on, the less is in it."),
        choices=HandlingCode.choices,
        initial=HandlingCode.AMBER_STRICT,
    )


def _days() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("An answer is wanted within so many days"),
        min_value=SHORTEST_DAYS,
        max_value=LONGEST_DAYS,
        initial=DAYS,
    )


class BatchForm(TellingForm):
    persons = forms.MultipleChoiceField(
        label=_("Persons"),
        help_text=_("Of a known country, and in no referral yet. Their accounts come with them."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    accounts = Words(
        MOST_LETTERS,
        label=_("Accounts of nobody yet"),
        help_text=_("Their ids, with blanks or line breaks between them."),
        widget=lines(2, spellcheck="false"),
    )
    grouping = forms.ChoiceField(
        label=_("How many packages?"),
        choices=Grouping.choices,
        initial=Grouping.COUNTRY,
        widget=forms.RadioSelect,
    )
    handling = _handling()
    days = _days()

    def __init__(self, persons: Sequence[Person], data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial, use_required_attribute=False)
        offered = [
            (one.code, f"{one.code} · {country_name(one.country)} · {one.get_state_display()}")
            for one in persons
        ]
        offer(self, "persons", offered)
        if not persons:
            del self.fields["persons"]

    def terms(self) -> BatchTerms:
        given = self.cleaned_data
        accounts = tuple(one for one in re.split(r"[\s,;]+", given["accounts"]) if one)
        return BatchTerms(
            tuple(given.get("persons", ())),
            accounts,
            Grouping(given["grouping"]),
            HandlingCode(given["handling"]),
            given["days"],
        )


class CountryForm(TellingForm):
    """To which of these countries a series or a persona is referred; `of` keeps apart the forms of several on one page."""

    country = forms.ChoiceField(label=_("Country that shall be told"))
    handling = _handling()
    days = _days()

    def __init__(self, of: str, among: Iterable[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data, auto_id=f"id_{of}_%s", use_required_attribute=False)
        offer(self, "country", [("", "–"), *among])

    def terms(self) -> CountryTerms:
        given = self.cleaned_data
        return CountryTerms(given["country"], HandlingCode(given["handling"]), given["days"])


class RecipientForm(TellingForm):
    kind = forms.ChoiceField(label=_("Who gets it?"), choices=RecipientKind.choices, widget=forms.RadioSelect)
    agency = forms.ChoiceField(
        label=_("Agency of this node"),
        help_text=_("In the country of the referral. It finds the referral on its own pages."),
        required=False,
    )
    name = forms.CharField(
        label=_("Office elsewhere"),
        help_text=_("No person's name. It answers by a link that you send along."),
        required=False,
        max_length=LONGEST_RECIPIENT,
        widget=forms.TextInput(PLAIN),
    )
    contact = forms.CharField(
        label=_("How to reach it"),
        help_text=_("One mail address or one telephone number."),
        required=False,
        max_length=LONGEST_CONTACT,
        widget=forms.TextInput(PLAIN),
    )
    handling = _handling()
    days = _days()
    language = forms.ChoiceField(
        label=_("Language of the part for people"), choices=ReferralLanguage.choices, widget=forms.RadioSelect
    )

    def __init__(self, one: Referral, actor: Actor, data: Any = None) -> None:
        now = {
            "kind": one.kind,
            "agency": one.recipient_id or "",
            "name": "" if one.recipient_id else one.recipient_name,
            "contact": one.contact,
            "handling": one.handling,
            "days": one.days,
            "language": one.language,
        }
        super().__init__(data, initial=now, prefix="to", use_required_attribute=False)
        there = police_agencies_for(actor).filter(country=one.country)
        offer(self, "agency", [("", "–"), *((a.id, a.name) for a in there)])

    def terms(self) -> RecipientTerms:
        given = self.cleaned_data
        return RecipientTerms(
            **{
                **given,
                "kind": RecipientKind(given["kind"]),
                "handling": HandlingCode(given["handling"]),
                "language": ReferralLanguage(given["language"]),
            }
        )


class CounselForm(TellingForm):
    counsel = forms.CharField(
        label=_("Reference of counsel's answer"),
        help_text=_("Such as a file number. Without one it is not sent to this country."),
        max_length=LONGEST_REFERENCE,
        widget=forms.TextInput(PLAIN),
    )


class StopForm(CounselForm):
    """Why a second person should let it past what stops it."""

    purpose = forms.CharField(
        label=_("Why should it go nevertheless?"),
        help_text=_("Such as the assurance that was given. No names."),
        max_length=500,
        widget=lines(2),
    )

    def __init__(self, one: Referral, data: Any = None) -> None:
        super().__init__(data, prefix="stop", use_required_attribute=False)
        if not needs_counsel(one):
            del self.fields["counsel"]


class OutcomeForm(TellingForm):
    """The four buttons are the form: `outcome` is the one that was pressed."""

    outcome = forms.ChoiceField(choices=[pair for pair in ReferralOutcome.choices if pair[0]])
    words = forms.CharField(
        label=_("If you like, a few words"),
        help_text=_("No names, and nothing of what is to be seen."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(PLAIN),
    )

    def terms(self) -> OutcomeTerms:
        return OutcomeTerms(ReferralOutcome(self.cleaned_data["outcome"]), self.cleaned_data["words"])
