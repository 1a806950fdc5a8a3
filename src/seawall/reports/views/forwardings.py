from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Invalid, Refused
from seawall.reports import actions, policy, queries
from seawall.reports.forwarding.forms import ForwardForm
from seawall.reports.models import Forwarding
from seawall.reports.queries.forwardings import MOST_SHOWN
from seawall.reports.states import Purpose, Snag
from seawall.reports.views.parts import actor_at


@require_safe
def forwardings(request: HttpRequest) -> HttpResponse:
    found = queries.forwardings_for(actor_at(request))[:MOST_SHOWN]
    return render(request, "reports/forwardings.html", {"forwardings": found})


@require_http_methods(["GET", "HEAD", "POST"])
def forward_bundle(request: HttpRequest, bundle_id: str) -> HttpResponse:
    actor = actor_at(request)
    bundle = queries.one_bundle_for(actor, bundle_id)
    if not policy.may_forward(actor, bundle):
        raise Refused
    # Asked before the form is filled in: afterwards everything typed would be lost on the way.
    require_fresh(actor)
    tiplines = {one.id: one for one in queries.true_tiplines_for(actor)}
    form = ForwardForm(bundle, list(tiplines.values()), request.POST or None)
    if request.method == "POST" and form.is_valid():
        tipline = tiplines[form.cleaned_data["tipline"]]
        try:
            one = actions.forward_bundle(bundle, tipline, told=form.told(), actor=actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, one, _("Checked and kept. The node sends it by itself."))
    context = {"form": form, "bundle": bundle, "tiplines": tiplines}
    return render(request, "reports/forward_bundle.html", context, status=422 if form.errors else 200)


@require_safe
def forwarding(request: HttpRequest, forwarding_id: str) -> HttpResponse:
    return forwarding_page(request, queries.one_forwarding_for(actor_at(request), forwarding_id))


def forwarding_page(request: HttpRequest, one: Forwarding, revealed: str = "") -> HttpResponse:
    may_handle = policy.may_handle(actor_at(request), one)
    unsure = one.snag == Snag.UNSURE
    context = {
        "forwarding": one,
        "exchanges": one.exchanges.order_by("-id")[:100],
        "may_withdraw": may_handle and one.is_under_way and not unsure and _may_be_withdrawn(one),
        "may_retry": may_handle and one.is_under_way and bool(one.snag) and not unsure,
        "may_settle": may_handle and unsure,
        "purposes": Purpose.choices if may_handle else (),
        "revealed": revealed,
    }
    return render(request, "reports/forwarding.html", context)


def _may_be_withdrawn(one: Forwarding) -> bool:
    return one.withdraw_asked_at is None or one.needs_a_person


@require_POST
def withdraw_forwarding(request: HttpRequest, forwarding_id: str) -> HttpResponse:
    words = _("Withdrawn, unless it is filed by now: look below in a minute.")
    return _deed(request, forwarding_id, actions.withdraw_forwarding, words)


@require_POST
def retry_forwarding(request: HttpRequest, forwarding_id: str) -> HttpResponse:
    return _deed(request, forwarding_id, actions.retry_forwarding, _("It is tried again within seconds."))


@require_POST
def forward_anew(request: HttpRequest, forwarding_id: str) -> HttpResponse:
    words = _("It is sent once more, under a new number.")
    return _deed(request, forwarding_id, actions.forward_anew, words)


@require_POST
def note_filed(request: HttpRequest, forwarding_id: str) -> HttpResponse:
    return _deed(request, forwarding_id, actions.note_filed, _("Noted as filed. Nothing more is sent."))


@require_POST
def reveal_forwarding(request: HttpRequest, forwarding_id: str) -> HttpResponse:
    """The text stands on the answer to this post alone; reloading asks again."""
    actor = actor_at(request)
    one = queries.one_forwarding_for(actor, forwarding_id)
    text = actions.reveal_forwarding(one, request.POST.get("purpose", ""), actor=actor)
    return forwarding_page(request, one, text)


def _deed(
    request: HttpRequest, forwarding_id: str, deed: Callable[..., Forwarding], words: str
) -> HttpResponse:
    actor: Actor = actor_at(request)
    one = deed(queries.one_forwarding_for(actor, forwarding_id), actor=actor)
    return _done(request, one, words)


def _done(request: HttpRequest, one: Forwarding, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("reports:forwarding", forwarding_id=one.id)
