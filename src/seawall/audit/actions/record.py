from typing import Protocol

from django.db import DatabaseError, connection

from seawall.audit.chain import Deed, Fact, first_hash, hash_of
from seawall.audit.models import ChainHead, Line
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused, TrailUnwritable
from seawall.core.ids import new_id


class HasId(Protocol):
    id: str


def record(what: str, *, actor: Actor, subject: HasId | str, purpose: str = "", **facts: Fact) -> str:
    """Write one line of the actor's agency's chain, within the deed's transaction; the line's id comes back.

    If the line cannot be written the deed must not happen and nothing may be shown: the error rolls both back.
    """
    if not actor.agency_id:
        raise Refused
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside an action's transaction")
    subject_id = subject if isinstance(subject, str) else subject.id
    deed = Deed(actor.agency_id, what, str(actor.kind), actor.id, subject_id, purpose, facts)
    try:
        return _append(deed)
    except DatabaseError as error:
        raise TrailUnwritable from error


def _append(deed: Deed) -> str:
    head, _ = ChainHead.objects.select_for_update().get_or_create(
        agency_id=deed.agency_id, defaults={"hash": first_hash(deed.agency_id)}
    )
    line_id, at, seq = new_id("evt"), clock.now(), head.seq + 1
    body = deed.body(line_id=line_id, seq=seq, at=at, before=head.hash)
    line = Line.objects.create(
        id=line_id,
        agency_id=deed.agency_id,
        seq=seq,
        at=at,
        what=deed.what,
        actor_id=deed.actor_id,
        subject_id=deed.subject_id,
        body=body.decode(),
        hash=hash_of(body),
    )
    ChainHead.objects.filter(pk=head.pk).update(seq=seq, hash=line.hash)
    return line.id
