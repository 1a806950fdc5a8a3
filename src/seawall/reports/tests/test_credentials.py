"""What lets us in elsewhere stays readable when the records change, and is nothing to a node with another secret."""

from seawall.reports import inbox_credentials
from seawall.reports.forwarding import credentials as tipline_credentials

GIVEN = {"user": "unit", "password": "red-cup-7"}


def test_what_is_sealed_for_one_purpose_opens_for_no_other() -> None:
    kept = inbox_credentials.sealed(GIVEN)
    assert inbox_credentials.opened(kept) == GIVEN and "red-cup" not in kept
    assert tipline_credentials.opened(kept) == {}
    assert inbox_credentials.opened("") == {}
