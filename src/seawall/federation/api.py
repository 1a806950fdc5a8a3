"""Lists for those who take them over: told to the world by ninja, written by wire/changes.py."""

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags
from django.utils.translation import gettext_lazy as _
from ninja import Router

from seawall.core.errors import Invalid, NotKnownAnyMore
from seawall.federation.actions import note_pull
from seawall.federation.actions.note_pull import Pulled
from seawall.federation.cursor import place_of
from seawall.federation.door import ListsDoor, count_call
from seawall.federation.feed import changes_out, etag_of, lists_out, pulled_in
from seawall.federation.models import Agreement
from seawall.federation.openapi import CHANGES, LISTS, MOST, USUAL
from seawall.federation.queries import running_agreement_of, running_agreements_of
from seawall.federation.refusals import noted
from seawall.material.queries import changes_for, is_past, latest_change_for
from seawall.people.queries import HeldKey


class KeyRequest(HttpRequest):
    """A request behind the door of keys. A type only: nobody makes one."""

    auth: HeldKey


router = Router(tags=["lists"], auth=ListsDoor())


@router.get("", url_name="lists", summary="Which lists this key can pull", openapi_extra=LISTS)
def lists(request: KeyRequest) -> HttpResponse:
    """Those about which an agreement with the key's holder runs."""
    with noted(request.auth):
        count_call(request.auth)
        return _json(msgspec.json.encode(lists_out(running_agreements_of(request.auth))))


@router.get("/{list_id}/changes", url_name="list_changes", summary="Pull a list", openapi_extra=CHANGES)
def list_changes(request: KeyRequest, list_id: str) -> HttpResponse:
    """Its changes in their order: each entry once, at the place of its last change.

    Begin without a cursor and go on with the one that each answer gives: whoever has worked through all answers so far holds
    the list as it was then. An addition never comes after its withdrawal, and nothing is left out between two calls.
    `If-None-Match` with the last `ETag` of the same call is answered 304 while nothing is new.
    """
    with noted(request.auth):
        count_call(request.auth)
        return _changes(request, running_agreement_of(request.auth, list_id))


def _changes(request: KeyRequest, agreement: Agreement) -> HttpResponse:
    key, cursor, limit = request.auth, request.GET.get("cursor", ""), limit_of(request)
    after = place_of(agreement, cursor)
    # Before the changes: what comes while they are read makes the next answer a new one.
    etag = etag_of(agreement, latest_change_for(key, agreement.list), cursor, limit)
    if etag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")):
        note_pull(agreement, Pulled(), key=key, actor=key.actor)
        return HttpResponse(status=304, headers={"ETag": etag})
    if not is_past(key, agreement.list, after):
        raise NotKnownAnyMore
    page = changes_for(key, agreement.list, after=after, most=limit)
    note_pull(agreement, pulled_in(page.changes), key=key, actor=key.actor)
    return _json(changes_out(agreement, page, cursor), ETag=etag)


def limit_of(request: HttpRequest) -> int:
    text = request.GET.get("limit", str(USUAL))
    if len(text) > 4 or not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise Invalid({"limit": _("Give a whole number from 1 to 2000.")})
    return int(text)


def _json(told: bytes, **headers: str) -> HttpResponse:
    return HttpResponse(told, content_type="application/json", headers=headers)
