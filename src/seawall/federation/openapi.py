"""What the interface looks like, for its OpenAPI page. It is written by wire/changes.py, and tests hold one against the other."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from seawall.core.openapi import operation

# Changes in one answer: some hundred kilobytes, read in a fraction of a second.
USUAL, MOST = 1_000, 2_000
Handling = Literal["red", "amber+strict", "amber", "green"]
Hexadecimal = Annotated[str, Meta(description="Hexadecimal digits: 64 for PDQ and SHA-256, 40, 32.")]


class FingerprintOut(Struct, forbid_unknown_fields=True):
    """`quality` belongs to PDQ: below 50 it is too little to tell pictures apart, and should not be matched."""

    kind: Literal["sha256", "sha1", "md5", "pdq"]
    value: Hexadecimal
    quality: Annotated[int, Meta(ge=0, le=100)] | None = None


class CategoryOut(Struct, forbid_unknown_fields=True):
    category: str
    version: str


class SharedOut(Struct, forbid_unknown_fields=True, tag_field="change", tag="shared"):
    """This is the entry now, and replaces what was told of it before."""

    entry: str
    handling: Handling
    disputed: bool
    categories: dict[str, CategoryOut]
    fingerprints: list[FingerprintOut]


class WithdrawnOut(Struct, forbid_unknown_fields=True, tag_field="change", tag="withdrawn"):
    """Drop it; `because` says why. What was withdrawn because it is `quarantined` may be shared again under the same id."""

    entry: str
    because: str


class ListOut(Struct, forbid_unknown_fields=True):
    """`handling`: TLP 2.0, how far it may be passed on; an entry may be stricter. `radius`: up to how many differing bits PDQ is
    near on this list. `stance`: harmless for lists of known harmless material. `until`: the agreement's last day."""

    id: str
    name: str
    handling: Handling
    purpose: str
    radius: int
    stance: Literal["known", "harmless"]
    since: str
    until: str


class ListsOut(Struct, forbid_unknown_fields=True):
    lists: list[ListOut]


class ChangesOut(Struct, forbid_unknown_fields=True):
    """`cursor`: send it with the next call, and store the page only if the cursor you have stored is still the one it was asked with. `more`:
    there are later changes already; otherwise ask again after a minute or so."""

    changes: list[SharedOut | WithdrawnOut]
    cursor: str
    more: bool
    list: ListOut


REFUSALS = {
    "401": "No access key, or one that is unknown, expired or revoked.",
    "403": "The key does not pull lists.",
    "429": "A limit is reached; `Retry-After` says in how many seconds it is renewed.",
    "503": "The node cannot keep its trail at the moment, so nothing is given.",
}
OF_ONE = {
    **REFUSALS,
    "304": "Nothing is new since the answer with this `ETag`.",
    "404": "There is no such list for this key: unknown, of others, or without an agreement that runs. They are not told apart.",
    "410": "The node's records were put back to an earlier day. Begin anew, without a cursor; what the new run has not shared by its end, drop.",
    "422": "The cursor is not one of this list, or the limit is not a number from 1 to 2000.",
}
LISTS = operation(ListsOut, REFUSALS)
CHANGES = {
    **operation(ChangesOut, dict(sorted(OF_ONE.items()))),
    "parameters": [
        {
            "name": "cursor",
            "in": "query",
            "description": "From the answer before; left out to begin.",
            "schema": {"type": "string", "maxLength": 500},
        },
        {
            "name": "limit",
            "in": "query",
            "description": "Changes in one answer, at most.",
            "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
        },
        {"name": "If-None-Match", "in": "header", "schema": {"type": "string"}},
    ],
}
