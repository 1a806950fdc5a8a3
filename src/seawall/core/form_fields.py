"""What forms of several domains have in common: above all fields in which people write down what was seen, at the public door, and at the
desk for those who telephone."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid, Sentence

# Words like these belong to nobody's history and to no dictionary.
PLAIN = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}
MOMENT = "%Y-%m-%dT%H:%M"

Done = TypeVar("Done")


class Words(forms.CharField):
    """Other people's words: kept as they came, even with characters that Django's own field refuses."""

    def __init__(self, longest: int, **kwargs: Any) -> None:
        self.longest = longest
        super().__init__(required=kwargs.pop("required", False), **kwargs)
        self.validators = []

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            raise forms.ValidationError(
                _(
                    "This is too long: %(typed)s characters, where %(most)s fit. It is still here; please shorten it."
                ),
                params={"typed": len(value), "most": self.longest},
            )


class TellingForm(forms.Form):
    def clean(self) -> Any:
        given = super().clean()
        for name, sentence in self.between().items():
            if name not in self.errors:
                self.add_error(name, str(sentence))
        return given

    def between(self) -> Mapping[str, Sentence]:
        """Faults that two fields make together: told at once with those of one field alone, which may have left no value."""
        return {}

    def done(self, deed: Callable[[], Done]) -> Done | None:
        """What the deed gives, where the form is filled in well. What is wrong stands at its field, also what only the deed finds, and
        None comes back: the page is shown again."""
        if not self.is_valid():
            return None
        try:
            return deed()
        except Invalid as error:
            self.tell(error)
            return None

    def tell(self, error: Invalid) -> None:
        """What the action found wrong, at the field it is about."""
        for name, sentence in error.fields.items():
            self.add_error(name if name in self.fields else None, str(sentence))


def secret(label: Any, longest: int, **kwargs: Any) -> forms.CharField:
    # Never filled in again: what was typed once is not sent back to a browser.
    widget = forms.PasswordInput({"autocomplete": "off"}, render_value=False)
    return forms.CharField(label=label, widget=widget, max_length=longest, **kwargs)


def choice(
    label: Any, choices: list[tuple[str, Any]], help_text: Any = "", widget: Any = forms.RadioSelect
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=help_text,
        widget=widget,
        error_messages={
            "required": _("Please choose one of the answers."),
            "invalid_choice": _("Please choose one of the answers."),
        },
    )


def offer(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """What can be chosen from where only the one who asks decides it: their agencies, their lists, the next steps."""
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def lines(rows: int = 6, **attrs: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "autocomplete": "off", **attrs})


def moment(label: Any, **kwargs: Any) -> forms.DateTimeField:
    """A day and a time, in UTC: the label says so."""
    widget = forms.DateTimeInput({"type": "datetime-local", **PLAIN}, format=MOMENT)
    formats = [MOMENT, "%Y-%m-%dT%H:%M:%S"]
    return forms.DateTimeField(label=label, widget=widget, input_formats=formats, **kwargs)
