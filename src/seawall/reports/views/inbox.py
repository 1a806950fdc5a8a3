"""The mailbox for reports by e-mail: how it is read, how that went, and who may send."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.actors import require_fresh
from seawall.core.errors import Invalid, Refused
from seawall.core.pages import StaffRequest
from seawall.reports import policy
from seawall.reports.actions import ask_mail_run, set_inbox
from seawall.reports.inbox_credentials import opened
from seawall.reports.inbox_form import InboxForm
from seawall.reports.mail_terms import lines_of
from seawall.reports.models import Inbox
from seawall.reports.queries import inbox_for, mails_by_fate, one_inbox_for


@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    one = inbox_for(request.actor)
    context = {
        "inbox": one,
        "fates": mails_by_fate(one) if one else [],
        "may_set": policy.may_set_inbox(request.actor),
    }
    return render(request, "reports/inbox.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_inbox(request: StaffRequest) -> HttpResponse:
    if not policy.may_set_inbox(request.actor):
        raise Refused
    # Asked before the form is filled in: afterwards everything typed would be lost on the way.
    require_fresh(request.actor)
    one = inbox_for(request.actor)
    form = InboxForm(request.POST or None, initial=_filled(one) if one else None)
    if request.method == "POST" and form.is_valid():
        try:
            set_inbox(form.terms(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Kept. It is read within seconds."))
            return redirect("reports:inbox")
    context = {"form": form, "inbox": one}
    return render(request, "reports/change_inbox.html", context, status=422 if form.errors else 200)


@require_POST
def run_inbox(request: StaffRequest, inbox_id: str) -> HttpResponse:
    ask_mail_run(one_inbox_for(request.actor, inbox_id), actor=request.actor)
    messages.success(request, _("It is read within seconds."))
    return redirect("reports:inbox")


def _filled(one: Inbox) -> dict[str, object]:
    kept = ("host", "port", "folder", "done_folder", "server", "minutes", "reads")
    told = {name: getattr(one, name) for name in kept}
    user = opened(one.credentials).get("user", "")
    return {**told, "user": user, "partners": lines_of(one.partners)}
