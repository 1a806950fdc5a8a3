"""Which measures of other agencies touch one: the same account or site, or the same place at the same time."""

from collections.abc import Sequence

from django.db.models import Q

from seawall.core import clock
from seawall.core.keys import digest
from seawall.operations.deconflicting.states import STANDING
from seawall.operations.models import Account, Identifier, Measure, Site
from seawall.operations.states import STRONG


def place_key(place: str) -> str:
    """The same letters are the same place, however they are written: `Haven-Stad` is `haven stad`."""
    folded = "".join(letter for letter in place.casefold() if letter.isalnum())
    return digest("operations.place", folded) if folded else ""


def touching(measure: Measure) -> Sequence[str]:
    """Ids, in rising order, of whichever operation: nothing of these leaves but a pointer."""
    others = Measure.objects.filter(state__in=STANDING, ends_at__gt=clock.now())
    found = others.exclude(owner_id=measure.owner_id).filter(_same_subject(measure) | _same_place(measure))
    return sorted(set(found.values_list("pk", flat=True)))


def _same_place(measure: Measure) -> Q:
    if not measure.place_key:
        return Q(pk=None)
    at_once = Q(begins_at__lt=measure.ends_at, ends_at__gt=measure.begins_at)
    return at_once & Q(country=measure.country, place_key=measure.place_key)


def _same_subject(measure: Measure) -> Q:
    """Whoever works on a whole site touches every account there, and the other way round."""
    touched = Q(pk=None)
    site = measure.account.site if measure.account else measure.site
    if site is not None:
        places = _same_sites(site)
        touched |= Q(account=None, site__in=places)
        if measure.account is None:
            touched |= Q(account__site__in=places)
    if measure.account is not None:
        touched |= Q(account__in=_same_accounts(measure.account))
    return touched


def _same_sites(site: Site) -> Sequence[str]:
    same = Q(pk=site.pk) | Q(address=site.address) if site.address else Q(pk=site.pk)
    return list(Site.objects.filter(same).values_list("pk", flat=True))


def _same_accounts(account: Account) -> set[str]:
    """The same handle to the letter, at whatever site, or the same in something strong. Asked one by one, so that each goes by its index."""
    same = set(Account.objects.filter(alike=account.alike, key=account.key).values_list("pk", flat=True))
    for kind, value in account.identifiers.filter(kind__in=STRONG).values_list("kind", "digest"):
        found = Identifier.objects.filter(kind=kind, digest=value)
        same.update(found.values_list("account_id", flat=True))
    return same
