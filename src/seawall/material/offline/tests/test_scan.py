"""`seawall scan`: what it writes, how it goes on, and what it says when it cannot."""

import os
import resource
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from seawall.cli.scan import scan as command
from seawall.material.offline.tests.folders import (
    SEAWALL,
    environment,
    filled,
    manifest_of,
    picture,
    said,
    seawall,
)
from seawall.wire.manifest import open_manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return filled(tmp_path / "evidence", 4)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "manifest.jsonl"


def test_it_writes_a_manifest_and_nothing_else(tmp_path: Path, folder: Path, out: Path) -> None:
    """No data folder, no database, no setting; the evidence stays as it was, and nobody else reads the manifest."""
    (folder / "words.txt").write_text("words")
    before = {path: path.stat().st_mtime_ns for path in [folder, *folder.iterdir()]}
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = seawall("scan", folder, "--out", out, cwd=elsewhere, env=environment(SEAWALL_DATA="/proc/nowhere"))
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    manifest, found = manifest_of(out)
    assert manifest.end and manifest.end.files == 5 and manifest.header.folder == str(folder)
    assert [path for path, record in found.items() if record.pdq] == [
        f"00{number}.jpg" for number in range(4)
    ] or len(found) == 5
    assert found["words.txt"].not_hashable and found["words.txt"].exact
    assert found["000.jpg"].variants.keys() >= {"mirrored", "turned_left"}
    assert "4  pictures" in done.stdout and "1  other files" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in [folder, *folder.iterdir()]} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "evidence", "manifest.jsonl"]
    assert not any(elsewhere.iterdir()) and out.stat().st_mode & 0o777 == 0o600


def test_it_goes_on_with_what_is_new_and_what_has_changed(folder: Path, out: Path) -> None:
    said(command, folder, "--out", out)
    old, before = manifest_of(out)
    (folder / "001.jpg").write_bytes(picture(9))
    (folder / "new.jpg").write_bytes(picture(8))
    (folder / "002.jpg").unlink()
    done = said(command, folder, "--out", out)
    manifest, found = manifest_of(out)
    assert done.returncode == 0 and "2 files in this run" in done.stdout, done.stdout
    assert found.keys() == {*before, "new.jpg"}, "what is gone was there all the same"
    assert {path for path in before if found[path] != before[path]} == {"001.jpg"}
    assert manifest.end and manifest.header.started == old.header.started


def test_a_scan_without_videos_is_made_up_for(folder: Path, out: Path) -> None:
    (folder / "film.mp4").write_bytes(b"\0\0\0\x18ftypisom")
    said(command, folder, "--out", out, "--no-videos")
    _manifest, found = manifest_of(out)
    assert found["film.mp4"].not_hashable and found["film.mp4"].not_hashable.reason == "left_out"
    assert "1 file in this run" in said(command, folder, "--out", out).stdout
    assert "0 files in this run" in said(command, folder, "--out", out).stdout


def begun(folder: Path, out: Path) -> "subprocess.Popen[bytes]":
    def at_a_terminal() -> None:
        # A shell that runs the tests in the background has Ctrl-C ignored by all that it starts.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    return subprocess.Popen(
        [*SEAWALL, "scan", str(folder), "--out", str(out), "--jobs", "1"],
        env=environment(PYTHONFAULTHANDLER="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=at_a_terminal,
    )


def test_killed_at_any_moment_it_leaves_what_can_be_read(tmp_path: Path, out: Path) -> None:
    folder = filled(tmp_path / "evidence", 40)
    for seconds in (0.4, 1.0, 2.0, 3.5):
        scan = begun(folder, out)
        time.sleep(seconds)
        scan.kill()
        scan.communicate()
        if out.exists() and out.stat().st_size:
            with out.open("rb") as file:
                assert all(record.exact for record in open_manifest(file))
    assert said(command, folder, "--out", out).returncode == 0
    manifest, found = manifest_of(out)
    assert manifest.end and found.keys() == {path.name for path in folder.iterdir()}


