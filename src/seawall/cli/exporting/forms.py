"""The formats that items are written in. Reports and addresses are no items: they leave through doors of their own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from seawall.cli.exporting.case_uco import CaseUcoExport
from seawall.cli.exporting.hash_sharing import HashSharingExport
from seawall.cli.exporting.tables import HashListExport, IcseExport
from seawall.cli.exporting.vics import VicsExport
from seawall.material.states import RevealedItem


class Form(Protocol):
    """`left`: items that the format cannot hold. `told` is said at the end."""

    left: int

    def write(self, items: Iterable[RevealedItem], file: BinaryIO) -> int:
        """How many were written. Errors: ValueError for an option that the format does not have."""

    def told(self) -> Iterator[str]: ...


@dataclass(frozen=True, slots=True)
class Options:
    """`owner`: the name of the agency that writes. The others are options of one format each."""

    owner: str
    region: str
    version: str
    kinds: tuple[str, ...]
    member: int


FORMS: dict[str, Callable[[Options], Form]] = {
    "vics": lambda options: VicsExport(options.region, options.version),
    "hash-list": lambda options: HashListExport(options.kinds),
    "icse": lambda options: IcseExport(),
    "hash-sharing": lambda options: HashSharingExport(options.member, options.owner),
    "case-uco": lambda options: CaseUcoExport(options.owner),
}
