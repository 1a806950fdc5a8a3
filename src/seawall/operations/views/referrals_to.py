"""What other agencies of this node refer to one's own: the list, the page of one, its receipt, its answer, and the package itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.errors import Invalid, NotFound
from seawall.core.pages import StaffRequest
from seawall.core.paging import NEWEST_FIRST, page_of
from seawall.operations import actions
from seawall.operations.models import Referral
from seawall.operations.referring import reading
from seawall.operations.referring.forms import OutcomeForm
from seawall.operations.referring.naming import place_told
from seawall.operations.referring.states import STEPS, ReferralPurpose, ReferralState
from seawall.operations.views.referrals import OUTCOMES, is_overdue


@require_safe
def referrals_to(request: StaffRequest) -> HttpResponse:
    page = page_of(request, reading.referrals_to(request.actor), order=NEWEST_FIRST)
    rows = [(one, is_overdue(one)) for one in page.rows]
    return render(request, "operations/referrals_to.html", {"page": page, "rows": rows})


@require_safe
def referral_to(request: StaffRequest, referral_id: str) -> HttpResponse:
    return _page(request, reading.one_referral_to(request.actor, referral_id))


@require_POST
def receive_referral(request: StaffRequest, referral_id: str) -> HttpResponse:
    one = reading.one_referral_to(request.actor, referral_id)
    actions.receive_referral(one, actor=request.actor)
    return _done(request, one, _("The sender sees that it is there."))


@require_POST
def answer_referral(request: StaffRequest, referral_id: str) -> HttpResponse:
    one, form = reading.one_referral_to(request.actor, referral_id), OutcomeForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form)
    actions.answer_referral(one, form.terms(), actor=request.actor)
    return _done(request, one, _("Thank you. Everybody who worked on it learns it."))


@require_POST
def reveal_referral(request: StaffRequest, referral_id: str) -> HttpResponse:
    """The package, for its sender and its receiver alike."""
    one = _own_or_sent_here(request, referral_id)
    purpose = request.POST.get("purpose", "")
    if purpose not in ReferralPurpose.values:
        raise Invalid({"purpose": _("Say what for.")})
    archive = actions.reveal_referral(one, ReferralPurpose(purpose), actor=request.actor)
    name = f"referral-{one.short.lower()}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(archive, content_type="application/zip", headers=headers)


def _own_or_sent_here(request: StaffRequest, referral_id: str) -> Referral:
    try:
        return reading.one_referral_for(request.actor, referral_id)
    except NotFound:
        return reading.one_referral_to(request.actor, referral_id)


def _page(request: StaffRequest, one: Referral, form: OutcomeForm | None = None) -> HttpResponse:
    steps = STEPS[ReferralState(one.state)]
    context = {
        "one": one,
        "country": place_told(one),
        "overdue": is_overdue(one),
        "may_receive": ReferralState.RECEIVED in steps,
        "outcome": form or (OutcomeForm() if ReferralState.ANSWERED in steps else None),
        "outcomes": OUTCOMES,
        "purposes": [pair for pair in ReferralPurpose.choices if pair[0] != ReferralPurpose.SEND],
    }
    return render(request, "operations/referral_to.html", context, status=422 if form else 200)


def _done(request: StaffRequest, one: Referral, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("operations:referral_to", referral_id=one.id)
