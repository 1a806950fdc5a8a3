import re
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Invalid, Refused
from seawall.core.ids import SHAPE
from seawall.people import policy
from seawall.people.access import digest_of, new_secret
from seawall.people.models import AccessKey, Agency
from seawall.people.states import OF_LISTS, KeyTerms

# Whoever still needs it after that gets a new one: an old key has been in many hands.
LONGEST = timedelta(days=400)
MOST_PER_DAY = 100_000_000


@action
def open_access_key(agency: Agency, holder: str, *, terms: KeyTerms, actor: Actor) -> tuple[AccessKey, str]:
    """A new key for one organisation's machine, and its secret, which is shown once and kept nowhere."""
    if not policy.may_open_key(actor, agency):
        raise Refused
    require_fresh(actor)
    check_terms(terms)
    if not holder.strip():
        raise Invalid({"holder": _("Name the organisation that gets the key.")})
    secret = new_secret()
    key = AccessKey(owner=agency, holder=holder.strip(), digest=digest_of(secret), opened_by_id=actor.id)
    apply_terms(key, terms)
    key.save(force_insert=True)
    record("people.key_opened", actor=actor, subject=key, **facts_of(terms))
    return key, secret


def check_terms(terms: KeyTerms) -> None:
    """Default is no: a key that opens nothing is refused, rather than read as one that opens all."""
    faults = {}
    if not terms.scopes:
        faults["scopes"] = _("Choose what the key opens.")
    if (OF_LISTS & set(terms.scopes) and not terms.lists) or not all(map(_is_list_id, terms.lists)):
        faults["lists"] = _("Choose at least one list that the key may ask.")
    if not 1 <= terms.limits.per_minute <= terms.limits.per_day <= MOST_PER_DAY:
        faults["per_day"] = _("The limit for a day must be at least the limit for a minute.")
    if not clock.now() < terms.expires_at <= clock.now() + LONGEST:
        faults["expires_on"] = _("Choose a day in the future, at most 400 days from now.")
    if faults:
        raise Invalid(faults)


def _is_list_id(text: str) -> bool:
    match: re.Match[str] | None = SHAPE.fullmatch(text)
    return match is not None and match[1] == "lst"


def apply_terms(key: AccessKey, terms: KeyTerms) -> None:
    key.scopes, key.lists = sorted(map(str, terms.scopes)), sorted(terms.lists)
    key.per_minute, key.per_day = terms.limits.per_minute, terms.limits.per_day
    key.expires_at = terms.expires_at


def facts_of(terms: KeyTerms) -> dict[str, Any]:
    """For the trail: who opened which list to whom must be readable for years."""
    return {
        "scopes": sorted(map(str, terms.scopes)),
        "lists": sorted(terms.lists),
        "per_minute": terms.limits.per_minute,
        "per_day": terms.limits.per_day,
    }
