"""What a series says about a child to somebody who only asks: safe, worked on, or nothing. Series of every agency of the node are read
here, and only the answer and pointers leave."""

from collections.abc import Collection, Iterable

from django.db.models import Prefetch

from seawall.core.actors import Actor
from seawall.identification import policy
from seawall.identification.models import Claim, Series, Victim
from seawall.identification.safeguarding.words import NOT_SAFE, Finding
from seawall.identification.states import FOUND, ClaimEnd, Known, KnownAnswer, Pointer, VictimState

RUNNING = Prefetch("claims", queryset=Claim.objects.filter(end=ClaimEnd.RUNNING), to_attr="running")


def series_of_items(item_ids: Collection[str]) -> list[Series]:
    """Of whichever agency."""
    found = Series.objects.filter(entries__item_id__in=item_ids).distinct().order_by("id")
    return list(found.select_related("owner").prefetch_related("victims__safeguarding", RUNNING))


def answer_about(item_ids: Collection[str], actor: Actor) -> tuple[KnownAnswer, list[Series]]:
    """And the series of other agencies to which it points."""
    found = series_of_items(item_ids)
    known = strongest(map(standing, found))
    told = [one for one in found if known is not Known.UNKNOWN and standing(one) is known]
    mine = [one for one in found if one.owner_id == actor.agency_id and policy.may_see(actor)]
    answer = KnownAnswer(known, pointers_to(told), tuple((one.id, one.code) for one in mine))
    return answer, [one for one in told if one.owner_id != actor.agency_id]


def standing(series: Series) -> Known:
    """A series on which nobody works, with no child found, says nothing: whoever asks shall not wait for it."""
    victims = list(series.victims.all())
    if victims and all(map(_is_safe, victims)):
        return Known.SAFE
    is_found = any(victim.state in FOUND for victim in victims)
    return Known.WORKED_ON if is_found or running_claim(series) else Known.UNKNOWN


def _is_safe(victim: Victim) -> bool:
    """On the top rung, and nobody who asked since has found otherwise."""
    finding = victim.safeguarding.finding if hasattr(victim, "safeguarding") else Finding.NAMED
    return victim.state == VictimState.SAFEGUARDED and finding not in NOT_SAFE


def strongest(answers: Iterable[Known]) -> Known:
    return min(answers, key=list(Known).index, default=Known.UNKNOWN)


def running_claim(series: Series) -> Claim | None:
    """Of a series that was read with `RUNNING`."""
    claims: list[Claim] = series.running  # type: ignore[attr-defined]
    return next((claim for claim in claims if claim.runs), None)


def pointers_to(found: Iterable[Series]) -> tuple[Pointer, ...]:
    """Each desk once, whatever the number of its series."""
    return tuple(dict.fromkeys(_pointer(one) for one in found))


def _pointer(series: Series) -> Pointer:
    claim = running_claim(series)
    contact = claim.contact if claim else series.owner.contact_email
    return Pointer(series.owner.name, series.owner.country, contact)
