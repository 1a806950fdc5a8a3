import json
from collections.abc import Iterator
from typing import Any

from seawall.audit import checkpoints
from seawall.audit.actions.record import record
from seawall.audit.key import public_pem, signing_key
from seawall.audit.models import ChainHead, Line, Sealed
from seawall.core.actions import action
from seawall.core.actors import Actor, ActorKind
from seawall.core.clock import now, stamp
from seawall.core.errors import Refused

FORMAT = 1


@action
def note_export(agency_id: str, *, actor: Actor) -> None:
    """Only the operator at the machine exports the trail; what leaves is recorded in the chain that leaves."""
    if actor.kind is not ActorKind.SYSTEM or actor.agency_id != agency_id:
        raise Refused
    record("audit.exported", actor=actor, subject=agency_id)


def export_trail(agency_id: str = "") -> Iterator[str]:
    """JSON lines for the stand-alone verifier: what it is, the checkpoints, the heads, then every line of the chains."""
    agencies = [agency_id] if agency_id else _agencies()
    for agency in agencies:
        note_export(agency, actor=Actor.system(agency))
    yield from rows_of(agencies, all_agencies=not agency_id)


def rows_of(agencies: list[str], *, all_agencies: bool) -> Iterator[str]:
    # In this order each part may grow while it is read, and then only beyond what the part before it promises.
    promised = max(Sealed.objects.values_list("checkpoint", flat=True), default=0)
    sealed = list(checkpoints.lines())
    heads = {head.agency_id: head for head in ChainHead.objects.filter(agency_id__in=agencies)}
    yield _said(
        trail=FORMAT,
        at=stamp(now()),
        agencies=agencies,
        all_agencies=all_agencies,
        checkpoints=promised,
        public_key=public_pem(signing_key()).decode(),
    )
    for line in sealed:
        yield _said(checkpoint=line.decode(errors="replace"))
    for head in heads.values():
        yield _said(head={"agency": head.agency_id, "seq": head.seq, "hash": head.hash})
    for head in heads.values():
        lines = Line.objects.filter(agency_id=head.agency_id, seq__lte=head.seq).order_by("seq")
        for body, line_hash in lines.values_list("body", "hash").iterator(chunk_size=2000):
            yield _said(body=body, hash=line_hash)


def _agencies() -> list[str]:
    return list(ChainHead.objects.order_by("agency_id").values_list("agency_id", flat=True))


def _said(**values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"
