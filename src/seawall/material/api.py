"""The match interface as JSON: told to the world by ninja, read and written by msgspec, which is many times as quick."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from seawall.core.errors import SeawallError
from seawall.material.asking.answers import AnswerOut
from seawall.material.asking.ask import ask
from seawall.material.asking.door import AccessKeyDoor, body_of, lists_of
from seawall.material.asking.openapi import ASK, STATUS
from seawall.material.asking.questions import read
from seawall.material.asking.refusals import note_refusal
from seawall.material.asking.status import status_for
from seawall.people.queries import HeldKey


class KeyRequest(HttpRequest):
    """A request behind the door of keys. A type only: nobody makes one."""

    auth: HeldKey


router = Router(tags=["match"], auth=AccessKeyDoor())


@router.post("", url_name="match", summary="Ask whether fingerprints are on a list", openapi_extra=ASK)
def match(request: KeyRequest) -> HttpResponse:
    """Up to 10,000 fingerprints a call, of several kinds; exact and near hits come apart.

    A near hit is evidence for a person, never a proof. Fingerprints that stand in no part of the answer were searched and
    not found. A wrong fingerprint refuses the whole call, names each wrong one by its position and counts nothing.
    """
    try:
        answer = _answered(request.auth, body_of(request))
    except SeawallError as error:
        note_refusal(request.auth, error)
        raise
    return _json(answer)


def _answered(key: HeldKey, body: bytes) -> AnswerOut:
    questions = read(body)
    return ask(key, questions, lists_of(key, questions.lists))


@router.get(
    "/status",
    url_name="match_status",
    summary="What this key opens and how the node is",
    openapi_extra=STATUS,
)
def match_status(request: KeyRequest) -> HttpResponse:
    """Lists, limits and what of them is used; whether the node can match just now. It counts against no limit."""
    return _json(status_for(request.auth))


def _json(told: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(told), content_type="application/json")
