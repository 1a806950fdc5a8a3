from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.codes import is_country
from seawall.core.errors import Invalid, Refused, Sentence
from seawall.operations import policy
from seawall.operations.models import NamedSeries, Referral
from seawall.operations.referring.addressing import faults_of_days
from seawall.operations.referring.drafting import new_draft
from seawall.operations.referring.states import ReferralState, SeriesTerms


@action
def refer_series(named: NamedSeries, terms: SeriesTerms, *, actor: Actor) -> Referral:
    """A draft that tells one country of a series: by the word of a specialist, for the investigators of the agency to check and send."""
    named = NamedSeries.objects.select_for_update().get(pk=named.pk)
    if not policy.may_refer_series(actor, named):
        raise Refused
    if faults := _faults(named, terms):
        raise Invalid(faults)
    one = new_draft(named.operation, terms.country, terms, actor)
    one.series.add(named)
    record(
        "operations.referral_drafted",
        actor=actor,
        subject=one,
        operation=named.operation_id,
        country=terms.country,
        handling=terms.handling.value,
        series=[named.series_id],
    )
    return one


def _faults(named: NamedSeries, terms: SeriesTerms) -> Mapping[str, Sentence]:
    faults: dict[str, Sentence] = {**faults_of_days(terms.days)}
    if not is_country(terms.country):
        faults["country"] = _("Choose the country that shall be told.")
    elif not named.is_told_of:
        faults["country"] = _("This series is closed, or does not belong to the operation any more.")
    elif _told_already(named, terms.country):
        faults["country"] = _(
            "This series is in a referral to that country already. Call that one back first."
        )
    return faults


def _told_already(named: NamedSeries, country: str) -> bool:
    there = Referral.objects.filter(series__series=named.series_id, country=country)
    return there.exclude(state=ReferralState.CALLED_BACK).exists()
