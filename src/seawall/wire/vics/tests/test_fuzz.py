"""Broken files: nothing but `Malformed` comes out, and soon; and the fast way of reading says what the slow one says."""

from io import BytesIO

import pytest

from seawall.wire.faults import Malformed
from seawall.wire.tests.spoiling import survives
from seawall.wire.vics import listed, open_vics
from seawall.wire.vics.tests.files import CASE, CONTEXT, CONTEXT_13, RECORD, hash_set, text

SEEDS = (
    hash_set(RECORD, RECORD, RECORD),
    hash_set(RECORD, context=CONTEXT_13 + "Media"),
    text({"@odata.context": CONTEXT + "Cases", "value": [{**CASE, "Media": [RECORD, RECORD]}]}),
)


@pytest.mark.slow
def test_nothing_breaks_the_reader() -> None:
    survives(lambda data: list(open_vics(BytesIO(data))), SEEDS, sharing=2)


def cut_at_once(_text: str, _place: int) -> tuple[object, int]:
    raise ValueError


def read(data: bytes) -> list[object]:
    found: list[object] = []
    try:
        for each in open_vics(BytesIO(data)):
            found.append(each)
    except Malformed as malformed:
        found.append(malformed.fault)
    return found


@pytest.mark.slow
def test_a_record_that_is_read_in_one_go_is_what_the_tokens_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """The two ways of reading are two implementations: nobody may be able to tell which one was gone."""

    def both(data: bytes) -> None:
        found = read(data)
        with monkeypatch.context() as patched:
            patched.setattr(listed, "scanned", cut_at_once)
            assert read(data) == found

    survives(both, SEEDS, sharing=2)
