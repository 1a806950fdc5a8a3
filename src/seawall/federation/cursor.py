"""Where a receiver goes on, as a text that tells it nothing: how much else happens at a node is nobody's business."""

from cryptography.fernet import InvalidToken
from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid
from seawall.core.keys import digest, seal, unseal
from seawall.federation.models import Agreement
from seawall.material.queries import BEGINNING, Place

PURPOSE = "federation.cursor"
LONGEST = 500


def cursor_of(agreement: Agreement, place: Place) -> str:
    return seal(PURPOSE, f"{agreement.list_id} {place.turn} {place.entry_id} {_receiver_of(agreement)}")


def place_of(agreement: Agreement, cursor: str) -> Place:
    """Raises `Invalid` for what this node did not write, or wrote for another list or receiver."""
    if not cursor:
        return BEGINNING
    try:
        list_id, turn, entry_id, receiver = unseal(PURPOSE, cursor[:LONGEST]).split(" ")
    except (InvalidToken, ValueError) as error:
        raise _wrong() from error
    if (list_id, receiver) != (agreement.list_id, _receiver_of(agreement)):
        raise _wrong()
    return Place(int(turn), entry_id)


def _receiver_of(agreement: Agreement) -> str:
    """Short, however long its name is: a cursor travels in an address."""
    return digest(PURPOSE, agreement.holder)[:16]


def _wrong() -> Invalid:
    return Invalid(
        {"cursor": _("This is no cursor that this node gave for this list. Leave it out to begin anew.")}
    )
