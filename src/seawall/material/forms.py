"""What staff fill in. The labels are chosen by one key each, so that nobody has to stay with an item for longer."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.core.form_fields import TellingForm, offer
from seawall.material.models import Item, List
from seawall.material.queries import lists_for, open_entries_for
from seawall.material.states import (
    EXACT,
    LABEL_KEYS,
    WIDEST_RADIUS,
    AgeBand,
    Answer,
    Confidence,
    Depiction,
    GivenFingerprint,
    HandlingCode,
    Labels,
    Stance,
)
from seawall.people.queries import agencies

C = TypeVar("C", bound=TextChoices)


def chosen(choices: type[C], code: str) -> C:
    """One of a closed list, from a button or a select."""
    if code not in choices.values:
        raise Invalid({"choice": _("Choose one of the answers.")})
    return choices(code)


class KeyedRadio(forms.RadioSelect):
    """Each answer has a key of its own, shown beside its words."""

    def __init__(self, keys: Mapping[str, str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs)
        self.keys = keys

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-key"] = self.keys[str(value)]
        return option


def _question(name: str, answers: type[TextChoices], label: Any, help_text: Any = "") -> forms.ChoiceField:
    # The classes of the schemes are too long to stand side by side.
    widget = KeyedRadio(LABEL_KEYS[name], {} if name == "depiction" else {"data-inline": True})
    return forms.ChoiceField(label=label, choices=answers.choices, widget=widget, help_text=help_text)


class LabelsForm(TellingForm):
    """Nothing is chosen beforehand: a default would be a guess."""

    real_child = _question("real_child", Answer, _("Is a real child shown?"))
    age = _question("age", AgeBand, _("How old does the person shown appear?"))
    depiction = _question(
        "depiction",
        Depiction,
        _("Which class is the depiction?"),
        _(
            "By the classes of the public schemes. What belongs to a class stands in your agency's handbook, not here."
        ),
    )
    ai_generated = _question(
        "ai_generated", Answer, _("Made or altered by AI so that it looks like a photograph?")
    )
    coerced = _question("coerced", Answer, _("Produced by the person shown, under coercion?"))
    confidence = _question("confidence", Confidence, _("How sure are you of all this?"))

    def labels(self) -> Labels:
        return Labels.read(self.cleaned_data)


class HoldForm(forms.Form):
    agency = forms.ChoiceField(label=_("Agency that holds the file"))
    evidence_number = forms.CharField(label=_("Evidence number there"), max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency", [(agency.id, agency.name) for agency in agencies()])


class ProposeForm(forms.Form):
    list = forms.ChoiceField(label=_("List"))

    def __init__(self, actor: Actor, item: Item, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = open_entries_for(actor, item.id).values("list_id")
        offer(self, "list", [(one.id, one.name) for one in lists_for(actor).exclude(pk__in=taken)])


class ListForm(TellingForm):
    name = forms.CharField(label=_("Name of the list"), max_length=80)
    handling = forms.ChoiceField(
        label=_("How far may it be passed on?"),
        choices=HandlingCode.choices,
        initial=HandlingCode.AMBER_STRICT,
    )


class MatchingForm(forms.Form):
    """How a list is matched against."""

    matching = forms.BooleanField(label=_("Match against this list"), required=False)
    radius = forms.IntegerField(
        label=_("Radius"),
        min_value=0,
        max_value=WIDEST_RADIUS,
        help_text=_(
            "Of 256 bits, so many may differ in a PDQ fingerprint. 31 finds altered copies too; 0 finds equal fingerprints only."
        ),
    )
    stance = forms.ChoiceField(
        label=_("What it means to be on this list"),
        choices=Stance.choices,
        help_text=_("What is known to be harmless makes no near match and is told as harmless."),
    )

    @classmethod
    def of(cls, one: List) -> "MatchingForm":
        return cls(initial={"matching": one.matching, "radius": one.radius, "stance": one.stance})

    def chosen(self) -> dict[str, Any]:
        return {**self.cleaned_data, "stance": Stance(self.cleaned_data["stance"])}


class FingerprintForm(TellingForm):
    """One fingerprint, typed or pasted. It stands in no address and no browser's memory."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, kind.label) for kind in EXACT])
    value = forms.CharField(
        label=_("Fingerprint"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "mono"}),
    )

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
