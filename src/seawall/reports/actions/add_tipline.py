from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Invalid, Refused
from seawall.reports import policy
from seawall.reports.forwarding.checking import checked_terms
from seawall.reports.forwarding.credentials import sealed
from seawall.reports.models import Tipline
from seawall.reports.states import TiplineTerms


@action
def add_tipline(terms: TiplineTerms, *, actor: Actor) -> Tipline:
    """From now on reports can be forwarded there; a tipline for tests takes tests and nothing else."""
    if not policy.may_keep_tiplines(actor):
        raise Refused
    require_fresh(actor)
    terms = checked_terms(terms, new=True)
    try:
        with transaction.atomic():
            tipline = Tipline.objects.create(
                owner_id=actor.agency_id,
                name=terms.name,
                place=terms.place,
                address=terms.address,
                test=terms.test,
                only_taken=terms.only_taken,
                contact=terms.contact,
                credentials=sealed({"user": terms.user, "password": terms.password}),
                added_by_id=actor.id,
            )
    except IntegrityError as error:
        raise Invalid({"name": _("Another tipline has this name already.")}) from error
    record("reports.tipline_added", actor=actor, subject=tipline, place=terms.place, test=terms.test)
    return tipline
