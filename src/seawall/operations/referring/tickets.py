"""The return ticket: a secret that opens one referral's answer page, and nothing else. It is shown once; here stays a slow hash of it."""

import secrets

from django.conf import settings

from seawall.core import spoken_codes
from seawall.core.actors import Actor
from seawall.core.budget import OF_CALLS, Limits, budget_of
from seawall.core.errors import NotFound
from seawall.operations.models import Referral
from seawall.operations.referring.states import OUT

PEPPER = "operations.ticket.pepper"
# Wrong tickets are counted for the whole door: one cannot be guessed, so this only spares the machine, and good ones are never slowed by them.
WRONG = Limits(per_minute=120, per_day=20_000)
VISITS = Limits(per_minute=60, per_day=2_000)


def new_ticket() -> str:
    return spoken_codes.spoken(secrets.token_bytes(spoken_codes.BYTES))


def hash_of(ticket: str) -> str:
    return spoken_codes.slow_hash(ticket, PEPPER)


def link_to(ticket: str) -> str:
    return f"{settings.NODE_URL}/tickets/{spoken_codes.grouped(ticket, '-')}/"


def come_in(text: str) -> tuple[Referral, Actor]:
    """NotFound for a wrong ticket, one that was made worthless, and a referral that was called back: the answer tells nobody which."""
    ticket = spoken_codes.normal(text)
    found = _referral_of(ticket) if ticket else None
    if found is None:
        budget_of("tickets").take(1, WRONG, said=OF_CALLS)
        raise NotFound
    budget_of(found.id).take(1, VISITS, said=OF_CALLS)
    return found, Actor.recipient(found.owner_id, found.id)


def _referral_of(ticket: str) -> Referral | None:
    return Referral.objects.filter(ticket=hash_of(ticket), state__in=OUT).select_related("owner").first()
