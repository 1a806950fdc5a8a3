"""What a specialist writes down of a wish. Whoever gave it is one of a few kinds of people; nobody is named."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid
from seawall.core.form_fields import TellingForm, lines, offer
from seawall.identification.models import NotificationWish, ProtectionBody
from seawall.identification.safeguarding.forms import body_choice, day, offered
from seawall.identification.wishes.quiet import read_quiet, written
from seawall.identification.wishes.words import DIGEST_MONTHS, Answer, GivenBy, WishTerms

OFTEN = dict(
    zip(
        DIGEST_MONTHS,
        (
            _("at once"),
            _("on the first of every month"),
            _("on the first of every third month"),
            _("twice a year, in January and July"),
            _("once a year, in January"),
        ),
        strict=True,
    )
)


class WishForm(TellingForm):
    answer = forms.ChoiceField(
        label=_("Does the child want to be told?"), choices=Answer.choices, widget=forms.RadioSelect
    )
    given_by = forms.ChoiceField(label=_("Who said so?"), choices=GivenBy.choices)
    given_on = day(_("When was it said?"))
    proxy = body_choice(
        _("Told in the child's place"),
        _("A body of your list, where somebody else is to be told."),
        required=False,
    )
    digest_months = forms.TypedChoiceField(
        label=_("How often?"), choices=tuple(OFTEN.items()), coerce=int, initial=0
    )
    pause_until = day(
        _("Nothing before this day"), _("Leave it empty where there is no pause."), required=False
    )
    quiet = forms.CharField(
        label=_("Quiet dates of every year"),
        help_text=_("Days on which nothing is told, one on each line: 24.12. or 24.12. - 06.01."),
        widget=lines(3),
        max_length=500,
        required=False,
    )

    def __init__(self, bodies: list[ProtectionBody], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "proxy", offered(bodies))

    def clean_quiet(self) -> Any:
        try:
            return read_quiet(self.cleaned_data["quiet"])
        except Invalid as error:
            raise forms.ValidationError(str(error.fields["quiet"])) from None

    def terms(self) -> WishTerms:
        given = self.cleaned_data
        return WishTerms(
            Answer(given["answer"]),
            GivenBy(given["given_by"]),
            given["given_on"],
            given["proxy"],
            given["digest_months"],
            given["pause_until"],
            given["quiet"],
        )


def as_typed(wish: NotificationWish) -> dict[str, Any]:
    """A changed wish begins with the one that stands; who says it and when is asked anew."""
    terms = wish.terms()
    return {
        "answer": terms.answer,
        "proxy": terms.proxy_id,
        "digest_months": terms.digest_months,
        "pause_until": terms.pause_until,
        "quiet": written(terms.quiet),
    }
