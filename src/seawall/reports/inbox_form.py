from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seawall.core.form_fields import PLAIN, TellingForm, lines, secret
from seawall.reports.mail_terms import InboxTerms


def _line(label: Any, help_text: Any = "", *, required: bool = True, initial: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        initial=initial,
        max_length=253,
        widget=forms.TextInput(PLAIN),
    )


class InboxForm(TellingForm):
    reads = forms.BooleanField(label=_("Read this mailbox"), required=False, initial=True)
    host = _line(_("Mail server"), _("It is asked over TLS (IMAP)."))
    port = forms.IntegerField(label=_("Port"), initial=993)
    user = _line(_("User"))
    password = secret(
        _("Password"),
        250,
        help_text=_("Kept sealed. Leave it empty to keep the one that is there."),
        required=False,
    )
    folder = _line(_("Folder that is read"), initial="INBOX")
    done_folder = _line(
        _("Folder for what was taken"),
        _("Empty: it stays where it is, marked as read."),
        required=False,
    )
    server = _line(
        _("Name under which your mail server writes Authentication-Results"),
        _(
            "Only what it has proven counts as sent by a partner. It has to take out lines of others that bear its name."
        ),
    )
    partners = forms.CharField(
        label=_("Agreed senders"),
        help_text=_(
            "One on each line: address; organisation. With “; tests” at its end everything from there is a test and never becomes a report."
        ),
        max_length=100_000,
        widget=lines(6, **PLAIN),
    )
    minutes = forms.IntegerField(label=_("Minutes between two runs"), initial=5)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "use_required_attribute": False})

    def terms(self) -> InboxTerms:
        told = dict(self.cleaned_data)
        told["host"] = told["host"].strip().lower()
        return InboxTerms(**told)
