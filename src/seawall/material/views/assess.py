"""The one form of labels, for three deeds: a first or second opinion, a settling one, a changed mind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seawall.core.errors import Invalid, Refused
from seawall.core.pages import StaffRequest
from seawall.material import actions, policy, queries
from seawall.material.forms import LabelsForm
from seawall.material.models import Item
from seawall.material.opinions import own_standing
from seawall.material.states import MAY_BE_ASSESSED, ItemState, Labels

page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Deed:
    """What the labels are asked for, and where the person goes when they are given."""

    word: str
    item: Item
    do: Callable[[Labels], object]
    # The items that wait for the same deed, and the page on which they wait.
    queue: QuerySet[Item]
    queue_url: str
    # The page of this deed for another item of the queue.
    page: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    def next_url(self) -> str:
        """The next of the queue after this item; empty when it was the last."""
        later = self.queue.filter(pk__gt=self.item.pk).first()
        return reverse(self.page, kwargs={"item_id": later.id}) if later else ""


@page
def assess(request: StaffRequest, item_id: str) -> HttpResponse:
    item = queries.one_item_for(request.actor, item_id)
    if not policy.may_assess(request.actor, item):
        raise Refused
    if _too_late(request, item, item.state in MAY_BE_ASSESSED):
        return redirect("material:item", item_id=item.id)

    def do(labels: Labels) -> object:
        return actions.assess(item, labels, actor=request.actor)

    if item.state == ItemState.WAITING:
        waiting = queries.items_waiting_for(request.actor)
        return _ask(request, Deed("first", item, do, waiting, reverse("material:items"), "material:assess"))
    asked = queries.items_waiting_second_opinion_for(request.actor)
    return _ask(
        request, Deed("second", item, do, asked, reverse("material:second_opinions"), "material:assess")
    )


@page
def settle(request: StaffRequest, item_id: str) -> HttpResponse:
    item = queries.one_item_for(request.actor, item_id)
    if not policy.may_settle(request.actor, item):
        raise Refused
    if _too_late(request, item, item.state == ItemState.DISPUTED):
        return redirect("material:item", item_id=item.id)

    def do(labels: Labels) -> object:
        return actions.settle(item, labels, actor=request.actor)

    disputed = queries.disputed_items_for(request.actor)
    return _ask(request, Deed("settle", item, do, disputed, reverse("material:disputed"), "material:settle"))


@page
def revise(request: StaffRequest, opinion_id: str) -> HttpResponse:
    opinion = queries.one_opinion_for(request.actor, opinion_id)
    if not policy.may_take_back(request.actor, opinion):
        raise Refused

    def do(labels: Labels) -> object:
        return actions.revise(opinion, labels, actor=request.actor)

    url = reverse("material:item", kwargs={"item_id": opinion.item_id})
    nothing = queries.items_for(request.actor).none()
    return _ask(request, Deed("revise", opinion.item, do, nothing, url, labels=opinion.labels.as_dict()))


def _too_late(request: StaffRequest, item: Item, open_to_all: bool) -> bool:
    """Somebody was faster, or the person has spoken already: then the page of the item says more than an empty form."""
    if request.method == "POST" or (open_to_all and not own_standing(item, request.actor)):
        return False
    messages.info(request, _("Nothing is asked of you here any more."))
    return True


def _ask(request: StaffRequest, deed: Deed) -> HttpResponse:
    form = LabelsForm(request.POST or None, initial=dict(deed.labels))
    if request.method == "POST" and form.is_valid():
        try:
            deed.do(form.labels())
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Saved. You can still revise it on the page of the item."))
            return redirect(_came_from(request) or deed.next_url() or deed.queue_url)
    context = {"form": form, "deed": deed, "came_from": _came_from(request)}
    return render(request, "material/assess.html", context, status=422 if form.errors else 200)


def _came_from(request: StaffRequest) -> str:
    """Such as a bundle on the worklist, to which the person returns; never another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""
