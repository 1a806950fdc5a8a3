from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, NotFound
from seawall.identification.queries import tip_receipt_for
from seawall.people.queries import public_agency
from seawall.public.bucket import wrong_codes
from seawall.public.forms import CodeForm, LetterForm, YoungLetterForm
from seawall.public.pages import show
from seawall.public.sealed import Unreadable, Visit, new_visit, open_visit
from seawall.public.stages import stages_of, words_now
from seawall.reports.actions import write_to_us
from seawall.reports.queries import Receipt, receipt_for, receipt_of


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest) -> HttpResponse:
    """The code comes by POST only: an address would stay in histories, logs and screenshots."""
    if request.method != "POST":
        return show(request, "follow_up", form=CodeForm())
    form, agency = CodeForm(request.POST), public_agency()
    if not form.is_valid():
        return show(request, "follow_up", 422, agency=agency, form=form)
    try:
        receipt = receipt_for(Actor.reporter(agency.id), form.cleaned_data["code"])
    except NotFound:
        return tip_page(request, form, agency)
    return mailbox_page(request, receipt, new_visit(receipt.report_id), agency=agency)


def tip_page(request: HttpRequest, form: CodeForm, agency: Any) -> HttpResponse:
    """Codes of reports and of tips look alike: one door opens both."""
    try:
        receipt = tip_receipt_for(Actor.reporter(agency.id), form.cleaned_data["code"])
    except NotFound:
        return wrong_code(request, form, agency)
    return show(request, "tip_receipt", agency=agency, receipt=receipt)


def wrong_code(request: HttpRequest, form: CodeForm, agency: Any) -> HttpResponse:
    if not wrong_codes.take():
        words = _("Too many wrong codes were tried at this door. Please wait a minute and try again.")
        form.add_error("code", words)
        return show(request, "follow_up", 429, agency=agency, form=form)
    form.add_error(
        "code", _("We find no report and no tip with this code. Please compare it letter by letter.")
    )
    return show(request, "follow_up", 422, agency=agency, form=form)


@require_POST
def write(request: HttpRequest) -> HttpResponse:
    agency = public_agency()
    actor = Actor.reporter(agency.id)
    form = LetterForm(request.POST)
    try:
        visit = open_visit(request.POST.get("visit", ""))
        receipt = receipt_of(actor, visit.report_id)
    except (Unreadable, NotFound):
        return ask_code_again(request, agency, form)
    form = letter_form(receipt)(request.POST)
    if not form.is_valid():
        return mailbox_page(request, receipt, visit, 422, agency=agency, form=form)
    try:
        write_to_us(visit.report_id, form.cleaned_data["text"], token=visit.token, actor=actor)
    except Invalid as error:
        form.add_error("text", str(error.fields["text"]))
        return mailbox_page(request, receipt, visit, 422, agency=agency, form=form)
    receipt = receipt_of(actor, visit.report_id)
    return mailbox_page(request, receipt, new_visit(visit.report_id), agency=agency, written=True)


def ask_code_again(request: HttpRequest, agency: Any, letter: LetterForm) -> HttpResponse:
    """The visit ran out: what was typed stays on the page, to be copied or sent after the code."""
    form = CodeForm({})
    form.fields["code"].error_messages["required"] = _(
        "You were away for a while. Please type your code again. Your text stands below; copy it."
    )
    return show(request, "follow_up", 422, agency=agency, form=form, kept=letter["text"].value())


def mailbox_page(
    request: HttpRequest, receipt: Receipt, visit: Visit, status: int = 200, **more: Any
) -> HttpResponse:
    more.setdefault("form", letter_form(receipt)())
    context = {"receipt": receipt, "visit": visit.sealed(), **more}
    context |= {"stages": stages_of(receipt), "now": words_now(receipt)}
    return show(request, "young_mailbox" if receipt.is_young else "mailbox", status, **context)


def letter_form(receipt: Receipt) -> type[LetterForm]:
    return YoungLetterForm if receipt.is_young else LetterForm
