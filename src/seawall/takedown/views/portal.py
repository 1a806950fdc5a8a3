"""What a provider sees: its notice, its locations masked, four answers. No account, no cookie, no navigation.

There is no CSRF token because there is no session to ride on: whoever can post here holds the key in the address, and
a page that does not know the key cannot make anybody's browser post to it.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.core.page_languages import spoken_to
from seawall.takedown import actions, laws, queries
from seawall.takedown.actions import Reply
from seawall.takedown.door import come_in
from seawall.takedown.forms import AnswerForm
from seawall.takedown.grounds import read_grounds
from seawall.takedown.models import Answer, Location, Notice
from seawall.takedown.states import AnswerKind, ObjectionReason

ALL = "all"


@require_safe
def notice(request: HttpRequest, token: str) -> HttpResponse:
    notice, actor = come_in(token)
    return _page(request, token, notice, actor)


def _page(
    request: HttpRequest,
    token: str,
    notice: Notice,
    actor: Actor,
    addresses: dict[str, str] | None = None,
    form: AnswerForm | None = None,
) -> HttpResponse:
    lines = queries.lines_for_provider(actor, notice)
    answers: dict[str, list[Answer]] = {location.id: [] for location in lines}
    for answer in notice.answers.all():
        answers[answer.location_id].append(answer)
    # The page speaks the letter's language, unless the reader chose another one by a link on it.
    spoken = spoken_to(request, notice.language)
    context = {
        "agency": notice.owner,
        "notice": notice,
        "token": token,
        "lines": [
            {
                "location": one,
                "answers": answers[one.id],
                "address": (addresses or {}).get(one.id),
                "grounds": read_grounds(one.grounds).sentences(spoken.language),
            }
            for one in lines
        ],
        "several": len(lines) > 1,
        "reasons": ObjectionReason.choices,
        "form": form,
        "spoken": spoken,
        "law": laws.law_title(notice.law, spoken.language),
    }
    with override(spoken.language):
        return render(request, "takedown/portal.html", context, status=422 if form and form.errors else 200)


@csrf_exempt
@require_POST
def answer(request: HttpRequest, token: str) -> HttpResponse:
    notice, actor = come_in(token)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, token, notice, actor, form=form)
    reply = _reply(form)
    if reply.kind == AnswerKind.OBJECTION and reply.reason is None:
        form.add_error("reason", str(form.fields["reason"].error_messages["required"]))
        return _page(request, token, notice, actor, form=form)
    for location in _meant(request, notice, actor):
        actions.answer_notice(notice, location, reply=reply, actor=actor)
    return redirect(reverse("portal:notice", args=[token]) + spoken_to(request).kept)


def _reply(form: AnswerForm) -> Reply:
    given = form.cleaned_data
    return Reply(
        AnswerKind(given["kind"]),
        who=given["who"],
        reason=ObjectionReason(given["reason"]) if given["reason"] else None,
        words=given["words"],
    )


def _meant(request: HttpRequest, notice: Notice, actor: Actor) -> list[Location]:
    lines = queries.lines_for_provider(actor, notice)
    chosen = request.POST.get("location", "")
    meant = lines if chosen == ALL else [one for one in lines if one.id == chosen]
    if not meant:
        raise Invalid({"location": "location"})
    return meant


@csrf_exempt
@require_POST
def reveal(request: HttpRequest, token: str) -> HttpResponse:
    notice, actor = come_in(token)
    addresses = actions.reveal_to_provider(notice, actor=actor)
    return _page(request, token, notice, actor, addresses=addresses)
