"""Lines of one chain about some records, each with the proof that it stands under a signed checkpoint: for a court that gets these and no others.

The proofs are the audit paths of RFC 6962 (section 2.1.1) over the same tree as the checkpoint's. `standalone/verify_trail.py` verifies them
without the application. What an extract cannot prove is that nothing was left out of it; the whole export can.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from seawall.audit import checkpoints
from seawall.audit.checkpoints import Forged
from seawall.audit.key import public_pem, signing_key
from seawall.audit.merkle import leaf_hash, node_hash
from seawall.audit.models import Line
from seawall.core.clock import now, stamp

FORMAT = 1


def rows_about(agency_id: str, subject_ids: Collection[str]) -> Iterator[str]:
    """JSON lines. What is newer than the last checkpoint has no path, and says so by that."""
    statement, size = _last_statement(agency_id)
    chain = Line.objects.filter(agency_id=agency_id).order_by("seq")
    tree = Levels(list(chain.filter(seq__lte=size).values_list("hash", flat=True)))
    pem = public_pem(signing_key()).decode()
    yield _said(
        extract=FORMAT, at=stamp(now()), agency=agency_id, size=size, checkpoint=statement, public_key=pem
    )
    for line in chain.filter(subject_id__in=list(subject_ids)).iterator():
        path = tree.path(line.seq - 1) if line.seq <= size else None
        yield _said(seq=line.seq, body=line.body, hash=line.hash, path=path)


class Levels:
    """The tree from its leaves upwards; a node without a neighbour goes up as it is."""

    def __init__(self, line_hashes: Sequence[str]) -> None:
        self.levels = [[leaf_hash(one) for one in line_hashes]]
        while len(self.levels[-1]) > 1:
            below = self.levels[-1]
            pairs = [node_hash(*below[at : at + 2]) for at in range(0, len(below) - 1, 2)]
            self.levels.append([*pairs, *below[len(pairs) * 2 :]])

    def path(self, place: int) -> list[str]:
        """From the leaf to the root, the neighbour at each level that has one."""
        found = []
        for level in self.levels[:-1]:
            neighbour = place ^ 1
            if neighbour < len(level):
                found.append(level[neighbour].hex())
            place //= 2
        return found


def _last_statement(agency_id: str) -> tuple[str, int]:
    """The newest checkpoint that speaks of this chain, as it was signed, and how many lines it covers."""
    key = signing_key().public_key()
    found = ("", 0)
    for line in checkpoints.lines():
        try:
            checkpoint, _hash = checkpoints.opened(line, key)
        except Forged:
            continue
        size = next((one.size for one in checkpoint.chains if one.agency == agency_id), 0)
        found = (line.decode(), size) if size else found
    return found


def _said(**values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"