def test_ctrl_c_saves_what_is_done(tmp_path: Path, out: Path) -> None:
    folder = filled(tmp_path / "evidence", 1)
    # More than are read before the key is pressed.
    for number in range(3000):
        (folder / f"again-{number}.jpg").hardlink_to(folder / "000.jpg")
    scan = begun(folder, out)
    until = time.monotonic() + 60
    while (not out.exists() or out.stat().st_size < 3000) and time.monotonic() < until:
        time.sleep(0.05)
    scan.send_signal(signal.SIGINT)
    try:
        _said, complained = scan.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        scan.send_signal(signal.SIGABRT)
        pytest.fail(f"it goes on: {scan.communicate()[1].decode()}")
    assert scan.returncode == 130, complained
    assert b"the same command goes on from there" in complained and b"Traceback" not in complained
    manifest, found = manifest_of(out)
    assert manifest.end is None and not manifest.cut and found
    assert f"holds {len(found)} files".encode() in complained


def refused(done: Any, *words: str) -> None:
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert all(word in done.stderr for word in words), done.stderr


def test_the_manifest_of_another_folder_is_left_alone(tmp_path: Path, folder: Path, out: Path) -> None:
    said(command, folder, "--out", out)
    before = out.read_bytes()
    refused(
        said(command, filled(tmp_path / "other", 1), "--out", out), "another folder", str(folder), "--label"
    )
    assert out.read_bytes() == before


def test_the_same_evidence_in_another_place_goes_by_its_label(
    tmp_path: Path, folder: Path, out: Path
) -> None:
    said(command, folder, "--out", out, "--label", "E-2026-17")
    assert str(tmp_path) not in out.read_text()
    folder.rename(tmp_path / "mounted")
    done = said(command, tmp_path / "mounted", "--out", out, "--label", "E-2026-17")
    assert done.returncode == 0 and "0 files in this run" in done.stdout


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda data: b"a letter to a friend\n", ["no manifest of a scan", "left as it is"]),
        (
            lambda data: data.replace(b'"size"', b'"sise"', 1).replace(b'"md5"', b'"md6"', 1),
            ["line 2", "md5", "head -n 1"],
        ),
        (lambda data: data.replace(b'"seawall_manifest":1', b'"seawall_manifest":7'), ["version"]),
        (lambda data: data + b"{}\n", ["after the end"]),
    ],
)
def test_a_spoiled_manifest_is_left_alone(folder: Path, out: Path, spoil: Any, words: list[str]) -> None:
    said(command, folder, "--out", out)
    out.write_bytes(spoil(out.read_bytes()))
    before = out.read_bytes()
    refused(said(command, folder, "--out", out), *words)
    assert out.read_bytes() == before


def test_nothing_is_written_where_the_evidence_lies(folder: Path) -> None:
    refused(
        said(command, folder, "--out", folder / "manifest.jsonl"),
        "nothing is written where the evidence lies",
    )
    (folder.parent / "link").symlink_to(folder)
    refused(said(command, folder, "--out", folder.parent / "link" / "m"), "where the evidence lies")
    assert len(list(folder.iterdir())) == 4


def test_two_scans_do_not_write_one_manifest(tmp_path: Path, out: Path) -> None:
    folder = filled(tmp_path / "evidence", 60)
    first = begun(folder, out)
    try:
        while not out.exists() or not out.stat().st_size:
            time.sleep(0.02)
        # It would have come to its end on a quick machine before the second one is there.
        first.send_signal(signal.SIGSTOP)
        refused(said(command, folder, "--out", out), "Another scan is writing")
    finally:
        first.kill()
        first.communicate()


def test_a_full_disk_is_said_and_the_scan_goes_on_later(tmp_path: Path, out: Path) -> None:
    """The kernel's limit on a file's size stands in for the disk: it refuses in the middle of a write just so."""
    folder = filled(tmp_path / "evidence", 30)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))

    # Python would keep what it compiled cut at the same length, and every later process would stumble over it.
    plain = environment(PYTHONDONTWRITEBYTECODE="1")
    done = seawall("scan", folder, "--out", out, preexec_fn=little_room, env=plain)
    refused(done, "no room left", "goes on from there")
    with out.open("rb") as file:
        manifest = open_manifest(file)
        assert list(manifest) and manifest.cut
    assert said(command, folder, "--out", out).returncode == 0
    assert len(manifest_of(out)[1]) == 30
    # Not even its first line has room.
    refused(said(command, folder, "--out", Path("/dev/full")), "no room left")


