"""`seawall import` of a partner's table of reports."""

from pathlib import Path
from typing import Any

import pytest

from seawall.cli.import_ import import_
from seawall.material.offline.tests.folders import said
from seawall.reports.models import Report, Submission
from seawall.wire.recognise import REPORT_TABLE, format_of

TABLE = b"\xef\xbb\xbfReference;About;URLs;Danger;Test\r\n1;pictures;https://pictures.example/1;now;\r\n2;other;nowhere;;\r\n3;other;https://a.example;;WAHR\r\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "partner.csv"
    path.write_bytes(TABLE)
    return path


def test_it_is_taken_after_a_look_and_again_without_harm(file: Path, mara: Any, tmp_path: Path) -> None:
    words = (file, "--as", mara.email, "--partner", "Example Hosting")
    dry = said(import_, *words, "--dry-run")
    assert "Nothing was changed" in dry.stdout and not Submission.objects.exists() and dry.returncode == 3

    refused = tmp_path / "refused.csv"
    taken = said(import_, *words, "--refused", refused)
    assert taken.returncode == 3 and "in danger now" in taken.stdout and "line 3: urls" in taken.stdout
    assert "nowhere" not in taken.stdout
    assert Report.objects.get().channel == "partner" and Submission.objects.count() == 2
    assert refused.stat().st_mode & 0o777 == 0o600 and b"nowhere" in refused.read_bytes()

    again = said(import_, *words, "--refused", refused)
    assert again.returncode == 1 and "is there already" in again.stderr
    assert Submission.objects.count() == 2


def test_without_a_partner_or_the_duty_nothing_is_taken(file: Path, mara: Any, ada: Any) -> None:
    assert "--partner" in said(import_, file, "--as", mara.email).stderr
    assert said(import_, file, "--as", ada.email, "--partner", "Example Hosting").returncode == 1
    assert not Submission.objects.exists()


def test_a_spoiled_table_is_taken_not_at_all(file: Path, mara: Any) -> None:
    file.write_bytes(TABLE + b'"cut;')
    told = said(import_, file, "--as", mara.email, "--partner", "Example Hosting")
    assert told.returncode == 1 and "quotation mark" in told.stderr and not Submission.objects.exists()


def test_it_is_known_by_its_columns() -> None:
    assert format_of(TABLE) == REPORT_TABLE
    assert format_of(b'"about"\t"reference"\n') == REPORT_TABLE
