"""Puts what was added to the chains under a signed checkpoint."""

import logging

from seawall.audit import checkpoints
from seawall.audit.chain import first_hash, linked
from seawall.audit.checkpoints import FIRST, Checkpoint, SealedChain
from seawall.audit.key import signing_key
from seawall.audit.merkle import Edge
from seawall.audit.models import ChainHead, Line, Sealed
from seawall.core.clock import now, stamp

log = logging.getLogger("seawall.audit")


def seal() -> Checkpoint | None:
    """One checkpoint over all chains that grew; None when none did. Run inside a transaction.

    The file is written before the transaction ends. If that then fails, the next checkpoint covers the same lines once
    more, which is true and harmless; the other order could promise a checkpoint that is nowhere.
    """
    grown = [chain for head in ChainHead.objects.order_by("agency_id") if (chain := _grown(head)) is not None]
    if not grown:
        return None
    key = signing_key()
    with checkpoints.alone() as file:
        number, before = _end_of(checkpoints.last_line(file))
        said = tuple(
            SealedChain(sealed.agency_id, edge.size, edge.root(), last) for sealed, edge, last in grown
        )
        checkpoint = Checkpoint(max(number, _promised()) + 1, stamp(now()), before, said)
        checkpoints.add(file, checkpoints.signed(checkpoint, key))
    for sealed, edge, _ in grown:
        sealed.size, sealed.peaks = edge.size, [peak.hex() for peak in edge.peaks]
        sealed.checkpoint = checkpoint.n
        sealed.save()
    return checkpoint


def _grown(head: ChainHead) -> tuple[Sealed, Edge, str] | None:
    sealed, _ = Sealed.objects.select_for_update().get_or_create(agency_id=head.agency_id)
    if head.seq <= sealed.size:
        return None
    edge = Edge(sealed.size, [bytes.fromhex(peak) for peak in sealed.peaks])
    before = _hash_at(head.agency_id, sealed.size)
    new = Line.objects.filter(agency_id=head.agency_id, seq__gt=sealed.size, seq__lte=head.seq).order_by(
        "seq"
    )
    for line in new.iterator():
        if line.seq != edge.size + 1 or not linked(line.body, line.hash, before):
            # Never sign what is not whole; `seawall audit verify` says what is wrong with it.
            log.error("the trail of %s is broken at line %s and is not sealed", head.agency_id, edge.size + 1)
            return None
        edge.grow(line.hash)
        before = line.hash
    return sealed, edge, before


def _hash_at(agency_id: str, seq: int) -> str:
    if seq == 0:
        return first_hash(agency_id)
    return Line.objects.filter(agency_id=agency_id, seq=seq).values_list("hash", flat=True).first() or ""


def _end_of(line: bytes | None) -> tuple[int, str]:
    if line is None:
        return 0, FIRST
    last, digest = checkpoints.opened(line, signing_key().public_key())
    return last.n, digest


def _promised() -> int:
    """Counted in the database too: if the file was cut, the numbers leave a gap and the loss stays visible."""
    return max(Sealed.objects.values_list("checkpoint", flat=True), default=0)
