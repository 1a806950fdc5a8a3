"""Forms of the desk. Each answer that has a key shows it beside its words (core/static/core/keys.js)."""

import secrets
from collections.abc import Mapping
from copy import copy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor, Duty
from seawall.core.errors import Sentence
from seawall.core.form_fields import PLAIN, Words, choice, lines
from seawall.core.keys import digest
from seawall.material.states import (
    LABEL_KEYS,
    LABEL_NAMES,
    AgeBand,
    Answer,
    Confidence,
    Depiction,
    Labels,
)
from seawall.people.queries import colleagues_for
from seawall.reports.filing import CHOOSE, LONGEST, Filing
from seawall.reports.models import Subject
from seawall.reports.receipts import TOKEN_SHORTEST
from seawall.reports.states import TAKEN_BY_STAFF, Danger, Informed, Outcome, Seen

TOKEN_LONGEST = 100
LONGEST_HOLDER = 120
# Encoded by a browser it may be three times as many bytes, and a form has a million.
MOST_LETTERS = 300_000
CHANNEL_KEYS: dict[str, str] = {code: str(number) for number, code in enumerate(TAKEN_BY_STAFF, 1)}
DANGER_KEYS: dict[str, str] = {Danger.NOW: "y", Danger.UNSURE: "u", Danger.NO: "n"}
OUTCOME_KEYS = {"": "0", Outcome.POLICE: "P", Outcome.NO_ACTION: "N", Outcome.NOT_FOUND: "F"}
CHOICES = {
    "real_child": Answer.choices,
    "age": AgeBand.choices,
    "depiction": Depiction.choices,
    "ai_generated": Answer.choices,
    "coerced": Answer.choices,
    "confidence": Confidence.choices,
}


