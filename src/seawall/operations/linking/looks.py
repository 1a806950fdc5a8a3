"""What the worker does before links are kept, with no transaction open: it hands the accounts to the linking program and reads its pairs."""

import subprocess
import sys
from collections import defaultdict
from importlib.util import find_spec

import msgspec

from seawall.core.actors import Actor
from seawall.operations.linking.queries import accounts_to_link, answers_to_heed, identifiers_to_link
from seawall.operations.linking.rows import Known, Question
from seawall.operations.states import FoundLink, LinkState

PROGRAM = [sys.executable, "-m", "seawall.operations.linking.compare"]
# Seconds. At ten times the size of the largest ring of the past it takes a minute.
PATIENCE = 900


class LinkingFailed(RuntimeError):
    """The program ended without an answer; its own words may hold what it read, and are not repeated."""


def installed() -> bool:
    return find_spec("splink") is not None


def found_links(*, owner_id: str, search_id: str) -> list[FoundLink] | None:
    """None where the library is missing."""
    if not installed():
        return None
    actor = Actor.system(owner_id)
    identifiers: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for account_id, kind, value in identifiers_to_link(actor, search_id):
        identifiers[account_id].setdefault(kind, []).append(value.secret)
    known = [
        Known(account_id, handle.secret, identifiers[account_id])
        for account_id, handle in accounts_to_link(actor, search_id)
    ]
    same, different = (
        answers_to_heed(actor, search_id, answer) for answer in (LinkState.CONFIRMED, LinkState.REJECTED)
    )
    asked = Question(known, same, different)
    return msgspec.json.decode(compared(msgspec.json.encode(asked)), type=list[FoundLink])


def compared(asked: bytes) -> bytes:
    # Nothing of our environment: no database, no key.
    done = subprocess.run(PROGRAM, input=asked, capture_output=True, timeout=PATIENCE, env={})
    if done.returncode:
        raise LinkingFailed(f"the linking program ended with {done.returncode}")
    return done.stdout
