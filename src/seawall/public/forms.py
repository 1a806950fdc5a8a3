"""One question a page. Limits are generous and said in words; what is typed is never thrown away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.codes import countries
from seawall.core.form_fields import PLAIN, TellingForm, Words, choice, lines, offer

LONG, PLACE = 10_000, 5_000


class WhatForm(forms.Form):
    title_field = "seen"
    seen = choice(
        _("What did you see?"),
        [
            ("pictures", _("Pictures or videos of the sexual abuse of a child")),
            ("live", _("Something that is happening live")),
            ("contact", _("An adult who contacts a child in a sexual way")),
            ("pressure", _("Somebody being put under pressure with an intimate picture")),
            ("profile", _("A profile, a group or a website that offers such things")),
            ("other", _("Something else, or I am not sure")),
        ],
        _("You do not have to be sure. Please do not look again."),
    )
    text = Words(
        LONG,
        label=_("If you like, tell us in your own words"),
        help_text=_("For example how you came across it. Please leave out your own name."),
        widget=lines(),
    )


class WhereForm(forms.Form):
    title = _("Where did you see it?")
    place = Words(
        PLACE,
        label=_("Web address, one on each line"),
        help_text=_(
            "Copy it from the address bar if you still have it. Do not open the page again. Several addresses, "
            "account names or fingerprints of files may stand here, one on each line."
        ),
        widget=lines(4, inputmode="url", **PLAIN),
    )
    app = Words(200, label=_("App or website"), help_text=_("For example the name of the messenger or game."))
    account = Words(500, label=_("Name of the profile, group or account"), widget=forms.TextInput(PLAIN))
    phone = Words(
        100, label=_("Phone number that was used"), widget=forms.TextInput({"inputmode": "tel", **PLAIN})
    )


class DangerForm(forms.Form):
    title_field = "danger"
    danger = choice(
        _("Is a child in danger right now?"),
        [
            ("now", _("Yes, a child is in danger now")),
            ("unsure", _("I am not sure")),
            ("no", _("No, or not as far as I know")),
        ],
        _(
            "If so, please call the emergency number first: we are not there around the clock, the police are."
        ),
    )


class ReachForm(forms.Form):
    title_field = "reach"
    reach = choice(
        _("How may we reach you?"),
        [
            ("code", _("Not at all: I come back with a code")),
            ("contact", _("You may contact me")),
        ],
        _(
            "Both are fine. With the code you can see what became of your report and write to us without a name."
        ),
    )
    contact = Words(
        300,
        label=_("E-mail address or phone number"),
        help_text=_(
            "Only if we may contact you. It is kept encrypted and erased 30 days after your report is decided."
        ),
        widget=forms.TextInput(PLAIN),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("reach") == "contact" and not cleaned.get("contact", "").strip():
            self.add_error("contact", _("Please write how we can reach you, or choose the code."))
        return cleaned


class YoungWhatForm(forms.Form):
    title_field = "seen"
    seen = choice(
        _("What happened to you, or what did you see?"),
        [
            ("pressure", _("Someone threatens to show a picture of me, or wants money or more pictures")),
            ("contact", _("Someone writes me things that feel wrong, or wants pictures of me")),
            ("pictures", _("I saw pictures or a video that I think are not allowed")),
            ("live", _("It is happening right now, live")),
            ("other", _("Something else")),
        ],
        _("You did nothing wrong by coming here. Whatever happened, it is not your fault."),
    )
    text = Words(
        LONG,
        label=_("Tell us about it, if you want to"),
        help_text=_(
            "As much or as little as you like. Leave out your name if you want. Please do not send pictures."
        ),
        widget=lines(),
    )


class YoungWhereForm(forms.Form):
    title = _("Where did it happen?")
    app = Words(200, label=_("Which app, game or website?"))
    account = Words(
        500,
        label=_("What is the other person called there?"),
        help_text=_("The name of the account or the profile."),
        widget=forms.TextInput(PLAIN),
    )
    place = Words(
        PLACE,
        label=_("Do you have a link?"),
        help_text=_("You do not have to open it again. Just leave this empty if you have none."),
        widget=lines(2, inputmode="url", **PLAIN),
    )


class YoungDangerForm(forms.Form):
    title_field = "danger"
    danger = choice(
        _("Are you safe right now?"),
        [
            ("no", _("Yes, I am safe")),
            ("unsure", _("I am not sure")),
            ("now", _("No, I am in danger")),
        ],
        _(
            "If you are in danger, call the emergency number now. It costs nothing, and you may say that you are a child."
        ),
    )


class CodeForm(forms.Form):
    code = Words(
        LONG,
        required=True,
        label=_("Your receipt code"),
        help_text=_(
            "Four groups of four letters and digits. Small letters, spaces and hyphens do not matter."
        ),
        error_messages={"required": _("Please type your code.")},
        widget=forms.TextInput(attrs={"class": "code", **PLAIN}),
    )


class TipForm(TellingForm):
    words = Words(
        5_000,
        label=_("What do you know of this object?"),
        help_text=_(
            "For example where it is sold, or who makes it. Text only; please leave out your own name."
        ),
        widget=lines(5),
        required=True,
        error_messages={"required": _("Please write what you know.")},
    )
    country = forms.ChoiceField(label=_("In which country is it found?"), required=False)
    reach = choice(
        _("Do you want to see later what became of it?"),
        [
            ("none", _("No")),
            ("code", _("Yes, with a code that I write down")),
        ],
        _("We ask for no name and no address. The code is the only way back to your tip."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "country", [("", _("I do not know")), *countries()])


class LetterForm(forms.Form):
    text = Words(
        5_000,
        label=_("Write to us"),
        help_text=_("Text only. Please send no pictures, and no names that you do not want us to know."),
        widget=lines(),
        required=True,
        error_messages={"required": _("Please write something first.")},
    )


class YoungLetterForm(LetterForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _(
            "Only words, please: no pictures. You do not have to say any names."
        )
