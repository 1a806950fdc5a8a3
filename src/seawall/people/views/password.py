from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.views import PasswordChangeView
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from seawall.people.actions import set_password
from seawall.people.forms import FirstPasswordForm
from seawall.people.queries import actor_of
from seawall.people.views.door import page


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class ChangePassword(PasswordChangeView):
    template_name = "people/change_password.html"

    def form_valid(self, form: Any) -> HttpResponse:
        form.save()
        logout(self.request)
        messages.success(self.request, _("Your password was changed. Please sign in with the new one."))
        return redirect("account_login")


class FirstPassword(PasswordResetConfirmView):
    """Opened by a link that works once and for a day; the secret leaves the address bar at once (Django's own way)."""

    template_name = "people/first_password.html"
    form_class = FirstPasswordForm
    success_url = reverse_lazy("account_login")

    def form_valid(self, form: Any) -> HttpResponse:
        person = form.user
        set_password(person, form.cleaned_data["new_password1"], actor=actor_of(person))
        self.request.session.flush()
        messages.success(self.request, _("Your password is set. Sign in with it now."))
        return redirect("account_login")


change_password = page(ChangePassword)
first_password = page(FirstPassword)
