"""A folder as a source: each file once, and what cannot be taken is told and left where it lies."""

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.federation import reading
from seawall.federation.actions import add_source
from seawall.federation.models import Source, SourceFile, SourceRun
from seawall.federation.sources import folder as folder_source
from seawall.federation.states import FileFault, FileState, SourceKind, SourceTerms, Trouble
from seawall.material.models import Item, Statement
from seawall.material.offline.tests.lists import NOW, picture
from seawall.wire.manifest import Header, header_line, record_line


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.SOURCES = str(tmp_path)
    (tmp_path / "drop").mkdir()
    return tmp_path / "drop"


@pytest.fixture
def source(folder: Path, admin: Actor) -> Source:
    return add_source(SourceKind.FOLDER, SourceTerms("Partner unit", "drop", 60), actor=admin)


def vics(first: int, count: int) -> str:
    media = [
        {"MediaID": n, "MD5": f"{n:032X}", "SHA1": f"{n:040X}", "Category": 1, "MediaSize": "10"}
        for n in range(first, first + count)
    ]
    value = {
        "@odata.context": "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#Media"
    }
    return json.dumps(value | {"value": media})


def drop(folder: Path, name: str, text: str | bytes, *, seconds_ago: float = 60) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    os.utime(path, (time.time() - seconds_ago,) * 2)
    return path


def run(source: Source) -> SourceRun:
    Source.objects.filter(pk=source.pk).update(due_at=clock.now())
    reading.read_due()
    source.refresh_from_db()
    return SourceRun.objects.filter(source=source).latest("id")


def test_it_takes_each_file_once_whatever_it_is_called(folder: Path, source: Source) -> None:
    drop(folder, "one.json", vics(1, 3))
    assert run(source).new == 3 and source.trouble == ""
    assert Statement.objects.filter(source="Partner unit", code="1").count() == 3
    (folder / "one.json").rename(folder / "renamed.json")
    drop(folder, "copy.json", vics(1, 3))
    assert (run(source).new, last_counts(source)) == (0, 0)
    file = SourceFile.objects.get()
    assert (file.state, file.records, file.why) == (FileState.TAKEN, 3, "")
    drop(folder, "two.json", vics(3, 2))
    assert run(source).new == 1 and Item.objects.count() == 4


def last_counts(source: Source) -> int:
    run = SourceRun.objects.filter(source=source).latest("id")
    return run.new + run.changed + run.known


def test_what_is_no_such_file_stays_and_is_told(folder: Path, source: Source) -> None:
    drop(folder, "letter.txt", "Dear colleagues")
    drop(folder, "empty.json", "")
    drop(folder, "good.json", vics(1, 2))
    assert run(source).new == 2 and source.trouble == Trouble.SOME_FILES
    why = dict(SourceFile.objects.values_list("name", "why"))
    assert why == {
        "letter.txt": FileFault.OTHER_FORMAT,
        "empty.json": FileFault.OTHER_FORMAT,
        "good.json": FileFault.NONE,
    }
    assert (folder / "letter.txt").read_text() == "Dear colleagues"
    # Taken away, it is nobody's worry any more.
    (folder / "letter.txt").unlink()
    (folder / "empty.json").unlink()
    run(source)
    assert source.trouble == ""


def test_a_file_that_is_cut_gives_what_stands_before_and_is_taken_when_it_is_whole(
    folder: Path, source: Source
) -> None:
    whole = vics(1, 40)
    drop(folder, "set.json", whole[: len(whole) // 2])
    run(source)
    assert source.trouble == Trouble.SOME_FILES and 0 < Item.objects.count() < 40
    assert SourceFile.objects.get().why == FileFault.SPOILED
    drop(folder, "set.json", whole)
    run(source)
    assert source.trouble == "" and Item.objects.count() == 40


def test_a_manifest_without_its_end_is_told(folder: Path, source: Source) -> None:
    drop(
        folder,
        "half.manifest",
        header_line(Header("seawall", NOW, "E-17")) + record_line(picture(1, exact=1)),
    )
    run(source)
    assert SourceFile.objects.get().why == FileFault.SPOILED and Item.objects.count() == 1


def test_what_is_hidden_linked_or_still_copied_is_left(folder: Path, source: Source, tmp_path: Path) -> None:
    drop(folder, ".hidden.json", vics(1, 1))
    drop(folder, "young.json", vics(2, 1), seconds_ago=0)
    outside = tmp_path / "outside.json"
    outside.write_text(vics(3, 1))
    (folder / "link.json").symlink_to(outside)
    run(source)
    assert not Item.objects.exists() and not SourceFile.objects.exists()


@pytest.mark.parametrize("place", ["..", ".", "/etc", "drop/../..", "missing"])
def test_no_folder_but_one_below_the_operators_is_read(folder: Path, source: Source, place: str) -> None:
    Source.objects.update(place=place)
    run(source)
    assert source.trouble == Trouble.NO_FOLDER


def test_a_killed_worker_leaves_a_file_that_is_gone_on_with(
    folder: Path, source: Source, monkeypatch: Any
) -> None:
    monkeypatch.setattr(folder_source, "BATCH", 10)
    drop(folder, "set.json", vics(1, 45))
    lease, node = reading.lease_of(source), Actor.system(source.owner_id)
    for _, batch in zip(range(2), folder_source.read(reading.asking_of(source)), strict=False):
        reading.take_batch(source, batch, lease=lease, lasting=reading.LEASE, actor=node)
    assert Item.objects.count() == 20
    with clock.at(clock.now() + reading.LEASE):
        assert run(source).new == 25
    assert Item.objects.count() == 45 and SourceFile.objects.get().records == 45