class KeyedChoices(forms.RadioSelect):
    def __init__(self, keys: Mapping[str, str], inline: bool = True) -> None:
        self.keys = keys
        super().__init__(attrs={"data-inline": True} if inline else {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.keys:
            option["attrs"]["data-key"] = self.keys[str(value)]
        return option


class LabelsForm(forms.Form):
    """The facts about one subject, once for every law. All or none: half a labelling decides nothing."""

    def __init__(self, subject: Subject, *args: Any, with_keys: bool = False, **kwargs: Any) -> None:
        kwargs |= {"prefix": subject.id, "empty_permitted": True, "use_required_attribute": False}
        super().__init__(*args, **kwargs)
        self.subject = subject
        for name, words in LABEL_NAMES.items():
            self.fields[name] = forms.ChoiceField(
                label=words,
                choices=CHOICES[name],
                widget=KeyedChoices(LABEL_KEYS[name] if with_keys else {}),
                # It moves no category; every other default would be a guess.
                initial=Confidence.MEDIUM if name == "confidence" else None,
                error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
            )

    def has_changed(self) -> bool:
        """Confidence alone says nothing: it is about the other answers."""
        return bool(set(self.changed_data) - {"confidence"})

    def labels(self) -> Labels:
        return Labels.read(self.cleaned_data)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[
            ("", _("as the labels and the law say")),
            (Outcome.POLICE, Outcome.POLICE.label),
            (Outcome.NO_ACTION, Outcome.NO_ACTION.label),
            (Outcome.NOT_FOUND, Outcome.NOT_FOUND.label),
        ],
        initial="",
        widget=KeyedChoices(OUTCOME_KEYS),
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    same_for_all = forms.BooleanField(
        label=_("The same labels for all subjects of this bundle"), required=False
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)

    def full_clean(self) -> None:
        """No choice is a choice here: the labels and the law decide."""
        self.fields["outcome"].required = False
        super().full_clean()
        self.fields["outcome"].required = True


class AcknowledgeForm(forms.Form):
    informed = forms.ChoiceField(
        label=_("Who was informed?"),
        choices=Informed.choices,
        widget=KeyedChoices({code: str(number) for number, code in enumerate(Informed.values, 1)}, False),
        error_messages={"required": _("Please say who was informed.")},
    )


class HandOverForm(forms.Form):
    to = forms.ChoiceField(label=_("To"))
    note = forms.CharField(
        label=_("Note for the colleague"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = colleagues_for(actor, Duty.ANALYST, Duty.REVIEWER).exclude(pk=actor.id)
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)
        to.choices = [(person.id, person.name) for person in people]


class LetterForm(forms.Form):
    text = forms.CharField(
        label=_("Letter to the reporter"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("No names and no addresses: somebody may read over the reporter's shoulder."),
        error_messages={"required": _("Please write something first.")},
    )


class TableForm(forms.Form):
    """A partner's table, pasted: no page takes a file. `checked`: of which partner and table the preview was."""

    checked = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    partner = forms.CharField(
        label=_("Partner"),
        max_length=LONGEST_HOLDER,
        help_text=_(
            "Always the same name for the same organisation; if it has an access key, the name on it."
        ),
        error_messages={"required": _("Please name the partner.")},
        widget=forms.TextInput(PLAIN),
    )
    table = Words(
        MOST_LETTERS,
        label=_("Table"),
        required=True,
        help_text=_(
            "With the names of the columns in its first row. Copy it in your spreadsheet and paste it here, or paste the text of a CSV file."
        ),
        error_messages={"required": _("Please paste the table.")},
        widget=lines(8, wrap="off", **PLAIN),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)

    @property
    def mark(self) -> str:
        # Browsers send each line break as they like.
        table = self.cleaned_data["table"].replace("\r\n", "\n")
        return digest("reports.table", f"{self.cleaned_data['partner']}\n{table}")

    def marked(self) -> "TableForm":
        """Filled in as it is, with the mark of what was looked at."""
        return TableForm({**self.cleaned_data, "checked": self.mark})


class TakeReportForm(forms.Form):
    """The questions of the public form on one page, in the order in which somebody on the telephone tells it."""

    token = forms.CharField(required=False, widget=forms.HiddenInput)
    channel = choice(
        _("How did it come?"),
        [(channel.value, channel.label) for channel in TAKEN_BY_STAFF],
        widget=KeyedChoices(CHANNEL_KEYS),
    )
    danger = choice(
        _("Is a child in danger now?"),
        Danger.choices[::-1],
        widget=KeyedChoices(DANGER_KEYS),
    )
    seen = choice(_("What was seen?"), Seen.choices)
    place = Words(
        LONGEST["place"],
        label=_("Addresses, accounts or fingerprints, one on each line"),
        help_text=_("As they were told. Do not open them."),
        widget=lines(4, **PLAIN),
    )
    app = Words(LONGEST["app"], label=_("App or website"))
    account = Words(
        LONGEST["account"],
        label=_("Name of the profile, group or account"),
        widget=forms.TextInput(PLAIN),
    )
    phone = Words(
        LONGEST["phone"],
        label=_("Phone number that was used"),
        help_text=_("By whoever is reported; never the caller's own."),
        widget=forms.TextInput({"inputmode": "tel", **PLAIN}),
    )
    text = Words(
        LONGEST["text"],
        label=_("In the words of whoever told it"),
        help_text=_("Without their name. How to reach them stands in the next field."),
        widget=lines(),
    )
    contact = Words(
        LONGEST["contact"],
        label=_("How the caller may be reached"),
        help_text=_(
            "Only if they wish it. It is kept encrypted and erased 30 days after the report is decided."
        ),
        widget=forms.TextInput(PLAIN),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"token": secrets.token_urlsafe(16)}, use_required_attribute=False)

    def clean_token(self) -> str:
        token: str = self.cleaned_data["token"]
        if not TOKEN_SHORTEST <= len(token) <= TOKEN_LONGEST:
            renewed: Any = copy(self.data)
            renewed["token"] = secrets.token_urlsafe(16)
            self.data = renewed
            raise forms.ValidationError(
                _("This form was incomplete. Everything is still here: please send it once more.")
            )
        return token

    def filing(self, actor: Actor, *, language: str, country: str) -> Filing:
        told = dict(self.cleaned_data)
        # The same form of the same person is one report; nobody can name the form of another.
        return Filing(token=f"{actor.id} {told.pop('token')}", language=language, country=country, **told)

    def complain(self, fields: Mapping[str, Sentence]) -> None:
        """What the house could not accept, beside the question it is about."""
        for name, sentence in fields.items():
            self.add_error(name if name in self.fields else None, str(sentence))
