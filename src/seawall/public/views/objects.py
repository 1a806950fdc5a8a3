from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.identification.actions import TipTerms, give_tip
from seawall.identification.queries import card_of, public_cards, public_request
from seawall.people.queries import public_agency
from seawall.public.bucket import tips
from seawall.public.forms import TipForm
from seawall.public.pages import show
from seawall.public.sealed import State, Unreadable, open_state


@require_safe
def objects(request: HttpRequest) -> HttpResponse:
    """Objects about which somebody asks everybody: words alone, and no word of why."""
    return show(request, "objects", cards=public_cards())


@require_http_methods(["GET", "HEAD", "POST"])
def one_object(request: HttpRequest, request_id: str) -> HttpResponse:
    found, agency = public_request(request_id), public_agency()
    if request.method != "POST":
        return _page(request, found.id, TipForm(), State())
    form, state = TipForm(request.POST), _state(request)
    if not form.is_valid():
        return _page(request, found.id, form, state, 422)
    if not tips.take():
        form.add_error(None, _("Many tips arrive at this moment. Please wait a minute and send it again."))
        return _page(request, found.id, form, state, 429)
    given = form.cleaned_data
    terms = TipTerms(given["words"], given["country"], state.token, given["reach"] == "code")
    try:
        tip = give_tip(found, terms, actor=Actor.reporter(agency.id))
    except Invalid as error:
        form.tell(error)
        return _page(request, found.id, form, state, 422)
    # Shown on the answer to this very post and nowhere else: a code has no place in an address or a history.
    return show(request, "tip_given", agency=agency, code=tip.code)


def _state(request: HttpRequest) -> State:
    """The token of the form, so that it sent twice is one tip; one that cannot be read is a new one."""
    try:
        return open_state(request.POST.get("state", ""))
    except Unreadable:
        return State()


def _page(
    request: HttpRequest, request_id: str, form: TipForm, state: State, status: int = 200
) -> HttpResponse:
    card = card_of(public_request(request_id))
    return show(request, "object", status, card=card, form=form, state=state.sealed())
