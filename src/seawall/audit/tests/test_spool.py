"""A look that was answered is in the trail, whoever is killed in between, and it is there once."""

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError

from seawall.audit import spool as spools
from seawall.audit.actions import Dated, drain, record, record_soon
from seawall.audit.actions import record_soon as soon
from seawall.audit.models import ChainHead, Drained, Line
from seawall.audit.spool import Spool
from seawall.audit.verify import verify
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused, TrailUnwritable

NORD, SUD = Actor.system("agc_nord"), Actor.system("agc_sud")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
KILLED = """
import os, signal, sys, django
django.setup()
from django.conf import settings
settings.DATA = __import__("pathlib").Path(sys.argv[1])
from seawall.audit.actions import record_soon
from seawall.core.actors import Actor
for number in range(50):
    record_soon("bridge.seen", actor=Actor.system("agc_nord"), subject=f"brg_{number}")
    print(number, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def new_spool(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of this test's own, in its own data folder."""
    monkeypatch.setattr(sys.modules[soon.__module__], "_spool", Spool())


def see(actor: Actor, count: int = 1, first: int = 0) -> None:
    for number in range(first, first + count):
        record_soon("bridge.seen", actor=actor, subject=f"brg_{number}", ships=number)


def files(data_folder: Path) -> list[Path]:
    return sorted((data_folder / "trail" / "waiting").glob("*.lines"))


@pytest.mark.django_db
def test_it_enters_the_chain_with_the_time_it_had(data_folder: Path) -> None:
    with clock.at(NOON):
        line_id = record_soon(
            "bridge.seen", actor=NORD, subject="brg_1", purpose="test", ships=2, kinds=["tug"]
        )
    assert not Line.objects.exists()
    assert drain() == 1
    line = Line.objects.get()
    said = json.loads(line.body)
    assert line.id == line_id and line.at == NOON and said["facts"] == {"ships": 2, "kinds": ["tug"]}
    assert drain() == 0 and Line.objects.count() == 1


@pytest.mark.django_db
def test_lines_of_several_agencies_keep_their_chains_whole(data_folder: Path) -> None:
    for number in range(40):
        see(NORD if number % 3 else SUD, first=number)
    assert drain() == 40
    assert sorted(ChainHead.objects.values_list("agency_id", "seq")) == [("agc_nord", 26), ("agc_sud", 14)]
    assert verify().whole


@pytest.mark.django_db
def test_who_is_killed_has_lost_nothing(data_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(data_folder)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == -signal.SIGKILL and len(done.stdout.split()) == 50, done.stderr
    assert drain() == 50
    assert list(Line.objects.order_by("seq").values_list("subject_id", flat=True)) == [
        f"brg_{number}" for number in range(50)
    ]
    # Nobody writes to it any more.
    assert files(data_folder) == [] and not Drained.objects.exists()


@pytest.mark.django_db
def test_half_a_line_was_never_answered_and_does_not_count(data_folder: Path) -> None:
    see(NORD, 2)
    [file] = files(data_folder)
    whole = file.read_bytes()
    left = file.with_name("00000000000000000001-1.lines")
    left.write_bytes(whole[:-20])
    file.unlink()
    assert drain() == 1 and Line.objects.count() == 1 and files(data_folder) == []


@pytest.mark.django_db
def test_a_line_this_node_did_not_write_enters_no_chain(data_folder: Path) -> None:
    see(NORD, 3)
    [file] = files(data_folder)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(lines[0] + lines[1].replace(b"brg_1", b"brg_9") + lines[2])
    drain()
    assert list(Line.objects.order_by("seq").values_list("subject_id", flat=True)) == ["brg_0", "brg_2"]


@pytest.mark.django_db
def test_a_file_that_a_backup_brought_back_counts_once(data_folder: Path) -> None:
    see(NORD, 3)
    [file] = files(data_folder)
    drain()
    file.with_name("00000000000000000001-1.lines").write_bytes(file.read_bytes())
    drain()
    assert Line.objects.count() == 3


@pytest.mark.django_db
def test_a_failure_in_the_middle_leaves_all_for_the_next_time(data_folder: Path) -> None:
    see(NORD, 3)

    def fail(lines: Sequence[Dated]) -> None:
        raise DatabaseError

    with pytest.raises(DatabaseError):
        drain(fail)
    assert not Line.objects.exists()
    seen: list[Dated] = []
    assert drain(seen.extend) == 3
    assert [line.deed.subject_id for line in seen] == ["brg_0", "brg_1", "brg_2"]


@pytest.mark.django_db
def test_what_cannot_be_drawn_from_the_lines_does_not_keep_them_out(data_folder: Path) -> None:
    see(NORD, 2)

    def refuse(lines: Sequence[Dated]) -> None:
        record("bridge.opened", actor=NORD, subject="brg_1")
        raise Refused

    assert drain(refuse) == 2
    assert set(Line.objects.values_list("what", flat=True)) == {"bridge.seen"}


@pytest.mark.django_db
def test_a_large_file_is_followed_by_the_next(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spools, "LARGEST", 1000)
    see(NORD, 20)
    assert len(files(data_folder)) > 2
    assert drain() == 20
    # The last one is still being written to.
    assert len(files(data_folder)) == 1


@pytest.mark.django_db
def test_threads_write_whole_lines(data_folder: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: see(NORD, 10, first=number * 10), range(20)))
    assert drain() == 200 and Line.objects.count() == 200


