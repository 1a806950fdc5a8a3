"""Requests for tests, made by the deeds themselves."""

from datetime import UTC, datetime
from typing import Any

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.operations.actions import draft_request, send_request
from seawall.operations.models import Account, Request, Site
from seawall.operations.requesting.states import RequestTerms
from seawall.operations.tests.make import taken

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)


def at(moment: datetime) -> Any:
    return clock.at(moment)


def an_account_at(site: Site, lead: Actor) -> Account:
    found = Account.objects.filter(site=site).order_by("id").first()
    if found is None:
        taken(site, "handle,country\nred_cup,SE\nblue_kite,DE\n", lead)
    return Account.objects.filter(site=site).earliest("id")


def drafted(site: Site, actor: Actor, instrument: str = "eu_preserve", **more: Any) -> Request:
    account = an_account_at(site, actor)
    terms = {"addressee": "Post Example", "country": "NL", "reference": "", "accounts": (account.id,), **more}
    return draft_request(site.operation, RequestTerms(instrument, **terms), actor=actor)


def sent(site: Site, actor: Actor, instrument: str = "eu_preserve", **more: Any) -> Request:
    return send_request(drafted(site, actor, instrument, **more), clock.now(), actor=actor)
