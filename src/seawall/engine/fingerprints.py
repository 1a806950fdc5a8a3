"""The fingerprints of a file: exact hashes always, the near one where there is a picture."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from seawall.engine.digests import Digests, digests_of
from seawall.engine.errors import Damaged
from seawall.engine.nothashable import NotHashable, Reason, not_hashable, refused
from seawall.engine.pictures.answer import unpacked_picture, unpacked_variants, unpacked_varied
from seawall.engine.pictures.hashing import Picture, VariedPicture
from seawall.engine.pictures.pdq import Code
from seawall.engine.sandbox import Refusal, Sandbox, default, readable
from seawall.engine.sandbox.files import Source

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprints:
    """`digests`: md5, sha1, sha256 and the size of the bytes. `picture`: PDQ uint8[32] and quality, or why there is none."""

    digests: Digests
    picture: Picture | NotHashable


def fingerprint(source: Source, *, sandbox: Sandbox | None = None) -> Fingerprints:
    """The fingerprints of a path, of bytes, or of a binary stream from where it stands.

    The hashes are made here in one pass while the picture is decoded in the sandbox (the process-wide one if none is given). A file that
    is no picture, or cannot be decoded, has a `NotHashable` with a `Reason` and its sentence.
    Errors: OSError of reading; BadInput for what is not a file; Unconfined where the system cannot confine a decoder.
    """
    with readable(source) as fd:
        digests = cache(lambda: digests_of(fd))
        answer = (sandbox or default()).run("picture", fd, meanwhile=digests)
        return Fingerprints(digests(), _found(answer, unpacked_picture))


def variants(source: Source, *, sandbox: Sandbox | None = None) -> dict[str, Code] | NotHashable:
    """Codes to ask for beside the one: uint8[32] by name, of the eight turns, and of the eight turns without bars if there are any.

    For questions only: what is stored is what is shown. Arguments and errors are those of `fingerprint`.
    """
    with readable(source) as fd:
        answer = (sandbox or default()).run("variants", fd)
    return _found(answer, unpacked_variants)


def varied_picture_in(
    fd: int, sandbox: Sandbox, meanwhile: Callable[[], object]
) -> VariedPicture | NotHashable:
    """The picture of the file behind a descriptor with its variants, decoded once. Errors: Unconfined, and what `meanwhile` raises."""
    return _found(sandbox.run("varied", fd, meanwhile=meanwhile), unpacked_varied)


def _found(answer: bytes | Refusal, unpacked: Callable[[bytes], Found]) -> Found | NotHashable:
    if isinstance(answer, Refusal):
        return refused(answer)
    try:
        return unpacked(answer)
    except Damaged:
        return not_hashable(Reason.ANSWER)
