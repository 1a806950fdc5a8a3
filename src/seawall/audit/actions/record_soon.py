import msgspec

from seawall.audit.actions.record import HasId, must_be_harmless
from seawall.audit.appending import Dated
from seawall.audit.chain import Deed, Fact
from seawall.audit.spool import Spool
from seawall.core.actors import Actor
from seawall.core.errors import Refused

_spool = Spool()


def record_soon(what: str, *, actor: Actor, subject: HasId | str, purpose: str = "", **facts: Fact) -> str:
    """Keep one line for the actor's agency's chain, on the disk and without the database; the line's id comes back.

    For looks through a door where a transaction for each would be most of the work; every deed that changes something
    uses `record`. The line enters the chain within a second or so, with the time of now. Raises `TrailUnwritable`:
    then nothing may be shown.
    """
    if not actor.agency_id:
        raise Refused
    must_be_harmless(facts)
    subject_id = subject if isinstance(subject, str) else subject.id
    line = Dated(Deed(actor.agency_id, what, str(actor.kind), actor.id, subject_id, purpose, facts))
    _spool.keep(msgspec.json.encode(line))
    return line.line_id
