from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.reports import policy
from seawall.reports.actions.forward_bundle import new_forwarding
from seawall.reports.forwarding.writing import written
from seawall.reports.models import Forwarding, Tipline
from seawall.reports.states import Incident, Told

WORDS = "TEST. This report was made by a machine to try the connection. Nothing in it is true; please do nothing about it."


@action
def send_test(tipline: Tipline, *, actor: Actor) -> Forwarding:
    """An invented report to a tipline for tests, from submit to finish. No true report is ever a test, and no test goes elsewhere."""
    if not policy.may_change_tipline(actor, tipline):
        raise Refused
    if tipline.removed_at:
        raise WrongState
    if not tipline.test:
        raise WrongState(_("This tipline takes true reports. Tests are sent to a tipline for tests only."))
    told = Told(Incident.WORDS, clock.now(), words=WORDS)
    forwarding = new_forwarding(
        written(told, (), tipline.contact, {}, with_files=False), tipline, bundle=None, actor=actor
    )
    forwarding.due_at = clock.now()
    forwarding.save(force_insert=True)
    record("reports.test_forwarded", actor=actor, subject=forwarding, tipline=tipline.id)
    return forwarding
