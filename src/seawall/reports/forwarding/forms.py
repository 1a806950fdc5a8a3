from datetime import UTC
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.form_fields import PLAIN, TellingForm, Words, choice, lines, offer, secret
from seawall.reports.forwarding.checking import LONGEST, LONGEST_ADDRESS, LONGEST_CREDENTIAL, LONGEST_NAME
from seawall.reports.forwarding.places import places
from seawall.reports.models import Bundle, Subject, Tipline
from seawall.reports.states import Incident, SubjectKind, TiplineTerms, Told

# It goes to the tipline as it stands, so it is in the tipline's language.
TIME_OF_REPORT = "The time at which it was reported to us; when it happened is not known."

# In place of a code of the table.
ANOTHER = "another"


_secret = partial(secret, longest=LONGEST_CREDENTIAL)


class TiplineForm(TellingForm):
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    place = forms.ChoiceField(
        label=_("Place"), help_text=_("Your account is for one of them and opens no other.")
    )
    address = forms.CharField(
        label=_("Address of another tipline"),
        help_text=_("Without “/submit” at the end. A Seawall node has it at https://…/ispws"),
        max_length=LONGEST_ADDRESS,
        required=False,
    )
    test = forms.BooleanField(
        label=_("The other tipline is for tests"),
        help_text=_("Then tests are sent there and nothing else."),
        required=False,
    )
    only_taken = forms.BooleanField(
        label=_("The other tipline knows a file only once it was uploaded"),
        help_text=_(
            "Then nothing is said about files; their fingerprints stand among the notes of the report."
        ),
        required=False,
    )
    contact = forms.EmailField(
        label=_("E-mail address for questions"),
        help_text=_("Of your agency, not of a person. It stands in every report."),
    )
    user = _secret(_("User name"))
    password = _secret(_("Password"))

    def __init__(self, *args: Any, of: Tipline | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.code, one.name) for one in places().values()]
        offer(self, "place", [*named, (ANOTHER, _("Another tipline"))])
        if of is not None:
            self._changing(of)

    def _changing(self, of: Tipline) -> None:
        for name in ("place", "address", "test"):
            del self.fields[name]
        if of.place:
            del self.fields["only_taken"]
        self.fields["name"].disabled = True
        for name in ("user", "password"):
            self.fields[name].required = False
            self.fields[name].help_text = _("Leave it empty to keep what is there.")

    def terms(self) -> TiplineTerms:
        place = self.cleaned_data.get("place", "")
        return TiplineTerms(**{**self.cleaned_data, "place": "" if place == ANOTHER else place})


class ForwardForm(TellingForm):
    tipline = choice(_("Where to"), [])
    incident = choice(_("What happened"), Incident.choices)
    at = forms.DateTimeField(
        label=_("When it happened (UTC)"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )
    at_described = Words(
        LONGEST["at_described"],
        label=_("What this time is"),
        help_text=_("Say so if the time of the incident is not known."),
        widget=forms.TextInput({**PLAIN}),
        initial=TIME_OF_REPORT,
    )
    subjects = forms.MultipleChoiceField(
        label=_("What is told"),
        help_text=_("They are sent in full, over an encrypted connection. Files are never sent."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = Words(
        LONGEST["words"],
        label=_("In words"),
        help_text=_("In English if the tipline is abroad. Names of children do not belong here."),
        widget=lines(6),
    )
    urgent = Words(
        LONGEST["urgent"],
        label=_("Is a child in danger now? Why?"),
        help_text=_("Leave it empty if not. With a reason the report is sent at once and read first."),
        widget=lines(2),
    )

    def __init__(self, bundle: Bundle, tiplines: list[Tipline], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subjects = list(bundle.subjects.exclude(kind=SubjectKind.TEXT).order_by("-kind", "id")[:200])
        offered = [(one.id, one.name) for one in tiplines]
        offer(self, "tipline", offered)
        offer(self, "subjects", [(one.id, _line(one)) for one in subjects])
        self.fields["subjects"].initial = [one.id for one in subjects]
        self.fields["at"].initial = bundle.created_at
        if not subjects:
            del self.fields["subjects"]
        if len(offered) == 1:
            self.fields["tipline"].initial = offered[0][0]

    def told(self) -> Told:
        given = self.cleaned_data
        return Told(
            Incident(given["incident"]),
            given["at"].astimezone(UTC),
            given["at_described"].strip(),
            given["words"].strip(),
            given["urgent"].strip(),
            tuple(given.get("subjects", ())),
        )


def _line(one: Subject) -> str:
    return f"{one.get_kind_display()}: {one.shown}"
