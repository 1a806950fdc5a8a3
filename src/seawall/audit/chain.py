"""How a line is written and hashed: canonical JSON (RFC 8785), SHA-256, each line holding the hash before it.

The stand-alone verifier implements the same format a second time; change both or neither, with a new version.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import rfc8785

from seawall.core.clock import stamp

FORMAT = 1
Fact = str | int | bool | None | list[str]


def first_hash(agency_id: str) -> str:
    """What the first line of an agency's chain stands on."""
    return hashlib.sha256(f"seawall trail {FORMAT} {agency_id}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Deed:
    agency_id: str
    what: str
    actor_kind: str
    actor_id: str
    subject_id: str
    purpose: str
    facts: Mapping[str, Fact]

    def body(self, *, line_id: str, seq: int, at: datetime, before: str) -> bytes:
        return rfc8785.dumps(
            {
                "v": FORMAT,
                "id": line_id,
                "agency": self.agency_id,
                "seq": seq,
                "at": stamp(at),
                "what": self.what,
                "actor": {"kind": self.actor_kind, "id": self.actor_id},
                "subject": self.subject_id,
                "purpose": self.purpose,
                "facts": dict(self.facts),
                "before": before,
            }
        )


def hash_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def linked(body: str, line_hash: str, before: str) -> bool:
    """The line's text has this hash and stands on the line before."""
    return hash_of(body.encode()) == line_hash and json.loads(body).get("before") == before
