from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.federation import policy
from seawall.federation.checking import CREDENTIALS, checked_terms
from seawall.federation.credentials import opened, sealed
from seawall.federation.models import Source, SourceVote, Voting
from seawall.federation.runs import break_off
from seawall.federation.states import STOPS_THE_VOTING, SourceKind, SourceTerms, VoteTrouble

AT_ANOTHER_PLACE = _(
    "At another address, type the credentials anew: those of the old one are not sent there."
)


@action
def change_source(source: Source, terms: SourceTerms, *, actor: Actor) -> Source:
    """Ask it elsewhere, with other credentials or at other times. Another place is read from its beginning. The name stays: under it
    its word stands at the items."""
    source = Source.objects.select_for_update().get(pk=source.pk)
    if not policy.may_change_source(actor, source):
        raise Refused
    require_fresh(actor)
    if source.removed_at:
        raise WrongState
    kind, before = SourceKind(source.kind), opened(source.credentials)
    terms = checked_terms(kind, terms, new=False)
    moved = terms.place != source.place
    kept = {name: terms.credentials.get(name) or before.get(name, "") for name in CREDENTIALS[kind]}
    if moved and CREDENTIALS[kind] and not all(terms.credentials.get(name) for name in CREDENTIALS[kind]):
        # Whoever may change an address must not be able to have old credentials sent to it.
        raise Invalid({CREDENTIALS[kind][-1]: AT_ANOTHER_PLACE})
    source.place, source.environment, source.minutes = terms.place, terms.environment, terms.minutes
    source.credentials, source.due_at = sealed(kept), clock.now()
    source.lease, source.leased_until = "", None
    if moved:
        source.checkpoint, source.read_upto = {}, None
        # What was said there was said to somebody else; whether it is said here, a reviewer decides anew.
        SourceVote.objects.filter(source=source).delete()
        Voting.objects.filter(source=source).delete()
    source.save()
    Voting.objects.filter(source=source, trouble__in=STOPS_THE_VOTING).update(
        trouble=VoteTrouble.NONE, trouble_since=None, due_at=clock.now(), changed_at=clock.now()
    )
    break_off(source)
    record(
        "federation.source_changed",
        actor=actor,
        subject=source,
        moved=moved,
        credentials=bool(terms.credentials),
        minutes=terms.minutes,
    )
    return source
