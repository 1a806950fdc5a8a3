from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.codes import countries
from seawall.core.errors import Sentence
from seawall.core.form_fields import PLAIN, TellingForm, Words, lines, moment, offer
from seawall.operations.forms import accounts_named
from seawall.operations.models import Account, Operation
from seawall.operations.naming import words_in
from seawall.operations.requesting.fitting import faults_between
from seawall.operations.requesting.rules import rules
from seawall.operations.requesting.states import (
    LONGEST_ADDRESSEE,
    LONGEST_REFERENCE,
    MOST_ACCOUNTS,
    Answer,
    Ground,
    Receipt,
    RequestTerms,
)

# As many e-mail addresses of the usual length.
MOST_LETTERS = MOST_ACCOUNTS * 40


class DraftForm(TellingForm):
    instrument = forms.ChoiceField(label=_("Instrument"))
    addressee = forms.CharField(
        label=_("To whom"),
        help_text=_("The provider or the authority."),
        max_length=LONGEST_ADDRESSEE,
        widget=forms.TextInput(PLAIN),
    )
    country = forms.ChoiceField(label=_("Country of the addressee"))
    reference = forms.CharField(
        label=_("Your reference"),
        required=False,
        max_length=LONGEST_REFERENCE,
        widget=forms.TextInput(PLAIN),
    )
    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_(
            "Only where the instrument sets no term itself: as the order says, or when you want to ask."
        ),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
    )
    accounts = Words(
        MOST_LETTERS,
        label=_("Accounts"),
        required=True,
        help_text=_(
            "The code of six letters that pages show, the handle or the e-mail address; one a line, or with commas between them."
        ),
        error_messages={"required": _("Name at least one account.")},
        widget=lines(4, spellcheck="false"),
    )

    def __init__(
        self, actor: Actor, operation: Operation, data: Any = None, *, accounts: Sequence[str] = ()
    ) -> None:
        self.actor, self.operation = actor, operation
        super().__init__(data, initial={"accounts": "\n".join(accounts)}, use_required_attribute=False)
        offered = [(rule.code, rule.title) for rule in rules().values()]
        offer(self, "instrument", offered)
        offer(self, "country", [("", "–"), *countries()])

    def between(self) -> Mapping[str, Sentence]:
        given = self.cleaned_data
        rule = rules().get(given.get("instrument", ""))
        return faults_between(rule, given.get("country", ""), given.get("last_day")) if rule else {}

    def clean_accounts(self) -> Sequence[Account]:
        words = words_in(self.cleaned_data["accounts"])
        if len(words) > MOST_ACCOUNTS:
            raise forms.ValidationError(_("Name at least one account and at most 1,000."))
        return accounts_named(self.actor, self.operation, words)

    def terms(self) -> RequestTerms:
        given = self.cleaned_data
        return RequestTerms(**{**given, "accounts": tuple(one.id for one in given["accounts"])})


class SentForm(TellingForm):
    at = moment(_("Sent at (UTC)"), help_text=_("Its term counts from here."))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"at": clock.now()})


class ReceiptForm(TellingForm):
    at = moment(_("Received at (UTC)"))
    reference = forms.CharField(
        label=_("Their reference"),
        required=False,
        max_length=LONGEST_REFERENCE,
        widget=forms.TextInput(PLAIN),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"at": clock.now()})

    def receipt(self) -> Receipt:
        return Receipt(self.cleaned_data["at"], self.cleaned_data["reference"])


class AnswerForm(TellingForm):
    answer = forms.ChoiceField(
        label=_("What was answered"),
        choices=[pair for pair in Answer.choices if pair[0]],
        widget=forms.RadioSelect,
    )
    ground = forms.ChoiceField(
        label=_("Ground of a refusal"),
        choices=[("", "–"), *(p for p in Ground.choices if p[0])],
        required=False,
    )

    def given(self) -> tuple[Answer, Ground]:
        return Answer(self.cleaned_data["answer"]), Ground(self.cleaned_data["ground"])
