"""Why a file that was asked for holds no record, and what to do about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from seawall.cli.exporting.forms import Form
from seawall.cli.exporting.tables import KINDS
from seawall.cli.screen import shown
from seawall.material.states import RevealedItem


@dataclass(slots=True)
class Counted:
    """The items on their way into a file. `kinds`: of what there are fingerprints."""

    items: Iterable[RevealedItem]
    count: int = 0
    kinds: set[str] = field(default_factory=set)

    def __iter__(self) -> Iterator[RevealedItem]:
        for item in self.items:
            self.count += 1
            self.kinds.update(item.fingerprints)
            yield item


def why_empty(form: Form, items: Counted, name: str) -> Iterator[str]:
    """`name`: of the list, or nothing where all items were asked for."""
    if items.count:
        yield from form.told()
        yield _what_would_hold(items.kinds)
    elif name:
        yield _(
            "Nothing is shared on the list “%(name)s”. An entry is written from when a reviewer has shared it on the page of the list until it is withdrawn; not while it is only proposed or in quarantine."
        ) % {"name": shown.name(name)}
    else:
        yield _(
            "Your agency has no items, or all of them are in quarantine. seawall import brings some; so do reports and sources."
        )


def _what_would_hold(kinds: set[str]) -> str:
    words = [word for word, kind in KINDS.items() if kind in kinds]
    if not words:
        return _("None of them has a fingerprint: no format can hold them.")
    options = " ".join(f"--kind {word}" for word in words)
    return _("This would hold them: --format hash-list %(options)s") % {"options": options}
