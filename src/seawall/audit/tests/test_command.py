"""`seawall audit verify` and `seawall audit export`, as the operator types them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from seawall.audit.models import Line
from seawall.audit.standalone.verify_trail import main
from seawall.cli.audit import audit

pytestmark = pytest.mark.django_db


def seawall_audit(*words: str) -> Any:
    return CliRunner().invoke(audit, words)


def test_it_says_whole_and_ends_well(written: Callable[..., None]) -> None:
    written(20)
    written(5, sealed=False)
    said = seawall_audit("verify")
    assert said.exit_code == 0
    assert said.output == (
        "Whole: 25 lines in 2 chains under 1 checkpoints.\n5 lines are newer than the last checkpoint.\n"
    )


def test_it_says_where_it_is_broken_first_and_ends_badly(
    written: Callable[..., None], unguarded: None
) -> None:
    written(20)
    broken = Line.objects.get(agency_id="agc_nord", seq=3)
    Line.objects.filter(agency_id="agc_nord", seq__gte=3).update(
        body=broken.body.replace("crossed", "painted")
    )
    said = seawall_audit("verify")
    assert said.exit_code == 1
    assert said.output == f"BROKEN. agency agc_nord, line 3 ({broken.id}): its text does not have its hash.\n"
    assert seawall_audit("verify", "--agency", "agc_sud").exit_code == 0


def test_it_exports_for_the_other_verifier_and_writes_that_down(
    written: Callable[..., None], tmp_path: Path
) -> None:
    written(20)
    file = tmp_path / "trail.export"
    assert seawall_audit("export", str(file)).exit_code == 0
    assert main([str(file)]) == 0
    assert Line.objects.filter(what="audit.exported").count() == 2
    assert seawall_audit("export", str(file)).exit_code != 0, "a file that is there is never written over"
