"""A new referral, before it is said what it tells. Called inside the deeds that draft."""

from seawall.core.actors import Actor
from seawall.operations.models import Operation, Referral
from seawall.operations.referring.addressing import likely_recipient
from seawall.operations.referring.states import BatchTerms, SeriesTerms


def new_draft(operation: Operation, country: str, terms: BatchTerms | SeriesTerms, actor: Actor) -> Referral:
    return Referral.objects.create(
        owner_id=actor.agency_id,
        operation=operation,
        country=country,
        handling=terms.handling,
        days=terms.days,
        drafted_by_id=actor.id,
        **likely_recipient(actor, country),
    )
