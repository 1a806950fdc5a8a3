from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.clock import stamp
from seawall.core.contacts import checked_contact
from seawall.core.errors import Invalid, Refused, Sentence
from seawall.core.events import announce
from seawall.operations import policy, scope
from seawall.operations.deconflicting.meeting import meet
from seawall.operations.deconflicting.states import MeasureTerms
from seawall.operations.deconflicting.touching import place_key
from seawall.operations.deconflicting.windows import faults_of, faults_of_subject, one_line
from seawall.operations.events import MeasurePlanned
from seawall.operations.models import Account, Measure, Operation, Site
from seawall.operations.queries import sites_for


@action
def plan_measure(operation: Operation, terms: MeasureTerms, *, actor: Actor) -> Measure:
    """Say what the actor's agency plans. Whoever else's plan it touches is told that it does, and by whom."""
    seen = Operation.objects.filter(scope.operations_of(actor.agency_id), pk=operation.pk)
    if not policy.may_plan(actor) or not seen.exists():
        raise Refused
    account, site = _subject(operation, terms, actor)
    faults: dict[str, Sentence] = faults_of(terms.window)
    if terms.account and account is None:
        faults["account"] = _("This is no account of this operation that you see.")
    if terms.site and site is None:
        faults["site"] = _("Choose a site of this operation.")
    faults |= faults_of_subject(terms.account, terms.site, terms.window.place)
    if faults:
        raise Invalid(faults)
    window = terms.window
    measure = Measure.objects.create(
        owner_id=actor.agency_id,
        operation=operation,
        kind=terms.kind,
        begins_at=window.begins_at,
        ends_at=window.ends_at,
        country=window.country,
        place=one_line(window.place),
        place_key=place_key(window.place),
        account=account,
        site=None if account else site,
        contact=checked_contact(terms.contact),
        planned_by_id=actor.id,
    )
    meet(measure)
    record(
        "operations.measure_planned",
        actor=actor,
        subject=measure,
        operation=operation.id,
        kind=terms.kind.value,
        begins=stamp(window.begins_at),
        ends=stamp(window.ends_at),
    )
    announce(MeasurePlanned(measure.owner_id, measure.id))
    return measure


def _subject(operation: Operation, terms: MeasureTerms, actor: Actor) -> tuple[Account | None, Site | None]:
    seen = Account.objects.filter(scope.accounts_of(actor.agency_id), operation=operation)
    account = seen.select_related("site").filter(pk=terms.account).first()
    site = next((one for one in sites_for(actor, operation) if one.pk == terms.site), None)
    return account, site
