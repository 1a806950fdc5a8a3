"""What a receiver is told of a list: one page of its changes, in their order, in the shape of wire/changes.py."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from seawall.core.keys import digest
from seawall.federation.actions.note_pull import Pulled
from seawall.federation.cursor import cursor_of
from seawall.federation.models import Agreement
from seawall.federation.states import stricter
from seawall.material.queries import Change, Changes
from seawall.wire import changes as wire
from seawall.wire.listed import Entry


def head_of(agreement: Agreement) -> wire.Head:
    return wire.Head(
        id=agreement.list_id,
        name=agreement.list.name,
        handling=agreement.handling,
        purpose=agreement.purpose,
        radius=agreement.list.radius,
        stance=agreement.list.stance,
        since=agreement.begins_on,
        until=agreement.ends_on,
    )


def lists_out(agreements: list[Agreement]) -> dict[str, Any]:
    return {"lists": [wire.head_document(head_of(agreement)) for agreement in agreements]}


def changes_out(agreement: Agreement, page: Changes, cursor: str) -> bytes:
    """With nothing new the receiver keeps the cursor that it came with."""
    reached = cursor_of(agreement, page.changes[-1].place) if page.changes else cursor
    told = tuple(_told(agreement, change) for change in page.changes)
    file = BytesIO()
    wire.write_page(wire.Page(head_of(agreement), reached, page.more, told), file)
    return file.getvalue()


def _told(agreement: Agreement, change: Change) -> wire.Change:
    if change.entry is None:
        return wire.Change(change.place.entry_id, None, change.because)
    return wire.Change(change.place.entry_id, _as_agreed(agreement, change.entry))


def _as_agreed(agreement: Agreement, entry: Entry) -> Entry:
    return replace(entry, handling=stricter(agreement.handling, entry.handling).value)


def pulled_in(changes: tuple[Change, ...]) -> Pulled:
    if not changes:
        return Pulled()
    withdrawn = sum(change.entry is None for change in changes)
    return Pulled(len(changes), withdrawn, changes[0].place.turn, changes[-1].place.turn)


def etag_of(agreement: Agreement, latest: int, cursor: str, limit: int) -> str:
    """The same for as long as the answer to the same question is the same. Keyed: it tells nobody a number."""
    said = (agreement.id, agreement.list.turn, latest, cursor, limit)
    return f'"{digest("federation.etag", repr(said))[:32]}"'
