"""Proves the trail of this node unbroken, or says where it is broken first.

What it proves: every line up to the last checkpoint stands as it was when the checkpoint was signed. Lines after it
(at most a minute's, or a thousand) are held together by their hashes and the chain's head alone until the next one.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import rfc8785

from seawall.audit import checkpoints
from seawall.audit.chain import first_hash, hash_of
from seawall.audit.checkpoints import FIRST, Checkpoint, Forged, SealedChain
from seawall.audit.key import signing_key
from seawall.audit.merkle import Edge
from seawall.audit.models import ChainHead, Line, Sealed
from seawall.core.clock import stamp

Progress = Callable[[int], None]
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is wrong in one chain (or, without an agency, in the file of checkpoints)."""

    agency_id: str
    seq: int
    what: str
    line_id: str = ""

    def __str__(self) -> str:
        if not self.agency_id:
            return f"checkpoints, line {self.seq}: {self.what}"
        line = f" ({self.line_id})" if self.line_id else ""
        return f"agency {self.agency_id}, line {self.seq}{line}: {self.what}"


@dataclass(slots=True)
class Outcome:
    lines: int = 0
    chains: int = 0
    checkpoints: int = 0
    # Lines of each chain that no checkpoint covers yet.
    unsealed: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not self.faults


def verify(agency_id: str = "", *, progress: Progress = lambda count: None) -> Outcome:
    """All chains of the node, or one. Reads only; the node may go on working meanwhile."""
    outcome = Outcome()
    # Checkpoints first, heads next, lines last: each may grow while we read, and then only beyond what we ask for.
    sealed = _sealed_chains(outcome)
    for chain_of in [agency_id] if agency_id else _agencies(sealed):
        outcome.chains += 1
        fault = _Chain(chain_of, sealed.get(chain_of, []), outcome, progress).fault()
        if fault is not None:
            outcome.faults.append(fault)
    return outcome


def _agencies(sealed: dict[str, list[SealedChain]]) -> list[str]:
    """Also those of which only a head, or only a checkpoint, is left."""
    kept = ChainHead.objects.values_list("agency_id", flat=True)
    written = Line.objects.order_by().values_list("agency_id", flat=True).distinct()
    return sorted({*kept, *written, *sealed})


def _sealed_chains(outcome: Outcome) -> dict[str, list[SealedChain]]:
    found: dict[str, list[SealedChain]] = {}
    promised = max(Sealed.objects.values_list("checkpoint", flat=True), default=0)
    last = 0
    for checkpoint in _whole_file(outcome):
        last = checkpoint.n
        outcome.checkpoints += 1
        for chain in checkpoint.chains:
            found.setdefault(chain.agency, []).append(chain)
    if last < promised and outcome.whole:
        outcome.faults.append(Fault("", last + 1, f"{promised - last} checkpoints are missing at the end"))
    return found


def _whole_file(outcome: Outcome) -> Iterator[Checkpoint]:
    key = signing_key().public_key()
    n, before = 0, FIRST
    for place, line in enumerate(checkpoints.lines(), 1):
        try:
            checkpoint, digest = checkpoints.opened(line, key)
        except Forged:
            # A power cut leaves a torn line; then the next one stands on the one before it, or there is none.
            if checkpoints.is_torn(line):
                continue
            outcome.faults.append(Fault("", place, "this node's key did not sign it as it stands"))
            return
        if (checkpoint.n, checkpoint.before) != (n + 1, before):
            outcome.faults.append(Fault("", place, f"it does not follow checkpoint {n}"))
            return
        n, before = checkpoint.n, digest
        yield checkpoint


class _Chain:
    """One walk over one chain, from its first line to its head."""

    def __init__(
        self, agency_id: str, sealed: list[SealedChain], outcome: Outcome, progress: Progress
    ) -> None:
        self.agency_id, self.outcome, self.progress = agency_id, outcome, progress
        self.sealed = sorted(sealed, key=lambda chain: chain.size)
        self.edge, self.before = Edge(), first_hash(agency_id)
        self.covered = 0

    def fault(self) -> Fault | None:
        head = self._head()
        lines = Line.objects.filter(agency_id=self.agency_id, seq__lte=head[0]).order_by("seq")
        for line in lines.iterator(chunk_size=CHUNK):
            what = self._wrong_with(line) or self._wrong_with_tree(line)
            if what:
                return Fault(self.agency_id, self.edge.size + 1, what, line.id)
            self._add(line)
        self.outcome.unsealed[self.agency_id] = self.edge.size - self.covered
        return self._wrong_at_end(head)

    def _head(self) -> tuple[int, str]:
        head = ChainHead.objects.filter(agency_id=self.agency_id).first()
        return (head.seq, head.hash) if head else (0, first_hash(self.agency_id))

    def _wrong_with(self, line: Line) -> str:
        if line.seq != self.edge.size + 1:
            return f"missing; the next one kept is line {line.seq}"
        if hash_of(line.body.encode()) != line.hash:
            return "its text does not have its hash"
        said = read_body(line.body)
        if said is None:
            return "its text is not in the canonical form"
        if said["before"] != self.before:
            return "it does not stand on the line before"
        told = (
            said["id"],
            said["agency"],
            said["seq"],
            said["at"],
            said["what"],
            said["actor"]["id"],
            said["subject"],
        )
        kept = (line.id, line.agency_id, line.seq, stamp(line.at), line.what, line.actor_id, line.subject_id)
        return "" if told == kept else "what it is found by differs from what was hashed"

    def _wrong_with_tree(self, line: Line) -> str:
        """Where a checkpoint was signed, the tree must be the one it was signed for."""
        due = [chain for chain in self.sealed if chain.size == line.seq]
        if not due:
            return ""
        self.sealed = self.sealed[len(due) :]
        tree = Edge(self.edge.size, list(self.edge.peaks))
        tree.grow(line.hash)
        if any((chain.root, chain.last) != (tree.root(), line.hash) for chain in due):
            return f"this or a line since {self.covered + 1} is not what the checkpoint was signed for"
        self.covered = line.seq
        return ""

    def _add(self, line: Line) -> None:
        self.edge.grow(line.hash)
        self.before = line.hash
        self.outcome.lines += 1
        if self.outcome.lines % CHUNK == 0:
            self.progress(self.outcome.lines)

    def _wrong_at_end(self, head: tuple[int, str]) -> Fault | None:
        size = self.edge.size
        if self.sealed:
            return Fault(
                self.agency_id, size + 1, f"missing; a checkpoint covers {self.sealed[-1].size} lines"
            )
        if (size, self.before) != head:
            return Fault(self.agency_id, size + 1, f"missing; the chain's head is line {head[0]}")
        last = Line.objects.filter(agency_id=self.agency_id).order_by("-seq").first()
        if last is not None and last.seq > self._head()[0]:
            return Fault(self.agency_id, last.seq, "it lies beyond the chain's head", last.id)
        return None


KEYS = {"v", "id", "agency", "seq", "at", "what", "actor", "subject", "purpose", "facts", "before"}


def read_body(body: str) -> dict[str, Any] | None:
    """The text as values, only when these values written down again give exactly this text."""
    try:
        said = json.loads(body)
        exact = rfc8785.dumps(said).decode() == body
    except (ValueError, RecursionError):
        return None
    return said if exact and set(said) == KEYS and set(said["actor"]) == {"kind", "id"} else None
