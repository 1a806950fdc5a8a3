from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Invalid, Refused
from seawall.federation import policy
from seawall.federation.checking import checked_terms
from seawall.federation.credentials import sealed
from seawall.federation.models import Source
from seawall.federation.states import SourceKind, SourceTerms

NAME_TAKEN = _("Another source has this name already.")


@action
def add_source(kind: SourceKind, terms: SourceTerms, *, actor: Actor) -> Source:
    """Take somebody else's list over from now on; the first run begins at once."""
    if not policy.may_add_source(actor):
        raise Refused
    require_fresh(actor)
    terms = checked_terms(kind, terms, new=True)
    try:
        with transaction.atomic():
            source = Source.objects.create(
                owner_id=actor.agency_id,
                kind=kind,
                name=terms.name,
                place=terms.place,
                environment=terms.environment,
                minutes=terms.minutes,
                credentials=sealed(terms.credentials),
                added_by_id=actor.id,
            )
    except IntegrityError as error:
        raise Invalid({"name": NAME_TAKEN}) from error
    record("federation.source_added", actor=actor, subject=source, kind=kind.value, minutes=terms.minutes)
    return source