def test_what_cannot_be_begun_says_why(tmp_path: Path, folder: Path, out: Path) -> None:
    refused(said(command, tmp_path / "nowhere", "--out", out), "is no folder")
    assert not out.exists()
    refused(said(command, folder, "--out", tmp_path / "no" / "where"), "cannot be written", "--out")


def test_a_hostile_name_does_not_reach_the_terminal(folder: Path, out: Path) -> None:
    for name in (b"\x1b[2Jgone\n.jpg", b"caf\xe9.jpg", "gpj.\u202eexe.jpg".encode()):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(picture(1)[:800])
    done = said(command, folder, "--out", out)
    assert r"\x1b[2Jgone\x0a.jpg: the file ends before the picture does" in done.stdout
    assert r"caf\xe9.jpg" in done.stdout and r"gpj.\u202eexe.jpg" in done.stdout
    assert "\x1b" not in done.stdout and "\u202e" not in done.stdout
    assert {os.fsencode(path.name) for path in folder.iterdir()} == {
        record.path_bytes for record in manifest_of(out)[1].values()
    }


def test_a_terminal_without_the_letters_does_not_end_it(folder: Path, out: Path) -> None:
    (folder / "мост.jpg").write_bytes(picture(1)[:800])
    done = seawall(
        "scan",
        folder,
        "--out",
        out,
        env=environment(LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def in_memory() -> Iterator[Path]:
    """A folder where a writer never waits for a disk, if this machine has one."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if os.access(shared, os.W_OK) else None) as name:
        yield Path(name)


@contextmanager
def written_to_all_the_while(path: Path) -> Iterator[None]:
    """By a program of its own: a thread would wait for whatever else this one does, perhaps for as long as the scan takes."""
    size = path.stat().st_size
    writer = subprocess.Popen(["sh", "-c", 'while printf x >>"$1"; do :; done', "sh", path])
    try:
        while path.stat().st_size == size:
            assert writer.poll() is None
        yield
    finally:
        writer.kill()
        writer.wait()


def test_a_folder_that_was_shut_is_no_worry_once_it_is_open(tmp_path: Path, out: Path) -> None:
    folder = filled(tmp_path / "evidence", 2)
    shut = folder / "shut"
    shut.mkdir()
    shut.chmod(0)
    # Even the machine's administrator is kept out.
    kept_out = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
    done = seawall("scan", folder, "--out", out, before=kept_out)
    assert done.returncode == 3 and "shut: no right to read it" in done.stdout, done
    shut.chmod(0o700)
    done = seawall("scan", folder, "--out", out, before=kept_out)
    assert done.returncode == 0 and "nreadable" not in done.stdout, done
    assert set(manifest_of(out)[1]) == {path.name for path in folder.iterdir() if path != shut}


def test_unreadable_files_are_named_and_change_the_exit_status(in_memory: Path, out: Path) -> None:
    """A file that somebody writes to all the while is not what it was when its turn came."""
    growing, folder = in_memory / "growing.bin", in_memory
    growing.touch()
    # Nothing is stored of it, and it takes its second to read.
    os.truncate(growing, 300_000_000)
    with written_to_all_the_while(growing):
        done = said(command, folder, "--out", out)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "growing.bin: it changed while it was read" in done.stdout and "1  unreadable" in done.stdout
    assert manifest_of(out)[0].end
    again = said(command, folder, "--out", out)
    assert again.returncode == 0 and "1 file in this run" in again.stdout


def test_it_speaks_german(folder: Path, out: Path) -> None:
    done = said(command, folder, "--out", out, LANG="de_DE.UTF-8")
    assert "4  Bilder" in done.stdout and "vollständig" in done.stdout
    refused(said(command, folder / "no", "--out", out, "--language", "de"), "ist kein Ordner")
