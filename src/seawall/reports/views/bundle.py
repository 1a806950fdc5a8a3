from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.errors import Invalid
from seawall.reports import actions, queries
from seawall.reports.forms import AcknowledgeForm, HandOverForm, LetterForm
from seawall.reports.models import Bundle
from seawall.reports.views.parts import AssessForms, actor_at, bundle_page


def found(request: HttpRequest, bundle_id: str) -> Bundle:
    return queries.one_bundle_for(actor_at(request), bundle_id)


def back_to(request: HttpRequest, bundle_id: str) -> HttpResponse:
    only = urlencode({"only": request.GET.get("only", "all")})
    return redirect(f"{reverse('reports:bundle', args=[bundle_id])}?{only}")


def on_to_next(request: HttpRequest, bundle_id: str) -> HttpResponse:
    query = urlencode({"only": request.GET.get("only", "all"), "skip": bundle_id})
    return redirect(f"{reverse('reports:next_bundle')}?{query}")


@require_safe
def bundle(request: HttpRequest, bundle_id: str) -> HttpResponse:
    return bundle_page(request, found(request, bundle_id))


@require_POST
def take_lock(request: HttpRequest, bundle_id: str) -> HttpResponse:
    actions.take_lock(found(request, bundle_id), actor=actor_at(request))
    return back_to(request, bundle_id)


@require_POST
def release_lock(request: HttpRequest, bundle_id: str) -> HttpResponse:
    actions.release_lock(found(request, bundle_id), actor=actor_at(request))
    return back_to(request, bundle_id)


@require_POST
def hand_over_lock(request: HttpRequest, bundle_id: str) -> HttpResponse:
    actor, the_bundle = actor_at(request), found(request, bundle_id)
    form = HandOverForm(actor, request.POST)
    if not form.is_valid():
        raise Invalid({"to": _("Please choose a colleague who works on reports.")})
    chosen = form.cleaned_data
    actions.hand_over_lock(the_bundle, chosen["to"], note=chosen["note"], actor=actor)
    messages.success(request, _("Handed over."))
    return on_to_next(request, bundle_id)


@require_POST
def assess(request: HttpRequest, bundle_id: str) -> HttpResponse:
    def deed(the_bundle: Bundle, forms: AssessForms) -> Bundle:
        outcome = forms.outcome.cleaned_data["outcome"]
        actor = actor_at(request)
        return actions.assess_bundle(the_bundle, forms.given(), outcome=outcome, actor=actor)

    return _with_labels(request, bundle_id, deed, _("Saved. This is the next one."))


@require_POST
def ask_second_opinion(request: HttpRequest, bundle_id: str) -> HttpResponse:
    def deed(the_bundle: Bundle, forms: AssessForms) -> Bundle:
        return actions.ask_second_opinion(the_bundle, forms.given(), actor=actor_at(request))

    return _with_labels(
        request, bundle_id, deed, _("A colleague will look at it without seeing your labels.")
    )


def _with_labels(
    request: HttpRequest, bundle_id: str, deed: Callable[[Bundle, AssessForms], Any], said: str
) -> HttpResponse:
    the_bundle = found(request, bundle_id)
    forms = AssessForms(list(the_bundle.subjects.order_by("id")), request.POST)
    if not forms.is_valid():
        return bundle_page(request, the_bundle, forms=forms, status=422)
    try:
        deed(the_bundle, forms)
    except Invalid as error:
        forms.complain(error.fields)
        return bundle_page(request, the_bundle, forms=forms, status=422)
    messages.success(request, said)
    return on_to_next(request, bundle_id)


@require_POST
def mark_not_ours(request: HttpRequest, bundle_id: str) -> HttpResponse:
    actions.mark_not_ours(found(request, bundle_id), actor=actor_at(request))
    messages.success(request, _("Saved. This is the next one."))
    return on_to_next(request, bundle_id)


@require_POST
def mark_urgent(request: HttpRequest, bundle_id: str) -> HttpResponse:
    actions.mark_urgent(found(request, bundle_id), actor=actor_at(request))
    return back_to(request, bundle_id)


@require_POST
def acknowledge_danger(request: HttpRequest, bundle_id: str) -> HttpResponse:
    the_bundle, form = found(request, bundle_id), AcknowledgeForm(request.POST)
    if not form.is_valid():
        raise Invalid({"informed": _("Please say who was informed.")})
    actions.acknowledge_danger(the_bundle, form.cleaned_data["informed"], actor=actor_at(request))
    return back_to(request, bundle_id)


@require_POST
def reveal_subject(request: HttpRequest, subject_id: str) -> HttpResponse:
    """The value stands on the answer to this post alone; reloading asks again."""
    actor = actor_at(request)
    subject = queries.one_subject_for(actor, subject_id)
    value = actions.reveal_subject(subject, request.POST.get("purpose", ""), actor=actor)
    return bundle_page(request, found(request, subject.bundle_id), revealed={subject.id: value})


@require_POST
def reveal_contact(request: HttpRequest, report_id: str) -> HttpResponse:
    actor = actor_at(request)
    report = queries.one_report_for(actor, report_id)
    value = actions.reveal_contact(report, request.POST.get("purpose", ""), actor=actor)
    return bundle_page(request, found(request, report.bundle_id), revealed={report.id: value})


@require_POST
def reveal_details(request: HttpRequest, report_id: str) -> HttpResponse:
    actor = actor_at(request)
    report = queries.one_report_for(actor, report_id)
    value = actions.reveal_details(report, request.POST.get("purpose", ""), actor=actor)
    return bundle_page(request, found(request, report.bundle_id), revealed={f"details-{report.id}": value})


@require_POST
def write_to_reporter(request: HttpRequest, report_id: str) -> HttpResponse:
    actor, form = actor_at(request), LetterForm(request.POST)
    report = queries.one_report_for(actor, report_id)
    if not form.is_valid():
        return bundle_page(request, found(request, report.bundle_id), letter=form, status=422)
    actions.write_to_reporter(report, form.cleaned_data["text"], actor=actor)
    messages.success(request, _("The letter lies in the mailbox of the report."))
    return back_to(request, report.bundle_id)


@require_POST
def read_message(request: HttpRequest, message_id: str) -> HttpResponse:
    actor = actor_at(request)
    message = queries.one_message_for(actor, message_id)
    actions.read_message(message, actor=actor)
    return back_to(request, message.report.bundle_id)
