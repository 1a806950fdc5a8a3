import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from django.db import DatabaseError, connection

from seawall.audit.appending import PREFIX, Dated, append
from seawall.audit.chain import Deed, Fact
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused, TrailUnwritable
from seawall.core.ids import new_ids

# A code or an id: no space (a sentence, a name), no @ (an account), no "://" (an address), and no fingerprint.
CODE = re.compile(r"[\w.:+/,=-]{0,64}")
ADDRESS = "://"
DIGEST_LETTERS = 32
DIGEST = re.compile(rf"[0-9a-f]{{{DIGEST_LETTERS}}}", re.IGNORECASE)


class HasId(Protocol):
    id: str


def record(what: str, *, actor: Actor, subject: HasId | str, purpose: str = "", **facts: Fact) -> str:
    """Write one line of the actor's agency's chain, within the deed's transaction; the line's id comes back.

    If the line cannot be written the deed must not happen and nothing may be shown: the error rolls both back.
    """
    subject_id = subject if isinstance(subject, str) else subject.id
    return record_each(what, [(subject_id, facts)], actor=actor, purpose=purpose)[0]


def record_each(
    what: str, subjects: Sequence[tuple[str, Mapping[str, Fact]]], *, actor: Actor, purpose: str = ""
) -> list[str]:
    """As `record`, a line for each of these ids with its facts: a deed that is done to hundreds of records at a time."""
    if not actor.agency_id:
        raise Refused
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside an action's transaction")
    for _subject, facts in subjects:
        must_be_harmless(facts)
    moment, kind = clock.now(), str(actor.kind)
    lines = [
        Dated(Deed(actor.agency_id, what, kind, actor.id, subject_id, purpose, facts), line_id, moment)
        for (subject_id, facts), line_id in zip(subjects, new_ids(PREFIX, len(subjects)), strict=True)
    ]
    if lines:
        try:
            append(actor.agency_id, lines)
        except DatabaseError as error:
            raise TrailUnwritable from error
    return [line.line_id for line in lines]


def must_be_harmless(facts: Mapping[str, Fact]) -> None:
    """The trail is read by many and kept for years; what it does not hold it cannot give away."""
    for name, fact in facts.items():
        for text in fact if isinstance(fact, list) else [fact]:
            if isinstance(text, str) and not _is_harmless(text):
                raise ValueError(f"The fact {name!r} is neither an id nor a code nor a count.")


def _is_harmless(text: str) -> bool:
    if ADDRESS in text or not CODE.fullmatch(text):
        return False
    return len(text) < DIGEST_LETTERS or not DIGEST.search(text)
