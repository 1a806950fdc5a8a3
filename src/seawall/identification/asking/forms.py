"""What a specialist fills in when somebody outside is asked, and what those who are asked fill in."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.codes import countries
from seawall.core.form_fields import PLAIN, TellingForm, choice, lines, offer
from seawall.identification.asking.words import (
    LONGEST_CARD,
    LONGEST_CONTACT,
    LONGEST_EXPERT,
    LONGEST_HOW,
    LONGEST_QUESTION,
    LONGEST_TIP,
    LONGEST_TITLE,
    Audience,
    CardTerms,
    ExpertAnswer,
    TipGround,
    TipTerms,
)
from seawall.identification.safeguarding.forms import day
from seawall.identification.states import Confidence

# An expert who cannot say how sure says so in words.
SURE = [
    (Confidence.HIGH.value, _("I am sure")),
    (Confidence.MEDIUM.value, _("I think so")),
    (Confidence.LOW.value, _("It is a guess")),
]


class CardForm(TellingForm):
    audience = forms.ChoiceField(label=_("Who is asked?"), choices=Audience.choices, widget=forms.RadioSelect)
    asked_id = forms.ChoiceField(label=_("Which agency?"), required=False)
    expert = forms.CharField(
        label=_("Expert in what?"),
        help_text=_("Only where an expert is asked: botany, plugs, a language. No name."),
        max_length=LONGEST_EXPERT,
        required=False,
    )
    title = forms.CharField(
        label=_("Title of the card"), help_text=_("The object alone: a white plug."), max_length=LONGEST_TITLE
    )
    words = forms.CharField(
        label=_("What is described"),
        help_text=_(
            "Written anew for outside. Only the object: shape, colour, letters. Nothing of a child, a room, a series or where it comes from."
        ),
        widget=lines(5),
        max_length=LONGEST_CARD,
    )
    question = forms.CharField(
        label=_("What is asked"),
        help_text=_("One question: in which countries is this sold?"),
        max_length=LONGEST_QUESTION,
    )
    closes_on = day(_("Asked until"))

    def __init__(self, others: dict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "asked_id", [("", "–"), *others.items()])

    def terms(self) -> CardTerms:
        given = self.cleaned_data
        audience = Audience(given["audience"])
        asked_id = given["asked_id"] if audience is Audience.AGENCY else ""
        return CardTerms(
            audience,
            given["title"],
            given["words"],
            given["question"],
            given["closes_on"],
            asked_id,
            given["expert"],
        )


class PurposeForm(TellingForm):
    purpose = forms.CharField(
        label=_("Why is it asked?"),
        help_text=_("For the colleague who looks at it."),
        widget=lines(2),
        max_length=500,
    )


class AnswerForm(TellingForm):
    """Of a colleague at another agency."""

    words = forms.CharField(label=_("What do you know of it?"), widget=lines(4), max_length=LONGEST_TIP)
    country = forms.ChoiceField(label=_("A country that it speaks for"), required=False)
    # So that a button pressed twice gives one tip.
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "country", [("", "–"), *countries()])
        self.fields["token"].initial = secrets.token_urlsafe(16)

    def terms(self) -> TipTerms:
        return TipTerms(**self.cleaned_data)


class InviteForm(TellingForm):
    ends_on = day(_("The link works until"))


class ExpertForm(TellingForm):
    """Of an expert, under their link."""

    words = forms.CharField(
        label=_("Your answer"),
        help_text=_("What you know of the object. Please name no person."),
        widget=lines(5),
        max_length=LONGEST_TIP,
        error_messages={"required": _("Please write what you know.")},
    )
    country = forms.ChoiceField(label=_("A country that it speaks for"), required=False)
    certainty = choice(_("How sure are you?"), SURE)
    how_known = forms.CharField(
        label=_("How do you know?"),
        help_text=_("For example from your own work, or from a catalogue."),
        widget=lines(2),
        max_length=LONGEST_HOW,
        required=False,
    )
    contact = forms.CharField(
        label=_("May we ask you back?"),
        help_text=_(
            "Then leave a mail address or a telephone number. It is erased thirty days after the object is asked about no more."
        ),
        max_length=LONGEST_CONTACT,
        required=False,
        widget=forms.TextInput(PLAIN),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "country", [("", "–"), *countries()])

    def answer(self) -> ExpertAnswer:
        given = self.cleaned_data
        return ExpertAnswer(
            given["words"],
            Confidence(given["certainty"]),
            given["country"],
            given["how_known"],
            given["contact"],
        )


class TipAsideForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("On what ground?"), choices=TipGround.choices, widget=forms.RadioSelect
    )
