"""What a machine asks, read from JSON: quickly when all is well, and one by one to name what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

import msgspec
import numpy as np
from django.utils.translation import gettext_lazy as _
from msgspec import Meta, Struct

from seawall.core.errors import Invalid
from seawall.material.matching.asked import Asked
from seawall.material.states import HEX_LETTERS, FingerprintKind, GivenFingerprint

MOST_FINGERPRINTS = 10_000
# Some more than so many fingerprints take, with names, quotes and blanks.
MOST_BYTES = 2_000_000
# Of the wrong ones so many are named: whoever sends more has another trouble.
MOST_WRONG = 100
MOST_LISTS = 100


UNREAD = _("The call cannot be read: `fields` says what is wrong. Nothing was searched or counted.")
# The values of FingerprintKind, as a type that msgspec checks while it reads.
Kind = Literal["sha256", "sha1", "md5", "pdq"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class GivenIn(Struct, gc=False):
    """One fingerprint. `quality` belongs to PDQ and to nothing else; below 50 it is not searched."""

    kind: Kind
    value: Annotated[
        str, Meta(max_length=80, description="Hexadecimal digits: 64 for PDQ and SHA-256, 40, 32.")
    ]
    quality: Annotated[int, Meta(ge=0, le=100)] | None = None


class CallIn(Struct):
    """`lists`: only these of the lists that the key may ask; all of them where it is left out."""

    fingerprints: Annotated[list[GivenIn], Meta(min_length=1, max_length=MOST_FINGERPRINTS)]
    lists: Annotated[list[str], Meta(min_length=1, max_length=MOST_LISTS)] | None = None


class Wrong(Invalid):
    """Each wrong fingerprint by its place, with the sentence that mends it. No value: answers are kept in logs."""

    message = _(
        "Some fingerprints cannot be read. Nothing was searched or counted; send the call again without them."
    )

    def __init__(self, wrong: Sequence[tuple[int, str]]) -> None:
        super().__init__({})
        self.more = {"wrong": [{"position": place, "why": why} for place, why in wrong]}


@dataclass(frozen=True)
class Questions:
    """A call. A question's number is the first place at which its fingerprint stands; asked twice, it is one question."""

    given: Sequence[GivenIn]
    asked: tuple[Asked, ...]
    lists: tuple[str, ...] | None

    @property
    def distinct(self) -> int:
        return sum(len(asked.codes) for asked in self.asked)

    def value(self, question: int) -> str:
        return self.given[question].value.lower()


_reader = msgspec.json.Decoder(CallIn)


def read(body: bytes) -> Questions:
    """Raises `Wrong` for fingerprints, `Invalid` for everything around them."""
    try:
        call = _reader.decode(body)
        return _questions(call.fingerprints, call.lists)
    except (msgspec.ValidationError, ValueError, RecursionError):
        # Once more, slowly: what is wrong is named by its place, and what is only unusual is read all the same.
        return _slowly(body)


def _questions(given: Sequence[GivenIn], lists: list[str] | None) -> Questions:
    """Raises `ValueError` when a value is not of its kind."""
    kinds = {one.kind for one in given}
    asked = tuple(
        _asked(kind, *_of_kind(kind, given, alone=len(kinds) == 1)) for kind in KINDS if kind in kinds
    )
    return Questions(given, asked, None if lists is None else tuple(lists))


def _of_kind(kind: Kind, given: Sequence[GivenIn], *, alone: bool) -> tuple[Sequence[int], Sequence[GivenIn]]:
    """Their places, and they themselves; each value once, with the best quality that is given for it."""
    places = range(len(given)) if alone else [place for place, one in enumerate(given) if one.kind == kind]
    mine = given if alone else [given[place] for place in places]
    if _all_differ([one.value for one in mine]):
        return places, mine
    best: dict[str, tuple[int, GivenIn]] = {}
    for place, one in zip(places, mine, strict=True):
        first, known = best.get(one.value.lower(), (place, one))
        best[one.value.lower()] = (first, max(known, one, key=lambda each: each.quality or 0))
    return [place for place, _one in best.values()], [one for _place, one in best.values()]


def _all_differ(values: Sequence[str]) -> bool:
    joined = "".join(values)
    same_case = values if joined.lower() == joined else [value.lower() for value in values]
    return len(set(same_case)) == len(values)


def _asked(kind: Kind, places: Sequence[int], mine: Sequence[GivenIn]) -> Asked:
    width = HEX_LETTERS[FingerprintKind(kind)] // 2
    values, quality = [one.value for one in mine], [one.quality for one in mine]
    if (
        set(map(len, values)) != {2 * width}
        or (kind == "pdq") == (None in quality)
        or (kind != "pdq" and any(quality))
    ):
        raise ValueError
    # `fromhex` skips blanks; with each value of the right length, a blank makes the whole too short.
    codes = np.frombuffer(bytes.fromhex("".join(values)), np.uint8)
    if len(codes) != len(values) * width:
        raise ValueError
    return Asked(
        FingerprintKind(kind),
        codes.reshape(len(values), width),
        np.fromiter(places, np.int64, len(values)),
        np.array(quality, np.uint8) if kind == "pdq" else None,
    )


def _slowly(body: bytes) -> Questions:
    call = _object(body)
    given = call.get("fingerprints")
    if not isinstance(given, list) or not 1 <= len(given) <= MOST_FINGERPRINTS:
        raise Invalid({"fingerprints": _("A list of 1 to 10,000 fingerprints is needed.")}, UNREAD)
    lists = call.get("lists")
    if lists is not None and not _are_texts(lists):
        raise Invalid({"lists": _("A list of 1 to 100 ids of lists is needed, or nothing.")}, UNREAD)
    found = [_one(raw) for raw in given]
    wrong = [(place, one) for place, one in enumerate(found) if isinstance(one, str)]
    if wrong:
        raise Wrong(wrong[:MOST_WRONG])
    return _questions([one for one in found if isinstance(one, GivenIn)], lists)


def _object(body: bytes) -> dict[str, Any]:
    try:
        call = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        call = None
    except RecursionError:
        raise Invalid({}, _("The body is nested deeper than a call is.")) from None
    if not isinstance(call, dict):
        raise Invalid({}, _("The body is not a JSON object in UTF-8."))
    return call


def _are_texts(lists: Any) -> bool:
    return (
        isinstance(lists, list)
        and 1 <= len(lists) <= MOST_LISTS
        and all(isinstance(one, str) and len(one) <= 30 for one in lists)
    )


def _one(raw: Any) -> GivenIn | str:
    """The fingerprint, or the sentence that says what is wrong with it."""
    if not isinstance(raw, dict) or not all(isinstance(raw.get(name), str) for name in ("kind", "value")):
        return str(_("A fingerprint is an object with the texts `kind` and `value`."))
    quality = raw.get("quality")
    if quality is not None and (not isinstance(quality, int) or isinstance(quality, bool)):
        return str(_("The quality is a whole number from 0 to 100."))
    try:
        checked = GivenFingerprint.read(raw["kind"], raw["value"], quality)
        return GivenIn(KINDS[KINDS.index(checked.kind.value)], checked.value, quality)
    except Invalid as error:
        return " ".join(str(sentence) for sentence in error.fields.values())
