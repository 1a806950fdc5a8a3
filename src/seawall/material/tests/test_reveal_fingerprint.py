import json

import pytest

from seawall.core.errors import Refused, StepUpNeeded
from seawall.material.actions import reveal_fingerprint
from seawall.material.states import Purpose
from seawall.material.tests.make import an_item, sha256


def test_it_shows_the_value_and_writes_down_why(first, trail):
    given = sha256()
    fingerprint = an_item(first, given).fingerprints.get()

    assert reveal_fingerprint(fingerprint, Purpose.AUTHORITY, actor=first) == given.value

    [line] = trail("material.fingerprint_revealed")
    assert json.loads(line.body)["purpose"] == "authority"
    assert given.value not in line.body


def test_it_needs_the_second_factor_again(first, trail):
    fingerprint = an_item(first).fingerprints.get()
    with pytest.raises(StepUpNeeded):
        reveal_fingerprint(fingerprint, Purpose.COMPARE, actor=first.stale())
    assert not trail("material.fingerprint_revealed")


def test_the_stranger_and_the_auditor_are_refused(first, outsider, auditor):
    fingerprint = an_item(first).fingerprints.get()
    for person in (outsider, auditor):
        with pytest.raises(Refused):
            reveal_fingerprint(fingerprint, Purpose.COMPARE, actor=person)


def test_nobody_is_refused(first):
    with pytest.raises(Refused):
        reveal_fingerprint(an_item(first).fingerprints.get(), Purpose.COMPARE, actor=None)
