from datetime import timedelta
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.form_fields import TellingForm, offer, secret
from seawall.federation.environments import environments
from seawall.federation.states import AgreementTerms, SharingPurpose, SourceKind, SourceTerms
from seawall.material.queries import lists_for
from seawall.material.states import HandlingCode, VoteReason
from seawall.people.queries import holders_offered_to

DAYS = 365


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    # Browsers take a day in this form alone, whatever the language of the page.
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget)


class AgreementForm(TellingForm):
    list = forms.ChoiceField(label=_("Which list"))
    holder = forms.ChoiceField(
        label=_("Goes to"),
        help_text=_("Organisations that hold an access key for pulling lists. An administrator opens keys."),
    )
    handling = forms.ChoiceField(
        label=_("Handling"),
        help_text=_("How far the receiver may pass it on; an entry may be stricter."),
        choices=HandlingCode,
        initial=HandlingCode.AMBER_STRICT,
    )
    purpose = forms.ChoiceField(
        label=_("What it may be used for"), choices=SharingPurpose, widget=forms.RadioSelect
    )
    begins_on = _day(_("First day"))
    ends_on = _day(_("Last day"), _("At most 800 days from now."))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # By id: the form keeps words, and the page asks for the record.
        offer(self, "list", [(one.id, one.name) for one in lists_for(actor)])
        offer(self, "holder", [(name, name) for name in holders_offered_to(actor)])
        self.fields["begins_on"].initial = clock.now().date()
        self.fields["ends_on"].initial = clock.now().date() + timedelta(days=DAYS)

    def terms(self) -> AgreementTerms:
        given = self.cleaned_data
        return AgreementTerms(
            HandlingCode(given["handling"]),
            SharingPurpose(given["purpose"]),
            given["begins_on"],
            given["ends_on"],
        )


_secret = partial(secret, longest=500)
# The choice of no environment: an address is typed instead.
OTHER = "other"


class SourceForm(TellingForm):
    """What all sources have in common; `changing`: one that is there, whose name stays and whose secrets need not be typed again."""

    secrets: tuple[str, ...] = ()

    name = forms.CharField(
        label=_("Name"),
        help_text=_("Whose word it is; under this name it stands at the items."),
        max_length=80,
    )
    minutes = forms.IntegerField(
        label=_("Minutes between two runs"),
        help_text=_(
            "From 5 minutes to a week (10080). Most services ask for every ten minutes to once a day."
        ),
        initial=60,
    )

    def __init__(self, *args: Any, changing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if changing:
            self.fields["name"].disabled = True
            for name in self.secrets:
                self.fields[name].required = False
                self.fields[name].help_text = _("Leave it empty to keep what is there.")

    def terms(self) -> SourceTerms:
        given = self.cleaned_data
        environment = given.get("environment", "")
        return SourceTerms(
            name=given["name"],
            place=given.get("place", ""),
            minutes=given["minutes"],
            environment="" if environment == OTHER else environment,
            credentials={name: given[name] for name in self.secrets if given.get(name)},
        )


class HashSharingForm(SourceForm):
    secrets = ("user", "password")

    environment = forms.ChoiceField(
        label=_("Environment"),
        help_text=_("Your account is for one of them. Only a service of somebody else needs an address."),
    )
    place = forms.CharField(
        label=_("Address of another service"),
        help_text=_("Without “/v2” at the end."),
        max_length=500,
        required=False,
    )
    user = _secret(_("User name"))
    password = _secret(_("Password"))
    field_order = ("name", "environment", "place", "user", "password", "minutes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.code, one.name) for one in environments().values()]
        choices = [("", _("Please choose")), *named, (OTHER, _("Another service"))]
        offer(self, "environment", choices)


class StopNciiForm(SourceForm):
    secrets = ("function_key", "subscription_key")

    place = forms.CharField(
        label=_("Address of the service"), max_length=500, initial="https://api.stopncii.org/v1"
    )
    function_key = _secret(_("Key for fetching (x-functions-key)"))
    subscription_key = _secret(_("Subscription key (Ocp-Apim-Subscription-Key)"))
    field_order = ("name", "place", "function_key", "subscription_key", "minutes")


class NodeForm(SourceForm):
    secrets = ("key",)

    place = forms.CharField(
        label=_("Address of the list"),
        help_text=_("As the other agency names it: https://…/api/v1/lists/lst_…"),
        max_length=500,
    )
    key = _secret(_("Access key"))
    field_order = ("name", "place", "key", "minutes")


class FolderForm(SourceForm):
    place = forms.CharField(
        label=_("Folder"),
        help_text=_("Its name alone: it lies below the folder that SEAWALL_SOURCES names on this node."),
        max_length=80,
    )
    field_order = ("name", "place", "minutes")


class ReasonsForm(TellingForm):
    """By each of our reasons the one that the service offers in its place."""

    def __init__(self, offered: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("the one that is called as ours is")), *((name, name) for name in offered)]
        for reason in VoteReason:
            if not reason.up:
                self.fields[reason.value] = forms.ChoiceField(
                    label=reason.label, choices=choices, required=False
                )

    def meanings(self) -> dict[VoteReason, str]:
        return {VoteReason(word): name for word, name in self.cleaned_data.items() if name}


FORMS: dict[SourceKind, type[SourceForm]] = {
    SourceKind.HASH_SHARING: HashSharingForm,
    SourceKind.STOPNCII: StopNciiForm,
    SourceKind.NODE: NodeForm,
    SourceKind.FOLDER: FolderForm,
}


def source_form(kind: SourceKind) -> type[SourceForm]:
    return FORMS[kind]
