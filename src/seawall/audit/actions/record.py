import re
from collections.abc import Mapping
from typing import Protocol

from django.db import DatabaseError, connection

from seawall.audit.chain import Deed, Fact, first_hash, hash_of
from seawall.audit.jobs import seal_trail
from seawall.audit.models import ChainHead, Line
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused, TrailUnwritable
from seawall.core.ids import new_id
from seawall.core.worker import plan

# A code or an id: no space (a sentence, a name), no @ (an account), no "://" (an address).
CODE = re.compile(r"(?!.*://)[\w.:+/,=-]{0,64}")
DIGEST = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
# A checkpoint comes every minute, and after this many lines even sooner.
LINES_BETWEEN_CHECKPOINTS = 1000


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
    must_be_harmless(facts)
    subject_id = subject if isinstance(subject, str) else subject.id
    deed = Deed(actor.agency_id, what, str(actor.kind), actor.id, subject_id, purpose, facts)
    try:
        return _append(deed)
    except DatabaseError as error:
        raise TrailUnwritable from error


def must_be_harmless(facts: Mapping[str, Fact]) -> None:
    """The trail is read by many and kept for years; what it does not hold it cannot give away."""
    for name, fact in facts.items():
        for text in fact if isinstance(fact, list) else [fact]:
            if isinstance(text, str) and (not CODE.fullmatch(text) or DIGEST.search(text)):
                raise ValueError(f"The fact {name!r} is neither an id nor a code nor a count.")


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
    if seq % LINES_BETWEEN_CHECKPOINTS == 0:
        plan(seal_trail)
    return line.id
