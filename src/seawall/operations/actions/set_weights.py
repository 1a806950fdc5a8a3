from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.operations import policy
from seawall.operations.models import Weights
from seawall.operations.models.weights import HIGHEST
from seawall.operations.ranking import Reason


@action
def set_weights(points: Mapping[Reason, int], *, actor: Actor) -> Weights:
    """What each reason counts when the actor's agency ranks accounts; of no other agency."""
    if not policy.may_weigh(actor):
        raise Refused
    wrong = [reason for reason in Reason if not 0 <= points.get(reason, -1) <= HIGHEST]
    if wrong:
        raise Invalid({reason.value: _("A number from 0 to 100.") for reason in wrong})
    plain: dict[str, Any] = {reason.value: points[reason] for reason in Reason}
    weights, _new = Weights.objects.update_or_create(owner_id=actor.agency_id, defaults=plain)
    record("operations.weights_set", actor=actor, subject=weights, **plain)
    return weights
