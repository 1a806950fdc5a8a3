"""How a rate is written."""

import pytest

from seawall.mistakes.drawing import per_cent


@pytest.mark.parametrize(
    ("share", "written"), [(0.0, "0.0 %"), (1 / 59, "1.7 %"), (1 / 3, "33.3 %"), (1.0, "100.0 %")]
)
def test_a_share_is_rounded_and_not_cut_off(share: float, written: str) -> None:
    assert per_cent(share) == written