def test_where_nothing_can_be_written_nothing_may_be_answered(data_folder: Path) -> None:
    (data_folder / "trail").mkdir()
    (data_folder / "trail" / "waiting").write_text("in the way")
    with pytest.raises(TrailUnwritable):
        see(NORD)


def test_a_full_disk_leaves_no_half_line(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """/dev/full refuses every write; the limit on the size of files refuses the rest of a line, as a full disk does."""
    script = """
import resource, signal, sys, django
django.setup()
from django.conf import settings
settings.DATA = __import__("pathlib").Path(sys.argv[1])
from seawall.audit.actions import record_soon
from seawall.core.actors import Actor
from seawall.core.errors import TrailUnwritable
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
kept = 0
for number in range(12):
    try:
        record_soon("bridge.seen", actor=Actor.system("agc_nord"), subject=f"brg_{number}")
        kept += 1
    except TrailUnwritable:
        break
print(kept)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(data_folder)], capture_output=True, text=True, timeout=60
    )
    kept = int(done.stdout)
    [file] = files(data_folder)
    assert 0 < kept < 12 and file.read_bytes().count(b"\n") == kept and file.read_bytes().endswith(b"\n")


def test_when_nobody_drains_no_more_is_answered(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spools, "LARGEST", 1)
    monkeypatch.setattr(spools, "MOST_FILES", 3)
    see(NORD, 3)
    with pytest.raises(TrailUnwritable):
        see(NORD)


def test_nobody_leaves_no_line_and_nothing_confidential_enters(data_folder: Path) -> None:
    with pytest.raises(Refused):
        see(Actor.system(""))
    with pytest.raises(ValueError, match="'ship'"):
        record_soon("bridge.seen", actor=NORD, subject="brg_1", ship="d41d8cd98f00b204e9800998ecf8427e")
    assert files(data_folder) == []


@pytest.mark.django_db
def test_a_second_drain_waits_for_nobody(data_folder: Path) -> None:
    see(NORD)
    found: list[int] = []
    drain(lambda lines: found.append(drain()))
    assert found == [0] and Line.objects.count() == 1


@pytest.mark.django_db
def test_both_ways_into_the_chain_stand_on_each_other(data_folder: Path) -> None:
    see(NORD, 2)
    record("bridge.opened", actor=NORD, subject="brg_1")
    drain()
    assert list(Line.objects.order_by("seq").values_list("what", flat=True)) == [
        "bridge.opened",
        "bridge.seen",
        "bridge.seen",
    ]
    assert verify().whole
