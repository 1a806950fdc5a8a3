"""A VICS hash set or case: its records become items, and what the source says of them is noted as its word."""

from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from seawall.cli.importing.records import Each, Found, Numbered, Wish
from seawall.material.states import Source, arrival_of
from seawall.wire.faults import Fault
from seawall.wire.vics import VicsFile, category_names, open_vics


def open_vics_file(file: BinaryIO, wish: Wish) -> Found:
    """A hash set does not say whose word its categories are, a case names its organisation."""
    found = open_vics(file)
    region = f":{found.region}" if found.region else ""
    name = wish.word_of(found.case.organization if found.case else "")
    return Found(Source(name, f"vics-{found.version}{region}"), _each(found), lambda: _ending(found))


def _each(found: VicsFile) -> Each:
    for each in found:
        yield each if isinstance(each, Fault) else Numbered(found.records, arrival_of(each))


def _ending(found: VicsFile) -> Iterator[str]:
    if not category_names(found.region):
        yield _(
            "What the category numbers of this region mean is not public: they were kept as numbers of their source."
        )
