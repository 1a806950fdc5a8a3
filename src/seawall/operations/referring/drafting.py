"""A new referral, and what a specialist's word for one country has to be. Called inside the deeds that draft."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.codes import is_country
from seawall.core.errors import Invalid, Sentence
from seawall.operations.models import Operation, Referral
from seawall.operations.referring.addressing import faults_of_days, likely_recipient
from seawall.operations.referring.states import BatchTerms, CountryTerms, ReferralState


def new_draft(
    operation: Operation,
    country: str,
    terms: BatchTerms | CountryTerms,
    actor: Actor,
    **told: Iterable[Model],
) -> Referral:
    """`told`: the records that it tells of, by the name under which a referral keeps them."""
    one = Referral.objects.create(
        owner_id=actor.agency_id,
        operation=operation,
        country=country,
        handling=terms.handling,
        days=terms.days,
        drafted_by_id=actor.id,
        **likely_recipient(actor, country),
    )
    for name, records in told.items():
        getattr(one, name).set(records)
    return one


def check_country(terms: CountryTerms, before: QuerySet[Referral], against: Sentence | None) -> None:
    """`before`: the referrals that tell of the same; `against`: why that country is not told of it at all."""
    faults: dict[str, Sentence] = {**faults_of_days(terms.days)}
    if not is_country(terms.country):
        faults["country"] = _("Choose the country that shall be told.")
    elif against:
        faults["country"] = against
    elif before.filter(country=terms.country).exclude(state=ReferralState.CALLED_BACK).exists():
        faults["country"] = _("It is in a referral to that country already. Call that one back first.")
    if faults:
        raise Invalid(faults)
