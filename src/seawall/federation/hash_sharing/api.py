"""The addresses of Hash Sharing v2, each one call; in XML where the public record says what it looks like, else in a plain sentence."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from seawall.core import clock
from seawall.core.errors import Invalid, NotFound, SeawallError, TooLarge, WrongState
from seawall.federation.actions import give_feedback, note_pull
from seawall.federation.actions.note_moment import CLOCKS
from seawall.federation.cursor import cursor_of, place_of
from seawall.federation.feed import pulled_in
from seawall.federation.hash_sharing import members, reasons, spans, telling
from seawall.federation.hash_sharing.door import agreement_of, key_in
from seawall.federation.models import Agreement
from seawall.federation.queries import feedback_on, voters_on
from seawall.federation.refusals import noted
from seawall.material.queries import Changes, one_change_for
from seawall.material.states import Stance
from seawall.people.queries import HeldKey
from seawall.wire import hash_sharing as wire
from seawall.wire.faults import Malformed

XML = "application/xml; charset=utf-8"
# A vote names a handful of reasons.
LONGEST_VOTE = 1 << 16
Given = ParamSpec("Given")
Answer = Callable[Concatenate[HttpRequest, Given], HttpResponse]
Inside = Callable[Concatenate[HttpRequest, HeldKey, Agreement, Given], HttpResponse]


def behind_the_door(answer: Inside[Given]) -> Answer[Given]:
    @wraps(answer)
    def asked(request: HttpRequest, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        try:
            key, list_id = key_in(request)
            with noted(key):
                return answer(request, key, agreement_of(key, list_id), *args, **kwargs)
        except SeawallError as error:
            return _refusal(error)

    return asked


def _refusal(error: SeawallError) -> HttpResponse:
    """What an error looks like in this format is in no public source, so nobody is made to guess at it."""
    words = str(error) if isinstance(error, Invalid) and error.fields else str(error.message)
    return HttpResponse(
        words + "\n",
        status=error.status,
        content_type="text/plain; charset=utf-8",
        headers=dict(error.headers),
    )


@require_safe
@behind_the_door
def status(request: HttpRequest, key: HeldKey, agreement: Agreement) -> HttpResponse:
    file = BytesIO()
    own = members.receiver_of(agreement, key.holder)
    wire.write_status(wire.Status(request.META.get("REMOTE_ADDR", ""), agreement.list_id, own), file)
    return _xml(file)


@require_safe
@behind_the_door
def members_of(request: HttpRequest, key: HeldKey, agreement: Agreement) -> HttpResponse:
    """The agency first."""
    file, others = BytesIO(), {key.holder, *voters_on(key, agreement)}
    found = sorted((members.receiver_of(agreement, one) for one in others), key=lambda one: one.id)
    wire.write_members([members.owner_of(agreement), *found], file)
    return _xml(file)


@require_safe
@behind_the_door
def reasons_of(request: HttpRequest, key: HeldKey, agreement: Agreement, kind: str) -> HttpResponse:
    file = BytesIO()
    wire.write_reasons(reasons.offered(kind), file)
    return _xml(file)


@require_safe
@behind_the_door
def entries(request: HttpRequest, key: HeldKey, agreement: Agreement) -> HttpResponse:
    if agreement.list.stance != Stance.KNOWN:
        raise WrongState(
            _("This list holds harmless material, which Hash Sharing cannot say. Use the list feed.")
        )
    asked = _asked(request)
    span = spans.span_of(key, agreement, asked.since, asked.until)
    size = min(asked.size or wire.SIZE, wire.SIZE)
    page = spans.page_of(key, agreement, span, place_of(agreement, asked.place), size)
    note_pull(agreement, pulled_in(page.changes), key=key, actor=key.actor)
    said: dict[str, list] = {}
    for one in feedback_on(key, agreement, [change.place.entry_id for change in page.changes]):
        said.setdefault(one.entry_id, []).append(one)
    file = BytesIO()
    found = telling.told(agreement, spans.dated(key, agreement, page.changes), said)
    wire.write_page(found, file, next=_next(key, agreement, asked, span, page, size))
    return _xml(file)


def _asked(request: HttpRequest) -> wire.Asked:
    try:
        asked = wire.read_query(request.META.get("QUERY_STRING", ""))
    except Malformed as error:
        raise _wrong(str(error.fault)) from error
    if asked.until > clock.now() + CLOCKS:
        raise _wrong("`to` lies in the future.")
    if asked.start is not None and not asked.place:
        raise _wrong("`start` is understood only in the address that a page gives for the next.")
    return asked


def _next(
    key: HeldKey, agreement: Agreement, asked: wire.Asked, span: spans.Span, page: Changes, size: int
) -> str:
    """`start` and `max` count changes, so that a client can tell how much there is."""
    if not page.more:
        return ""
    last = asked.last if asked.last is not None else spans.count_of(key, agreement, span)
    start = (asked.start or 1) + len(page.changes)
    place = cursor_of(agreement, page.changes[-1].place)
    return wire.next_text(wire.Asked(asked.since, asked.until, start, size, last, place))


@require_http_methods(["PUT"])
@behind_the_door
def feedback(
    request: HttpRequest, key: HeldKey, agreement: Agreement, member: int, entry_id: str, kind: str
) -> HttpResponse:
    vote = _vote_in(request)
    change = one_change_for(key, agreement.list, entry_id)
    if member != members.owner_of(agreement).id:
        raise NotFound
    if change.entry is None:
        raise WrongState(_("This entry was withdrawn; there is nothing left to vote on."))
    told = {telling.KINDS[each.kind]: each.kind for each in telling.prints_of(change.entry)}
    if kind not in told:
        raise NotFound
    against = reasons.chosen(vote.reasons, kind)
    give_feedback(agreement, entry_id, kind=told[kind], against=against, key=key, actor=key.actor)
    file = BytesIO()
    wire.write_thanks(file)
    return _xml(file)


def _vote_in(request: HttpRequest) -> wire.Vote:
    body = request.read(LONGEST_VOTE + 1)
    if len(body) > LONGEST_VOTE:
        raise TooLarge
    try:
        return wire.read_vote(BytesIO(body))
    except Malformed as error:
        raise _wrong(str(error.fault)) from error


def _wrong(words: str) -> Invalid:
    wrong = Invalid({}, words)
    wrong.status = 400
    return wrong


def _xml(file: BytesIO) -> HttpResponse:
    return HttpResponse(file.getvalue(), content_type=XML)
