"""Broken files: nothing but `Malformed` comes out, and soon."""

from io import BytesIO

import pytest

from seawall.wire.tests.spoiling import survives
from seawall.wire.vics import open_vics
from seawall.wire.vics.tests.files import CASE, CONTEXT, CONTEXT_13, RECORD, hash_set, text

SEEDS = (
    hash_set(RECORD, RECORD, RECORD),
    hash_set(RECORD, context=CONTEXT_13 + "Media"),
    text({"@odata.context": CONTEXT + "Cases", "value": [{**CASE, "Media": [RECORD, RECORD]}]}),
)


@pytest.mark.slow
def test_nothing_breaks_the_reader() -> None:
    survives(lambda data: list(open_vics(BytesIO(data))), SEEDS)
