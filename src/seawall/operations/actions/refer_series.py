from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.operations import policy
from seawall.operations.models import NamedSeries, Referral
from seawall.operations.referring.drafting import check_country, new_draft
from seawall.operations.referring.states import CountryTerms


@action
def refer_series(named: NamedSeries, terms: CountryTerms, *, actor: Actor) -> Referral:
    """A draft that tells one country of a series: by the word of a specialist, for the investigators of the agency to check and send."""
    named = NamedSeries.objects.select_for_update().get(pk=named.pk)
    if not policy.may_refer_series(actor, named):
        raise Refused
    closed = _("This series is closed, or does not belong to the operation any more.")
    before = Referral.objects.filter(series__series=named.series_id)
    check_country(terms, before, None if named.is_told_of else closed)
    one = new_draft(named.operation, terms.country, terms, actor, series=[named])
    record(
        "operations.referral_drafted",
        actor=actor,
        subject=one,
        operation=named.operation_id,
        country=terms.country,
        domestic=one.is_domestic,
        handling=terms.handling.value,
        series=[named.series_id],
    )
    return one
