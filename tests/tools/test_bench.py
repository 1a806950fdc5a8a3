"""What was measured stays, though the measuring ends early."""

import sys
from pathlib import Path

import pytest

from tools import bench

EARLY = f"print('one'); print('{bench.SO_FAR}'); print('two'); print('{bench.SO_FAR}'); print('half'); raise SystemExit(1)"


def test_what_was_whole_stays_when_a_bench_ends_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "figures.md"
    page.write_text(
        "# Figures\n\n<!-- ring -->\nold\n<!-- /ring -->\n\n<!-- vics -->\nothers\n<!-- /vics -->\n"
    )
    monkeypatch.setattr(bench, "FIGURES", page)
    with pytest.raises(SystemExit, match="ring ended with 1"):
        bench.measure("ring", [sys.executable, "-c", EARLY])
    told = page.read_text()
    assert "<!-- ring -->\ntwo\n" in told and "others" in told
    assert not [word for word in ("old", "one", "half") if word in told.split()]
    bench.measure("ring", [sys.executable, "-c", "print('whole')"])
    assert "<!-- ring -->\nwhole\n" in page.read_text()
