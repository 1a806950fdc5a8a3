"""What is one's own: sign-in, sessions, language, breaks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.pages import StaffRequest
from seawall.people import queries
from seawall.people.actions import choose_language, end_other_sessions, end_session, set_breaks
from seawall.people.browsers import browser_words
from seawall.people.forms import BreaksForm, LanguageForm


@require_safe
def account(request: StaffRequest) -> HttpResponse:
    person = queries.myself(request.actor)
    return render(
        request,
        "people/account.html",
        {
            "person": person,
            "held": queries.described(person.duties()),
            "form": LanguageForm({"language": person.language}),
        },
    )


@require_POST
def language(request: StaffRequest) -> HttpResponse:
    wanted = request.POST.get("language", "")
    choose_language(queries.myself(request.actor), wanted, actor=request.actor)
    if wanted:
        translation.activate(wanted)
    messages.success(request, _("Your language is set."))
    return redirect("people:account")


@require_safe
def sessions(request: StaffRequest) -> HttpResponse:
    found = queries.my_sessions(request.actor)
    newest_first = sorted(found, key=lambda session: session.created_at, reverse=True)
    shown = [(session, browser_words(session.user_agent)) for session in newest_first]
    return render(request, "people/sessions.html", {"sessions": shown})


@require_POST
def end_one(request: StaffRequest, session_id: int) -> HttpResponse:
    session = queries.my_session(request.actor, session_id)
    end_session(session, actor=request.actor)
    if session.session_key == request.session.session_key:
        request.session.flush()
        messages.success(request, _("You are signed out."))
        return redirect("account_login")
    messages.success(request, _("The session has ended."))
    return redirect("people:sessions")


@require_POST
def end_others(request: StaffRequest) -> HttpResponse:
    me = queries.myself(request.actor)
    end_other_sessions(me, request.session.session_key or "", actor=request.actor)
    messages.success(request, _("All your other sessions have ended."))
    return redirect("people:sessions")


@require_safe
def duties(request: StaffRequest) -> HttpResponse:
    return render(request, "people/duties.html", {"duties": queries.duties_described()})


@require_http_methods(["GET", "HEAD", "POST"])
def breaks(request: StaffRequest) -> HttpResponse:
    """One's own limit for heavy looks. Nobody else can open this page for somebody."""
    present = queries.my_breaks(request.actor)
    form = BreaksForm(
        request.POST or None, initial={"most_per_hour": present.most_per_hour, "minutes": present.minutes}
    )
    if request.method == "POST" and form.is_valid():
        set_breaks(queries.myself(request.actor), **form.cleaned_data, actor=request.actor)
        messages.success(request, _("Your breaks are set. Only you can see them."))
        return redirect("people:breaks")
    return render(
        request, "people/breaks.html", {"form": form, "exposure": queries.my_exposure(request.actor)}
    )
