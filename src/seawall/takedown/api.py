"""The provider's portal as JSON: the same key, the same actions, the same answers."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from seawall.core.actors import Actor
from seawall.core.clock import stamp
from seawall.core.errors import Invalid, NotFound
from seawall.takedown import actions, laws, queries
from seawall.takedown.actions import Reply
from seawall.takedown.door import come_in
from seawall.takedown.grounds import read_grounds
from seawall.takedown.models import Notice
from seawall.takedown.states import AnswerKind, ObjectionReason

router = Router(tags=["notices"])

Short = Annotated[str, StringConstraints(max_length=200)]
Long = Annotated[str, StringConstraints(max_length=2000)]
REFUSALS = {
    "400": "The body is no JSON.",
    "404": "No notice under this link: unknown, ended and of others are not told apart. Or a location that is not in the notice.",
    "409": "The answer does not fit any more; look at the notice again.",
    "413": "The body is too large.",
    "422": "The body cannot be read; the answer says where.",
    "429": "Too many calls; `Retry-After` says in how many seconds to come again.",
    "503": "The node cannot keep its trail at the moment, so nothing was done.",
}


def _refusals(*statuses: str) -> dict[str, Any]:
    return {"responses": {status: {"description": REFUSALS[status]} for status in statuses}}


class AnswerIn(Schema):
    location: Annotated[str, StringConstraints(max_length=30)]
    answer: AnswerKind
    who: Short = ""
    reason: ObjectionReason | None = None
    words: Long = ""


class AnswersIn(Schema):
    answers: Annotated[list[AnswerIn], Field(min_length=1, max_length=50)]


class AnswerOut(Schema):
    answer: AnswerKind
    at: str


class LocationOut(Schema):
    id: str
    # Masked; POST …/reveal gives the exact addresses and leaves a line in the sender's audit trail.
    address: str
    # Each law or classification with the version of its table and the day; empty where nothing was assessed here.
    grounds: list[str]
    answers: list[AnswerOut]


class NoticeOut(Schema):
    notice: str
    agency: str
    law: str
    language: Literal["en", "de"]
    sent_at: str
    locations: list[LocationOut]


class AddressesOut(Schema):
    addresses: dict[str, str]


@router.get("/{token}", response=NoticeOut, url_name="notice", openapi_extra=_refusals("404", "429", "503"))
def notice(request: HttpRequest, token: str) -> Any:
    return _shown(*come_in(token))


@router.post("/{token}", response=NoticeOut, url_name="notice", openapi_extra=_refusals(*REFUSALS))
def answer(request: HttpRequest, token: str, given: AnswersIn) -> Any:
    """All or nothing is known: an unknown location or a missing reason refuses the whole before anything is kept."""
    notice, actor = come_in(token)
    lines = {location.id: location for location in queries.lines_for_provider(actor, notice)}
    for one in given.answers:
        if one.location not in lines:
            raise NotFound
        if one.answer == AnswerKind.OBJECTION and one.reason is None:
            raise Invalid({"reason": "An objection needs a reason."})
    for one in given.answers:
        reply = Reply(one.answer, who=one.who, reason=one.reason, words=one.words)
        actions.answer_notice(notice, lines[one.location], reply=reply, actor=actor)
    return _shown(notice, actor)


@router.post(
    "/{token}/reveal",
    response=AddressesOut,
    url_name="reveal",
    openapi_extra=_refusals("404", "429", "503"),
)
def reveal(request: HttpRequest, token: str) -> Any:
    notice, actor = come_in(token)
    return {"addresses": actions.reveal_to_provider(notice, actor=actor)}


def _shown(notice: Notice, actor: Actor) -> dict[str, Any]:
    answers: dict[str, list[dict[str, str]]] = {}
    for answer in notice.answers.all():
        answers.setdefault(answer.location_id, []).append(
            {"answer": answer.kind, "at": stamp(answer.created_at)}
        )
    return {
        "notice": notice.id,
        "agency": notice.owner.name,
        "law": laws.law_title(notice.law, notice.language),
        "language": notice.language,
        "sent_at": stamp(notice.sent_at) if notice.sent_at else "",
        "locations": [
            {
                "id": location.id,
                "address": str(location.url),
                "grounds": read_grounds(location.grounds).sentences(notice.language),
                "answers": answers.get(location.id, []),
            }
            for location in queries.lines_for_provider(actor, notice)
        ],
    }
