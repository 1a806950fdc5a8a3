"""What an investigator finds by a code, an id or a name, each within the part of the agency. Handles and identifiers are found in whole alone,
by their keyed digests: nothing can be listed by its beginning."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.ids import SHAPE
from seawall.core.neutral_codes import as_written
from seawall.core.web_addresses import NotAnAddress, parse_address
from seawall.operations import policy, scope
from seawall.operations.deconflicting.reads import measures_for
from seawall.operations.deconflicting.touching import place_key
from seawall.operations.given import WRITTEN, NotTaken, alike_of, digest_of, key_of
from seawall.operations.models import (
    Account,
    Identifier,
    Measure,
    Operation,
    Person,
    Persona,
    Referral,
    Request,
    Site,
)
from seawall.operations.personas.reading import personas_for
from seawall.operations.personas.standing import platform_key_of
from seawall.operations.requesting.radar import requests_for

# Of fewer letters a part of a name is in almost all of them.
SHORTEST = 3


def operations_found_for(actor: Actor, text: str) -> QuerySet[Operation]:
    mine = Operation.objects.filter(scope.operations_of(_agency(actor))).select_related("owner")
    return mine.filter(pk=text) if SHAPE.fullmatch(text) else mine.filter(_with_part("code", text))


def sites_found_for(actor: Actor, text: str) -> QuerySet[Site]:
    """By a part of the name, or by the address or its host in whole. Of another agency's operation those with an account in the part."""
    agency_id = _agency(actor)
    # Asked of each of the few sites: all accounts that the viewer sees would be walked through for their sites.
    on_them = Account.objects.filter(scope.accounts_of(agency_id), site_id=OuterRef("pk"))
    named = [site for part in scope.parts_of(agency_id) for site in part.sites]
    seen = Q(owner_id=agency_id) | Q(pk__in=named) | Exists(on_them)
    mine = Site.objects.filter(seen).select_related("operation")
    return (
        mine.filter(pk=text) if SHAPE.fullmatch(text) else mine.filter(_with_part("name", text) | _at(text))
    )


def accounts_found_for(actor: Actor, text: str) -> QuerySet[Account]:
    """The same handle, or something by which the person behind it may be told."""
    mine = _accounts(actor)
    if SHAPE.fullmatch(text):
        return mine.filter(pk=text)
    # Each by its own index, and then put together: an "or" of both would walk through all accounts.
    told = Identifier.objects.filter(digest__in=[digest for _kind, digest in _identifiers(text)])
    same = Account.objects.filter(alike=alike_of(text), key=key_of(text))
    found = Account.objects.filter(pk__in=same.order_by().values("pk").union(told.values("account_id")))
    return scope.only_seen(found, mine).select_related("site", "operation")


def accounts_alike_for(actor: Actor, text: str) -> QuerySet[Account]:
    """The same letters and digits, written otherwise. Shown apart: it need not be the same person."""
    mine = _accounts(actor)
    if SHAPE.fullmatch(text):
        return mine.none()
    return mine.filter(alike=alike_of(text)).exclude(key=key_of(text))


def persons_found_for(actor: Actor, text: str) -> QuerySet[Person]:
    mine = Person.objects.filter(scope.persons_of(_agency(actor))).select_related("operation")
    return mine.filter(pk=text) if SHAPE.fullmatch(text) else mine.filter(code=as_written(text))


def personas_found_for(actor: Actor, text: str) -> QuerySet[Persona]:
    """By the code, or by the name of the platform, however it is written. Specialists find those that they may see."""
    mine = personas_for(actor).select_related("operation")
    if SHAPE.fullmatch(text):
        return mine.filter(pk=text)
    return mine.filter(Q(code=as_written(text)) | Q(platform_key=platform_key_of(text)))


def requests_found_for(actor: Actor, text: str) -> QuerySet[Request]:
    mine = requests_for(actor)
    if SHAPE.fullmatch(text):
        return mine.filter(pk=text)
    names = ("addressee", "reference", "their_reference")
    return mine.filter(_with_part(names[0], text) | _with_part(names[1], text) | _with_part(names[2], text))


def measures_found_for(actor: Actor, text: str) -> QuerySet[Measure]:
    """By the place, in the letters in which it was planned."""
    mine = measures_for(actor)
    if SHAPE.fullmatch(text):
        return mine.filter(pk=text)
    key = place_key(text)
    return mine.filter(place_key=key) if key else mine.none()


def referrals_found_for(actor: Actor, text: str) -> QuerySet[Referral]:
    """Those of the viewer's own agency, by a part of the recipient's name."""
    mine = Referral.objects.filter(owner_id=_agency(actor)).select_related("operation", "owner")
    return mine.filter(pk=text) if SHAPE.fullmatch(text) else mine.filter(_with_part("recipient_name", text))


def _agency(actor: Actor) -> str:
    if not policy.may_see(actor):
        raise Refused
    return actor.agency_id


def _accounts(actor: Actor) -> QuerySet[Account]:
    return Account.objects.filter(scope.accounts_of(_agency(actor))).select_related("site", "operation")


def _with_part(field: str, text: str) -> Q:
    return Q(**{f"{field}__icontains": text}) if len(text) >= SHORTEST else Q(**{f"{field}__iexact": text})


def _identifiers(text: str) -> Iterator[tuple[str, str]]:
    """What the text would be as each kind of identifier, where it can be one."""
    for kind, written in WRITTEN.items():
        try:
            yield kind.value, digest_of(kind, written(text))
        except NotTaken:
            continue


def _at(text: str) -> Q:
    try:
        address = parse_address(text)
    except NotAnAddress:
        return Q(pk=None)
    starts = [f"{scheme}://{address.host}" for scheme in ("http", "https")]
    same = Q(address__in=[text, address.url])
    for start in starts:
        same |= Q(address__iexact=start) | Q(address__istartswith=f"{start}/")
    return same
