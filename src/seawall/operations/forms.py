import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.codes import countries
from seawall.core.form_fields import PLAIN, TellingForm, Words, lines, offer
from seawall.operations.models import Account, AccountTable, Operation, Site, Weights
from seawall.operations.models.weights import HIGHEST
from seawall.operations.queries import NO_COUNTRY, AccountFilter, accounts_named_for
from seawall.operations.ranking import Reason
from seawall.operations.states import (
    LONGEST_CODE,
    LONGEST_NAME,
    LONGEST_VALUE,
    Activity,
    Column,
    Confidence,
    HintSource,
    MappingTerms,
    PartKind,
    PartTerms,
    Role,
    SiteKind,
    SiteTerms,
)
from seawall.people.queries import police_agencies_for

# 27,000 accounts with an e-mail address each are a little over two million letters.
MOST_LETTERS = 5_000_000


class DeedForm(TellingForm):
    def offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        offer(self, name, choices)


def account_named(actor: Actor, operation: Operation, word: str) -> Account:
    """The one account that is meant, or what is wrong stands at the field."""
    return accounts_named(actor, operation, [word])[0]


def accounts_named(actor: Actor, operation: Operation, words: Sequence[str]) -> Sequence[Account]:
    named = accounts_named_for(actor, operation, words)
    if named.faults:
        raise forms.ValidationError(list(named.faults))
    return named.accounts


def account_field(label: Any, help_text: Any = "") -> forms.CharField:
    """One account, or none, by whatever tells it; `one_or_none` reads it."""
    return forms.CharField(
        label=label,
        help_text=help_text
        or _("If it concerns one: its code of six letters, its handle or its e-mail address."),
        required=False,
        max_length=LONGEST_VALUE,
        widget=forms.TextInput(PLAIN),
    )


def one_or_none(actor: Actor, operation: Operation, word: str) -> Account | None:
    return account_named(actor, operation, word) if word else None


class OperationForm(DeedForm):
    code = forms.CharField(
        label=_("Code name"),
        help_text=_("Neutral: no place, no person, no site."),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(PLAIN),
    )


class SiteForm(DeedForm):
    name = forms.CharField(
        label=_("Name"),
        help_text=_("What you call it among yourselves, such as “Site A”."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(PLAIN),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=SiteKind.choices, widget=forms.RadioSelect)
    address = forms.CharField(
        label=_("Address"),
        help_text=_("Kept masked and never opened by Seawall."),
        required=False,
        max_length=2000,
        widget=forms.TextInput(PLAIN),
    )

    def terms(self) -> SiteTerms:
        given = self.cleaned_data
        return SiteTerms(given["name"], SiteKind(given["kind"]), given["address"])


class PartForm(DeedForm):
    agency = forms.ChoiceField(label=_("Agency"))
    kind = forms.ChoiceField(label=_("What it does"), choices=PartKind.choices)
    countries = forms.CharField(
        label=_("Accounts of these countries"),
        help_text=_("Two-letter codes with blanks between them, such as DE NL."),
        required=False,
        max_length=1000,
        widget=forms.TextInput(PLAIN),
    )
    sites = forms.MultipleChoiceField(
        label=_("All accounts of these sites"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, actor: Actor, sites: Sequence[Site], data: Any = None) -> None:
        super().__init__(data)
        self.offer("agency", [(one.id, f"{one.name} ({one.country})") for one in police_agencies_for(actor)])
        self.offer("sites", [(site.id, site.name) for site in sites])
        if not sites:
            del self.fields["sites"]

    def terms(self) -> PartTerms:
        given = self.cleaned_data
        codes = tuple(code.upper() for code in re.split(r"[\s,;]+", given["countries"]) if code)
        return PartTerms(PartKind(given["kind"]), codes, tuple(given.get("sites", ())))


class TableForm(DeedForm):
    """Pasted: no page takes a file."""

    site = forms.ChoiceField(label=_("Accounts of which site?"))
    table = Words(
        MOST_LETTERS,
        label=_("Table"),
        required=True,
        help_text=_(
            "With the names of the columns in its first row. Copy it in your spreadsheet and paste it here, or paste the text of a CSV file."
        ),
        error_messages={"required": _("Please paste the table.")},
        widget=lines(8, wrap="off", spellcheck="false"),
    )

    def __init__(self, sites: Sequence[Site], data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.offer("site", [(site.id, site.name) for site in sites])

    def stream(self) -> BytesIO:
        # Half a character becomes what is no UTF-8, and is told as such.
        return BytesIO(self.cleaned_data["table"].encode(errors="surrogatepass"))


class MappingForm(DeedForm):
    """A question for each column, by its place: what a column is called may itself be confidential."""

    def __init__(self, table: AccountTable, names: Sequence[str], data: Any = None) -> None:
        super().__init__(data)
        self.columns = [f"column_{place}" for place in range(len(names))]
        for field, name, meant in zip(self.columns, names, table.columns, strict=True):
            self.fields[field] = forms.ChoiceField(label=name, choices=Column.choices, initial=meant)
        self.fields["source"] = forms.ChoiceField(
            label=_("Where do the countries come from?"), choices=HintSource.choices, initial=table.source
        )
        self.fields["confidence"] = forms.TypedChoiceField(
            label=_("How sure are they?"), choices=Confidence.choices, coerce=int, initial=table.confidence
        )

    def terms(self) -> MappingTerms:
        given = self.cleaned_data
        columns = tuple(Column(given[field]) for field in self.columns)
        return MappingTerms(columns, HintSource(given["source"]), Confidence(given["confidence"]))


class FilterForm(forms.Form):
    site = forms.ChoiceField(label=_("Site"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    activity = forms.ChoiceField(label=_("Activity"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    elsewhere = forms.ChoiceField(label=_("Also known elsewhere"), required=False)

    def __init__(self, sites: Sequence[Site], there: Sequence[str], data: Any) -> None:
        super().__init__(data)
        named = [pair for pair in countries() if pair[0] in there]
        nowhere = [(NO_COUNTRY, _("not known"))] if "" in there else []
        offered: dict[str, list[tuple[Any, Any]]] = {
            "site": [(site.id, site.name) for site in sites],
            "country": [*named, *nowhere],
            "activity": list(Activity.choices),
            "role": list(Role.choices),
            "elsewhere": [("yes", _("yes"))],
        }
        for name, choices in offered.items():
            offer(self, name, [("", _("all")), *choices])

    def chosen(self) -> AccountFilter:
        """What is not offered is not asked for."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name, "") for name in self.fields}
        return AccountFilter(**{**given, "elsewhere": given["elsewhere"] == "yes"})


class WeightsForm(DeedForm):
    """`operation` is asked for trying the weights out, and for nothing else."""

    operation = forms.ChoiceField(label=_("Try them on"), required=False)

    def __init__(self, weights: Weights, there: Sequence[Operation], data: Any = None) -> None:
        super().__init__(data)
        self.offer("operation", [(one.id, one.code) for one in there])
        if not there:
            del self.fields["operation"]
        for reason in Reason:
            self.fields[reason.value] = forms.IntegerField(
                label=capfirst(reason.label),
                min_value=0,
                max_value=HIGHEST,
                initial=getattr(weights, reason.value),
            )
        self.order_fields([reason.value for reason in Reason])

    def points(self) -> dict[Reason, int]:
        return {reason: self.cleaned_data[reason.value] for reason in Reason}
