"""Search over all that the viewer may see. What was typed is used to look, shown masked, and kept nowhere.

Each domain finds its own records for the viewer and refuses whoever has no business there; the desk puts the shelves beside one another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.fernet import InvalidToken
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import SHAPE
from seawall.core.keys import seal, unseal
from seawall.core.masked import Masked, MaskedFingerprint, MaskedUrl
from seawall.core.neutral_codes import as_written, kind_in
from seawall.core.web_addresses import NotAnAddress, parse_address
from seawall.desk.searching.shelves import SHELVES, Found, Records, Shelf

# Of each shelf beside the others, and of one shelf alone.
FEW, MANY = 5, 50
# Counted to here; who finds more needs another question.
COUNTED = 1000
PURPOSE = "desk.search"

KINDS: dict[str, Promise] = {
    "id": _("an id"),
    "code": _("a code"),
    "address": _("a web address"),
    "word": _("a name or a word"),
    "thing": _("an account, a fingerprint or a number"),
}


@dataclass(frozen=True)
class Group:
    """What one shelf has. `count` is None where there is more than anybody counts."""

    shelf: Shelf
    rows: Sequence[Found]
    count: int | None
    page: int = 1
    further: bool = False


@dataclass(frozen=True)
class Answer:
    """`kind` is what the text was taken for, and all that the trail learns of it. `sealed` is the text for the next page."""

    kind: str
    shown: str
    sealed: str
    groups: Sequence[Group]

    @property
    def hits(self) -> int:
        return sum(COUNTED if group.count is None else group.count for group in self.groups)

    @property
    def only(self) -> Found | None:
        """The one record that a code or an id names."""
        found = [row for group in self.groups for row in group.rows]
        return found[0] if len(found) == 1 and self.kind in ("id", "code") else None


def look_for(text: str, actor: Actor) -> Answer:
    groups = (_group(shelf, text, actor) for shelf in SHELVES)
    return _answer(text, [group for group in groups if group and group.rows])


def look_on(code: str, text: str, actor: Actor, page: int) -> Answer:
    """One shelf in whole, page by page."""
    shelf = next((one for one in SHELVES if one.code == code), None)
    group = _group(shelf, text, actor, page=page) if shelf else None
    if group is None:
        raise NotFound
    return _answer(text, [group])


def _answer(text: str, groups: Sequence[Group]) -> Answer:
    kind, shown = kind_of(text)
    return Answer(kind, shown, seal(PURPOSE, text), groups)


def opened(sealed: str) -> str:
    """The text of an earlier page; empty when somebody has changed it on the way."""
    try:
        return unseal(PURPOSE, sealed)
    except (InvalidToken, UnicodeError):
        return ""


def _group(shelf: Shelf, text: str, actor: Actor, page: int = 0) -> Group | None:
    """None where the viewer has no business on this shelf. Without a page the first few."""
    try:
        found = _in_order(shelf.find(actor, text))
    except Refused:
        return None
    size = MANY if page else FEW
    start = size * (max(page, 1) - 1)
    records = list(found[start : start + size + 1])
    rows = [shelf.tell(record) for record in records[:size]]
    further = len(records) > size
    count = _count(found) if further or start else len(rows)
    return Group(shelf, rows, count, max(page, 1), further)


def _in_order(found: Records) -> Records:
    """As the domain gives it; else as it came, so that no row slips between two pages."""
    return found.order_by("pk") if isinstance(found, QuerySet) and not found.ordered else found


def _count(found: Records) -> int | None:
    some = found[: COUNTED + 1]
    number = some.count() if isinstance(some, QuerySet) else len(some)
    return None if number > COUNTED else number


def kind_of(text: str) -> tuple[str, str]:
    """What the text is, and how it may be shown again: an id and a code as they are, everything else masked."""
    if SHAPE.fullmatch(text):
        return "id", text
    if kind_in(text):
        return "code", as_written(text)
    address = _address_in(text)
    if address is not None:
        return "address", str(address)
    is_word = text.replace(" ", "").replace("-", "").isalpha()
    return "word" if is_word else "thing", str(MaskedFingerprint(text))


def _address_in(text: str) -> Masked | None:
    """A text with a slash or a dot in it that parses as an address. A bare name is looked for as a word, and an e-mail address is none."""
    if "/" not in text and ("." not in text or "@" in text):
        return None
    try:
        return MaskedUrl(parse_address(text).url)
    except NotAnAddress:
        return None
