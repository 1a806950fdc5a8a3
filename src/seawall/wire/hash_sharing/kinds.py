"""Fingerprints as Hash Sharing names them: small ones by value, large ones by the address where they lie."""

from dataclasses import dataclass, field

from seawall.wire import spelled
from seawall.wire.faults import Problem
from seawall.wire.hash_sharing.markup import Node, element

# By the word of the interface (in paths and votes), the name of the element. Large ones have hyphens, as `tmk-pdqf` has.
ELEMENTS = {
    "MD5": "md5",
    "SHA1": "sha1",
    "PDNA": "pdna",
    "PDQ": "pdq",
    "NETCLEAN": "netclean",
    "VIDENTIFIER": "videntifier",
    "TMK_PDQF": "tmk-pdqf",
    "SSVH_PDNA": "ssvh-pdna",
    "SSVH_SAFER_HASH": "ssvh-safer-hash",
}
# How PDNA and NETCLEAN are spelled is in no public source: they are kept as they come, like every kind that is not known.
CHECKED = {"MD5": "md5", "SHA1": "sha1", "PDQ": "pdq"}


def kind_of(word: str) -> str:
    """The one word for `Md5`, `MD5`, `md5`, `tmk-pdqf`, `TMK_PDQF`."""
    return word.upper().replace("-", "_")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """`element` is its name in the file; `value` is empty where `href` says the place instead, which is not to be kept for long."""

    element: str
    value: str = field(default="", repr=False)
    href: str = field(default="", repr=False)

    @property
    def kind(self) -> str:
        return kind_of(self.element)

    @classmethod
    def of(cls, kind: str, value: str) -> "Fingerprint":
        """`kind` is one of ELEMENTS."""
        return cls(ELEMENTS[kind], value)


def fingerprint_in(name: str, node: Node) -> Fingerprint | None:
    """None for an empty element, which says nothing. Errors: Malformed."""
    href = node.attribute("href") or ""
    if not node.text:
        if not node.empty:
            raise node.wrong("", Problem.UNKNOWN, "a value or an address")
        return Fingerprint(name, "", href) if href else None
    text = node.words()
    known = CHECKED.get(kind_of(name))
    value = spelled.fingerprint(known, text) if known else text
    if value is None:
        raise node.wrong("", Problem.WRONG, spelled.expected(known or ""))
    return Fingerprint(name, value, href)


def fingerprint_text(print_: Fingerprint) -> str:
    if print_.href:
        return element(print_.element, print_.value, rel="self", href=print_.href)
    return element(print_.element, print_.value)
