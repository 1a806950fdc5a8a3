"""What a child of the sandbox does with a picture. Imported by its server alone: it sets up the decoders for that one purpose."""

import warnings
from io import BytesIO
from typing import BinaryIO

import numpy as np
import pi_heif.options
from PIL import AvifImagePlugin, Image

from seawall.engine.pictures.hashing import codes_of_variants, picture_of, quality_and_codes
from seawall.engine.pictures.pdq import taps
from seawall.engine.pictures.read import read_picture
from seawall.engine.pictures.refusal import Unreadable
from seawall.engine.pictures.scale import LONGEST_SIDE
from seawall.engine.sandbox.registry import Declined, Limits, rehearsal, task

# 200 million pixels of a progressive JPEG, or 80 million with transparency twice, and what the decoder needs beside them.
# The decoder of HEIC cannot do without a thread of its own.
LIMITS = Limits(cpu_seconds=5, wall_seconds=15.0, memory=3 << 29, answer_bytes=1 << 12, threads=True)

# One file, one core: many children run side by side. Left alone, these two would take all cores for each file.
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
pi_heif.options.DECODE_THREADS = 1

# What a child reads before its own file comes, and the memory that most pictures need. More would cost more than it saves.
SAMPLE_SIDE = 64
ROOM = 2 << 20

# To print a warning Python opens the source file that it comes from, and a confined child opens nothing.
warnings.simplefilter("ignore")


@task("picture", limits=LIMITS)
def picture_in(file: BinaryIO) -> bytes:
    """Quality, one byte, and the code, 32. Declines with a `Reason`."""
    try:
        found = picture_of(read_picture(file))
    except Unreadable as fault:
        raise Declined(fault.reason) from fault
    return bytes([found.quality]) + found.code.tobytes()


@task("variants", limits=LIMITS)
def variants_in(file: BinaryIO) -> bytes:
    """8 or 16 codes of 32 bytes, in the order of VARIANT_NAMES. Declines with a `Reason`."""
    try:
        return codes_of_variants(read_picture(file)).tobytes()
    except Unreadable as fault:
        raise Declined(fault.reason) from fault


@task("varied", limits=LIMITS)
def varied_in(file: BinaryIO) -> bytes:
    """Both of the above from one decoding: quality, one byte, and 8 or 16 codes, of which the first is the picture's own."""
    try:
        quality, codes = quality_and_codes(read_picture(file))
    except Unreadable as fault:
        raise Declined(fault.reason) from fault
    return bytes([quality]) + codes.tobytes()


def _plain_jpeg() -> bytes:
    file = BytesIO()
    Image.new("RGB", (SAMPLE_SIDE, SAMPLE_SIDE), "grey").save(file, "JPEG")
    return file.getvalue()


SAMPLE = _plain_jpeg()


@rehearsal
def read_the_sample() -> None:
    """A small picture of our own, so that all of the way has been gone; and room that is written to and given back."""
    varied_in(BytesIO(SAMPLE))
    np.ones(ROOM, np.uint8)


# Every child inherits the weights of a large picture instead of making them anew.
taps(LONGEST_SIDE)
