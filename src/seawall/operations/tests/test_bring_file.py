"""`seawall import --site`: a table of accounts that is a file, read as the page reads what is pasted."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from seawall.cli.import_ import import_
from seawall.core.actors import Actor
from seawall.core.jobs import settle
from seawall.material.offline.tests.folders import Said, said
from seawall.operations.actions import take_table
from seawall.operations.models import Account, AccountTable, Site
from seawall.operations.tests.make import a_site, mapped
from seawall.people.models import Staff

NAMES, RED = ["handle", "email"], ["red_cup", "red@post.example"]


@pytest.fixture
def site(lead: Actor) -> Site:
    return a_site(lead)


def brought(file: Path, site: str, actor: Actor, *words: str) -> Said:
    person = Staff.objects.get(pk=actor.id)
    return said(import_, file, "--site", site, "--as", person.email, *words)


def workbook(folder: Path, *rows: list[str]) -> Path:
    book, file = Workbook(), folder / "members.xlsx"
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file


def test_a_workbook_becomes_accounts(tmp_path: Path, site: Site, lead: Actor) -> None:
    done = brought(workbook(tmp_path, NAMES, RED, ["blue_kite"]), site.id, lead)
    table = AccountTable.objects.get()
    assert done.returncode == 0 and "2  rows" in done.stdout and table.id in done.stdout, done
    assert not Account.objects.exists()
    assert table.columns == ["handle", "email"]
    take_table(mapped(table, lead), actor=lead)
    settle()
    assert Account.objects.count() == 2


def test_a_file_of_text_is_what_is_pasted(tmp_path: Path, site: Site, lead: Actor) -> None:
    file = tmp_path / "members.csv"
    file.write_bytes("handle;email\nred_cup;red@post.example\n".encode("utf-16"))
    assert brought(file, site.id, lead).returncode == 0
    assert AccountTable.objects.get().rows == 1


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([NAMES, ["red_cup", "=1+1"]], "Line 2, column 2: a cell is a formula."),
        ([NAMES], "no rows below"),
        ([["handle", "handle"], RED], "two columns have the same name"),
    ],
)
def test_what_is_wrong_is_told_by_its_place(
    rows: list[list[str]], words: str, tmp_path: Path, site: Site, lead: Actor
) -> None:
    done = brought(workbook(tmp_path, *rows), site.id, lead)
    assert done.returncode == 1 and words in done.stderr, done
    assert not AccountTable.objects.exists()


def test_garbage_and_what_is_not_there_end_in_a_sentence(tmp_path: Path, site: Site, lead: Actor) -> None:
    file = tmp_path / "members.xlsx"
    assert "Traceback" not in brought(file, site.id, lead).stderr
    file.write_bytes(b"PK\x03\x04 and then nothing")
    done = brought(file, site.id, lead)
    assert done.returncode == 1 and "no workbook of Excel" in done.stderr
    assert "--dry-run" in brought(file, site.id, lead, "--dry-run").stderr


def test_a_file_of_a_gigabyte_is_refused_before_it_is_read(tmp_path: Path, site: Site, lead: Actor) -> None:
    file = tmp_path / "members.csv"
    with file.open("wb") as sparse:
        sparse.truncate(1 << 30)
    done = brought(file, site.id, lead)
    assert done.returncode == 1 and "500,000 rows or 64" in done.stderr, done
    assert "Split it" in done.stderr and not AccountTable.objects.exists()


def test_without_a_site_a_workbook_is_told_where_it_belongs(tmp_path: Path, site: Site, lead: Actor) -> None:
    person = Staff.objects.get(pk=lead.id)
    done = said(import_, workbook(tmp_path, NAMES, RED), "--as", person.email)
    assert done.returncode == 1 and "--site" in done.stderr


def test_the_site_of_another_agency_is_not_there(tmp_path: Path, site: Site, outsider: Actor) -> None:
    file = workbook(tmp_path, NAMES, RED)
    stranger, nobody = (brought(file, one, outsider) for one in (site.id, "sit_0"))
    assert stranger.returncode == nobody.returncode == 1
    assert stranger.stderr == nobody.stderr and not AccountTable.objects.exists()
