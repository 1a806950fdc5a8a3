from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.identification import actions, queries
from seawall.identification.forms import MergeForm, SplitForm
from seawall.identification.states import Things
from seawall.identification.views.parts import series_page


@require_safe
def series(request: StaffRequest, series_id: str) -> HttpResponse:
    return series_page(request, queries.one_series_for(request.actor, series_id))


@require_POST
def remove_items(request: StaffRequest, series_id: str) -> HttpResponse:
    found = queries.one_series_for(request.actor, series_id)
    try:
        actions.remove_items(found, request.POST.getlist("items"), actor=request.actor)
    except Invalid as error:
        return series_page(request, found, fault=error.fields["items"])
    messages.success(request, _("Taken out. The items stand in no series now."))
    return redirect("identification:series", series_id=found.id)


@require_POST
def split_series(request: StaffRequest, series_id: str) -> HttpResponse:
    found = queries.one_series_for(request.actor, series_id)
    form = SplitForm(request.POST, prefix="split")
    if not form.is_valid():
        return series_page(request, found, sent=form)
    ticked = (tuple(request.POST.getlist(name)) for name in ("items", "victims", "clues"))
    things = Things(*ticked)
    words = form.cleaned_data["words"]
    try:
        new = actions.split_series(found, things, words=words, actor=request.actor)
    except Invalid as error:
        return series_page(request, found, sent=form, fault=error.fields["items"])
    messages.success(request, _("Split. This is the new series; the history leads back."))
    return redirect("identification:series", series_id=new.id)


@require_POST
def merge_series(request: StaffRequest, series_id: str) -> HttpResponse:
    found = queries.one_series_for(request.actor, series_id)
    form = MergeForm(request.POST, prefix="merge")
    if not form.is_valid():
        return series_page(request, found, sent=form)
    into = queries.open_series_by_code(request.actor, form.cleaned_data["code"])
    if into is None:
        form.add_error("code", _("Your agency has no open series of this code."))
        return series_page(request, found, sent=form)
    words = form.cleaned_data["words"]
    if form.done(lambda: actions.merge_series(found, into, words=words, actor=request.actor)) is None:
        return series_page(request, found, sent=form)
    messages.success(request, _("Merged. Everything stands in this series now."))
    return redirect("identification:series", series_id=into.id)


@require_POST
def undo_change(request: StaffRequest, change_id: str) -> HttpResponse:
    change = queries.change_for(request.actor, change_id)
    actions.undo_change(change, actor=request.actor)
    messages.success(request, _("Undone. Everything is where it was before."))
    return redirect("identification:series", series_id=change.series_id)
