"""Forms of the desk. Each answer that has a key shows it beside its words (core/static/core/keys.js)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor, Duty
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
from seawall.reports.models import Subject
from seawall.reports.states import Informed, Outcome

CHOOSE = _("Please choose one of the answers.")
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
