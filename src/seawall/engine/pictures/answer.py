"""What the sandbox's child says of a picture, as the caller reads it: checked, because a hostile file was read where it comes from."""

import numpy as np

from seawall.engine.codes import PDQ_BYTES
from seawall.engine.errors import Damaged
from seawall.engine.pictures.hashing import VARIANT_NAMES, Picture, VariedPicture
from seawall.engine.pictures.pdq import Code


def unpacked_picture(answer: bytes) -> Picture:
    """The picture of an answer of the task "picture". Errors: Damaged."""
    if len(answer) != 1 + PDQ_BYTES or answer[0] > 100:
        raise Damaged("the answer about a picture is not of the agreed form")
    return Picture(np.frombuffer(answer, np.uint8, offset=1).copy(), answer[0])


def unpacked_variants(answer: bytes) -> dict[str, Code]:
    """The codes of an answer of the task "variants", by their names. Errors: Damaged."""
    if len(answer) not in (PDQ_BYTES * len(VARIANT_NAMES), PDQ_BYTES * len(VARIANT_NAMES) // 2):
        raise Damaged("the answer about a picture's variants is not of the agreed form")
    codes = np.frombuffer(answer, np.uint8).reshape(-1, PDQ_BYTES).copy()
    return dict(zip(VARIANT_NAMES, codes, strict=False))


def unpacked_varied(answer: bytes) -> VariedPicture:
    """The answer of the task "varied": a quality, and the codes of "variants". Errors: Damaged."""
    variants = unpacked_variants(answer[1:])
    return VariedPicture(unpacked_picture(answer[: 1 + PDQ_BYTES]), variants)
