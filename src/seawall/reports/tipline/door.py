"""Who comes in, and what is answered: HTTP Basic with an access key, and the format's own codes.

What the format has a code for is answered 200, as its clients expect; what only a machine between us could mean by itself
(not let in, too large, too often, not now) also has its status."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from seawall.core.arriving import tells_itself
from seawall.core.edge import worded
from seawall.core.errors import (
    Invalid,
    NoLength,
    NotFound,
    NotLetIn,
    Refused,
    SeawallError,
    TooLarge,
    TooOften,
    TooSlow,
    WrongMethod,
    WrongState,
)
from seawall.core.interfaces import name_and_secret_in
from seawall.people.queries import HeldKey, held_key
from seawall.reports.drafts import IsOver, NoSuchFile
from seawall.reports.receiving.door import count_call, may_knock, noted
from seawall.reports.states import SubmissionState
from seawall.reports.tipline.faults import NotTaken, Spoiled
from seawall.wire.cybertip.answers import Code, Response, write_response
from seawall.wire.faults import Malformed

XML = "text/xml; charset=utf-8"
LONGEST = 2_000
Deed = Callable[[HttpRequest, HeldKey], HttpResponse]
# The first that fits. Only what begins with 1 may be tried again.
CODES: tuple[tuple[type[SeawallError], Code, int], ...] = (
    (NoSuchFile, Code.NO_SUCH_FILE, 200),
    (NotFound, Code.NO_SUCH_REPORT, 200),
    (NotTaken, Code.NOT_AUTHORISED_FOR_THIS, 200),
    (Refused, Code.NOT_AUTHORISED_TO_REPORT, 403),
    (TooLarge, Code.INVALID_REQUEST, 413),
    (NoLength, Code.INVALID_REQUEST, 411),
    (TooSlow, Code.SERVER_ERROR, 408),
    (WrongMethod, Code.INVALID_REQUEST, 405),
    (Invalid, Code.INVALID_REQUEST, 200),
    (WrongState, Code.NOT_UPDATED, 200),
    (TooOften, Code.SERVER_ERROR, 429),
    (SeawallError, Code.SERVER_ERROR, 503),
)
OVER = {SubmissionState.FINISHED: Code.FINISHED, SubmissionState.RETRACTED: Code.RETRACTED}


def call(method: str) -> Callable[[Deed], Callable[[HttpRequest], HttpResponse]]:
    """One call of the interface, by this method alone."""

    def made(deed: Deed) -> Callable[[HttpRequest], HttpResponse]:
        @tells_itself
        @wraps(deed)
        def answered(request: HttpRequest) -> HttpResponse:
            try:
                return _let_in(request, method, deed)
            except Exception as error:
                told = worded(error)
                if told is None:
                    raise
                return refusal(told)

        return answered

    return made


def _let_in(request: HttpRequest, method: str, deed: Deed) -> HttpResponse:
    if request.method != method:
        raise WrongMethod(method)
    name, secret = name_and_secret_in(request)
    key = held_key(secret)
    if name != key.key_id:
        raise NotLetIn
    with noted(key):
        may_knock(key)
        count_call(key)
        try:
            return deed(request, key)
        except Malformed as fault:
            raise Spoiled([fault.fault], Code.MALFORMED_XML) from None


def refusal(error: SeawallError) -> HttpResponse:
    if isinstance(error, NotLetIn):
        # As documented: without a body.
        return HttpResponse(
            status=401, headers={"WWW-Authenticate": 'Basic realm="Seawall", charset="UTF-8"'}
        )
    code, status = _code_of(error)
    words = str(error.message) if not isinstance(error, Invalid) or not error.fields else str(error)
    return xml(
        write_response(Response(int(code), words[:LONGEST])), status=status, headers=dict(error.headers)
    )


def _code_of(error: SeawallError) -> tuple[Code, int]:
    if isinstance(error, IsOver):
        return OVER[error.state], 200
    if isinstance(error, Spoiled):
        return error.code, 200
    return next((code, status) for kind, code, status in CODES if isinstance(error, kind))


def xml(document: bytes, **more: Any) -> HttpResponse:
    return HttpResponse(document, content_type=XML, **more)
