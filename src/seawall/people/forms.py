"""The forms of sign-in in our own words, and those of an administrator."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.conf import settings
from django.contrib.auth.forms import SetPasswordForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from seawall.core.form_fields import offer
from seawall.core.keys import digest
from seawall.people.actions import Part
from seawall.people.duties import fitting
from seawall.people.models import Agency, Staff
from seawall.people.sign_in.adapter import failed
from seawall.people.sign_in.lockout import count_failure
from seawall.people.states import AssignmentKind

# Twice the longest time a code is good for (one step of 30 seconds before and after).
USED_FOR = 180


def plain(field: forms.Field, label: Any, help_text: Any = "", **attrs: Any) -> None:
    """A label and a hint instead of a placeholder, which vanishes as soon as somebody types."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class NeverRepeated(forms.TextInput):
    """What was typed is not shown again: a code that was wrong is wrong tomorrow, and one that was right is used up."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return dict(super().get_context(name, None, attrs))


def only_once(field: forms.Field) -> None:
    widget = NeverRepeated(field.widget.attrs)
    widget.is_required = field.required
    field.widget = widget


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["login"], _("E-mail address"), autocomplete="username")
        plain(self.fields["password"], _("Password"))


class _CodeOnce:
    """A code is good once, for every process: whoever reads it over a shoulder comes too late."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("The six digits of your authenticator app, or one of your recovery codes.")
        field = self.fields["code"]  # type: ignore[attr-defined]
        only_once(field)
        plain(field, _("Code"), hint, inputmode="text", spellcheck="false", autofocus=True)

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        user, factor = self.user, self.authenticator  # type: ignore[attr-defined]
        used = f"seawall.used-code.{digest('people.used-code', user.pk + code)}"
        if factor.type == Authenticator.Type.TOTP and not cache.add(used, 1, timeout=USED_FOR):
            self._emit_authentication_failed(factor)
            raise get_adapter().validation_error("incorrect_code")
        return code

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        told_of_failure(self.user)  # type: ignore[attr-defined]


def told_of_failure(user: Staff) -> None:
    count_failure(context.request, user.email)
    failed(user, "second_factor")


class CodeForm(_CodeOnce, AuthenticateForm):
    pass


class ConfirmCodeForm(_CodeOnce, ReauthenticateForm):
    pass


# What fido2 raises when a "key" sends something that no key sends; its own refusals are ValueErrors too.
NONSENSE = (KeyError, TypeError, ValueError, AttributeError)


class _KeyTold:
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (ValidationError, *NONSENSE) as error:
            told_of_failure(self.user)  # type: ignore[attr-defined]
            raise get_adapter().validation_error("incorrect_key") from error


class KeyForm(_KeyTold, AuthenticateWebAuthnForm):
    pass


class ConfirmKeyForm(_KeyTold, ReauthenticateWebAuthnForm):
    pass


class AppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        only_once(self.fields["code"])
        plain(self.fields["code"], _("Code"), _("The six digits the app shows now."), inputmode="numeric")


class AddKeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(
            self.fields["name"],
            _("Name of the key"),
            _("So that you can tell your keys apart."),
            maxlength=60,
        )

    def clean_name(self) -> str:
        return super().clean_name()[:60] or str(_("Security key"))

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except NONSENSE as error:
            raise get_adapter().validation_error("incorrect_key") from error


class OwnPasswordForm(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["oldpassword"], _("Present password"))
        plain(
            self.fields["password1"], _("New password"), _("At least twelve characters. A sentence is fine.")
        )
        plain(self.fields["password2"], _("New password again"))


class FirstPasswordForm(SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("At least twelve characters. A sentence is fine.")
        plain(self.fields["new_password1"], _("New password"), hint)
        plain(self.fields["new_password2"], _("New password again"))


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of your pages"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", [("", _("As my browser asks")), *settings.LANGUAGES])


class BreaksForm(forms.Form):
    most_per_hour = forms.IntegerField(label=_("Heavy looks in an hour, at most"), min_value=1, max_value=500)
    minutes = forms.IntegerField(label=_("Minutes of break after that"), min_value=1, max_value=120)


class DutyForm(forms.Form):
    """The duties that fit the agency; the action has the last word."""

    duty = forms.ChoiceField(label=_("Duty"))

    def __init__(self, agency: Agency, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "duty", [(d.duty.value, d.words.title) for d in fitting(agency.kind)])


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("As colleagues will see it."))
    email = forms.EmailField(label=_("E-mail address"), help_text=_("They sign in with it."))
    duties = forms.MultipleChoiceField(label=_("Duties"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, agency: Agency, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "duties", [(d.duty.value, d.words.title) for d in fitting(agency.kind)])


class AssignmentForm(forms.Form):
    """What of our records is a provider's own."""

    provider = forms.ChoiceField(label=_("Provider"), help_text=_("An agency of kind provider on this node."))
    kind = forms.ChoiceField(
        label=_("What is its own?"), choices=AssignmentKind, widget=forms.RadioSelect, initial="contact"
    )
    value = forms.CharField(
        label=_("Which address, domain or holder?"),
        help_text=_(
            "Exactly as it stands on the notices or on the keys. Never a domain that others have mailboxes at."
        ),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    renews_keys = forms.BooleanField(
        label=_("Its people may take a new secret for these keys"),
        help_text=_("Only for keys. What a key opens, and until when, stays yours to change."),
        required=False,
    )

    def __init__(self, offered: "QuerySet[Agency]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered = {agency.id: agency for agency in offered}
        choices = [(agency.id, agency.name) for agency in self._offered.values()]
        offer(self, "provider", choices)

    def chosen_provider(self) -> Agency:
        return self._offered[self.cleaned_data["provider"]]

    def part(self) -> Part:
        given = self.cleaned_data
        return Part(AssignmentKind(given["kind"]), given["value"], given["renews_keys"])
