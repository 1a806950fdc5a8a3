"""The calls of the CyberTipline Reporting API: each reads, asks one action, and answers in the format."""

import hashlib
import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from seawall.core.arriving import body_of
from seawall.core.errors import Invalid
from seawall.material.queries import fingerprints_of_bytes
from seawall.people.queries import HeldKey
from seawall.reports import actions, policy
from seawall.reports.drafts import Document, draft_of
from seawall.reports.states import SubmissionState
from seawall.reports.tipline.door import call, xml
from seawall.reports.tipline.faults import NotTaken, Spoiled
from seawall.reports.tipline.forms import number_and_file_in, number_in
from seawall.reports.tipline.lines import lines_of
from seawall.wire.cybertip.answers import Code, DoneResponse, Response, write_done_response, write_response
from seawall.wire.cybertip.check import faults_in
from seawall.wire.cybertip.own_schema import schema_text
from seawall.wire.cybertip.report import read_file_details
from seawall.wire.cybertip.tree import LARGEST, read_tree

FILE_ID = re.compile("[0-9a-f]{32}")
SUCCESS = "Success"


@call("GET")
def status(request: HttpRequest, key: HeldKey) -> HttpResponse:
    test = not policy.may_hand_in(key, False)
    return _done(f"{SUCCESS}: {key.key_id} {'hands in tests' if test else 'hands in reports'}")


@call("GET")
def xsd(request: HttpRequest, key: HeldKey) -> HttpResponse:
    return xml(schema_text())


@call("POST")
def submit(request: HttpRequest, key: HeldKey) -> HttpResponse:
    document = _document(request, "report")
    draft = actions.open_submission(document, key=key, actor=key.actor)
    return _done(SUCCESS, draft.number)


@call("POST")
def fileinfo(request: HttpRequest, key: HeldKey) -> HttpResponse:
    document = _document(request, "fileDetails")
    details = read_file_details(document.text.encode())
    if not FILE_ID.fullmatch(details.file_id):
        raise Invalid({"fileId": _("32 hexadecimal digits in small letters.")})
    draft = actions.describe_file(
        details.report_id,
        document,
        file_id=details.file_id,
        only_taken=bool(settings.MEDIA_BASIS),
        key=key,
        actor=key.actor,
    )
    return _done(SUCCESS, draft.number)


@call("POST")
def upload(request: HttpRequest, key: HeldKey) -> HttpResponse:
    """Where no legal basis is stated nothing of the body is read. Where one is, the bytes are fingerprinted and dropped."""
    if not settings.MEDIA_BASIS:
        raise NotTaken
    number, media = number_and_file_in(request)
    # Before anything is decoded: only for a draft of this holder.
    draft_of(number, key, SubmissionState.DRAFT, lock=False)
    fingerprints, md5 = fingerprints_of_bytes(media), hashlib.md5(media, usedforsecurity=False).hexdigest()
    del media
    file_id = secrets.token_hex(16)
    actions.take_fingerprints(number, fingerprints, file_id=file_id, key=key, actor=key.actor)
    return xml(write_response(Response(int(Code.DONE), SUCCESS, number, file_id, md5)))


@call("POST")
def finish(request: HttpRequest, key: HeldKey) -> HttpResponse:
    done = actions.finish_submission(number_in(request), key=key, actor=key.actor)
    return xml(write_done_response(DoneResponse(int(Code.DONE), done.number, done.file_ids)))


@call("POST")
def retract(request: HttpRequest, key: HeldKey) -> HttpResponse:
    draft = actions.retract_submission(number_in(request), key=key, actor=key.actor)
    return _done(SUCCESS, draft.number)


def _document(request: HttpRequest, root: str) -> Document:
    """Checked as strictly as the service does, in UTF-8. Errors: Malformed, Spoiled."""
    body = body_of(request, LARGEST)
    node = read_tree(body)
    if faults := faults_in(node, root):
        raise Spoiled(faults, Code.INVALID)
    return Document(_in_utf8(body), len(lines_of(node)))


def _in_utf8(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Invalid({}, _("Write the document in UTF-8.")) from None


def _done(words: str, number: int | None = None) -> HttpResponse:
    return xml(write_response(Response(int(Code.DONE), words, number)))
