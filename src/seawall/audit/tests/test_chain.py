"""A line has the bytes of RFC 8785, whoever writes them."""

from datetime import UTC, datetime
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from seawall.audit.chain import Deed
from seawall.core.clock import stamp

AT = datetime(2026, 1, 2, tzinfo=UTC)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
facts = st.none() | st.booleans() | texts | st.integers(-(2**53) + 1, 2**53 - 1) | st.lists(texts, max_size=4)


def body(said: dict[str, Any], purpose: str = "") -> bytes:
    deed = Deed("agn_1", "tests.done", "staff", "stf_1", "itm_1", purpose, said)
    return deed.body(line_id="evt_1", seq=7, at=AT, before="a" * 64)


@given(st.dictionaries(texts, facts, max_size=5), texts)
def test_it_is_what_the_library_writes(said: dict[str, Any], purpose: str) -> None:
    document = {
        "v": 1,
        "id": "evt_1",
        "agency": "agn_1",
        "seq": 7,
        "at": stamp(AT),
        "what": "tests.done",
        "actor": {"kind": "staff", "id": "stf_1"},
        "subject": "itm_1",
        "purpose": purpose,
        "facts": said,
        "before": "a" * 64,
    }
    assert body(said, purpose) == rfc8785.dumps(document)


@pytest.mark.parametrize("number", [2**53, -(2**53), 2**80])
def test_a_number_that_is_not_exact_in_json_is_refused(number: int) -> None:
    with pytest.raises(rfc8785.IntegerDomainError):
        body({"count": number})
