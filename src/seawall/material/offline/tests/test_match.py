"""`seawall match` with a snapshot: what it prints, what it keeps, and what it says when it cannot."""

import json
import os
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pyrage
import pytest

from seawall.cli.match import match as command
from seawall.cli.scan import scan
from seawall.material.offline.tests.folders import Said, filled, manifest_of, said, seawall
from seawall.material.offline.tests.lists import CUPS, entry, header
from seawall.wire.manifest import FileRecord
from seawall.wire.snapshot import Entry, Given, Header, write

KEY = pyrage.x25519.Identity.generate()
PASSPHRASE = "seven paper boats at noon"


def locked(entries: list[Entry], **options: Any) -> bytes:
    return written(header(**options), entries, recipients=[str(KEY.to_public())])


def written(head: Header, entries: list[Entry], **key: Any) -> bytes:
    file = BytesIO()
    write(head, entries, file, **key)
    return file.getvalue()


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manifest of four pictures, a file that is none, and a picture cut in half."""
    place = tmp_path_factory.mktemp("scan")
    folder = filled(place / "evidence", 4)
    (folder / "words.txt").write_text("words")
    (folder / "half.jpg").write_bytes((folder / "000.jpg").read_bytes()[:900])
    assert said(scan, folder, "--out", place / "manifest", "--label", "E-2026-17").returncode == 0
    return place / "manifest"


@pytest.fixture(scope="module")
def records(scanned: Path) -> dict[str, FileRecord]:
    return manifest_of(scanned)[1]


@pytest.fixture(scope="module")
def entries(records: dict[str, FileRecord]) -> list[Entry]:
    """The first picture by its bytes, the second by its looks, the third as harmless; the fourth is new."""
    first, second, third = (records[f"00{number}.jpg"] for number in range(3))
    assert first.exact and second.pdq and third.exact
    near = f"{int(second.pdq.value, 16) ^ 0b111:064x}"
    return [
        entry("first", Given("sha256", first.exact.sha256)),
        entry("second", Given("pdq", near, 90)),
        entry("third", Given("md5", third.exact.md5), on=CUPS),
    ]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]) -> Path:
    file = tmp_path_factory.mktemp("lists") / "known.age"
    file.write_bytes(locked(entries))
    return file


@pytest.fixture(scope="module", autouse=True)
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("key") / "key"
    file.write_text(f"# made for these tests\n{KEY}\n")
    return file


@pytest.fixture
def match(key: Path) -> Callable[..., Said]:
    """Within this process and with a key: a passphrase costs a second each time, which is what it is for."""

    def run(manifest: Path, snapshot: Path, *words: object, **env: str) -> Said:
        return said(command, manifest, "--snapshot", snapshot, "--identity", key, *words, **env)

    return run


def test_it_says_what_is_known_near_harmless_and_new(
    scanned: Path, entries: list[Entry], tmp_path: Path
) -> None:
    """As an officer starts it, with a passphrase, in a folder of its own, where it leaves nothing."""
    (tmp_path / "here").mkdir()
    (tmp_path / "known.age").write_bytes(written(header(), entries, passphrase=PASSPHRASE))
    words = ("match", scanned, "--snapshot", tmp_path / "known.age", "--passphrase-stdin")
    done = seawall(*words, given=PASSPHRASE + "\n", cwd=tmp_path / "here")
    assert (done.returncode, done.stderr) == (4, ""), done.stderr
    for line in ("known:", "near:", "known harmless:", "new:", "not hashable:", "neither picture nor video"):
        assert f"          1  {line}" in done.stdout, done.stdout
    assert "000.jpg\n      SHA256 · Known material · itm_first · interpol-baseline baseline" in done.stdout
    assert "001.jpg\n      3 bits of at most 31 · Known material · itm_second" in done.stdout
    assert "E-2026-17" in done.stdout and "Polizei Musterland" in done.stdout and "!" not in done.stdout
    assert not any((tmp_path / "here").iterdir())
    refused(seawall(*words, given="wrong\n"), "cannot be opened with this passphrase or key", "known.age")


def test_it_keeps_what_it_finds(
    match: Callable[..., Said], scanned: Path, snapshot: Path, entries: list[Entry], tmp_path: Path
) -> None:
    out = tmp_path / "results"
    assert match(scanned, snapshot, "--out", out).returncode == 4
    head, *results, end = map(json.loads, out.read_text().splitlines())
    assert head["manifest"]["folder"] == "E-2026-17" and end == {"end": {"files": 6}}
    found = {result["path"]: result for result in results}
    assert {path: result["finding"] for path, result in found.items()} == {
        "000.jpg": "known",
        "001.jpg": "near",
        "002.jpg": "harmless",
        "003.jpg": "new",
        "half.jpg": "not_hashable",
        "words.txt": "other",
    }
    [hit] = found["001.jpg"]["hits"]
    assert (hit["distance"], hit["radius"], hit["record"], hit["list"]) == (3, 31, "itm_second", "lst_known")
    assert out.stat().st_mode & 0o777 == 0o600
    assert not any(given.value in out.read_text() for each in entries for given in each.fingerprints)


@pytest.mark.parametrize("lines", [1, 3, 7, 8])
def test_it_goes_on_behind_the_last_whole_line(
    match: Callable[..., Said], lines: int, scanned: Path, snapshot: Path, tmp_path: Path
) -> None:
    out = tmp_path / "results"
    whole = match(scanned, snapshot, "--out", out)
    before = out.read_bytes()
    kept = b"".join(before.splitlines(keepends=True)[:lines])
    out.write_bytes(kept + (b'{"path":"00' if lines < 8 else b""))
    again = match(scanned, snapshot, "--out", out, "--language", "en")
    assert out.read_bytes() == before and again.stdout == whole.stdout


def test_results_of_another_match_are_left_alone(
    match: Callable[..., Said], scanned: Path, snapshot: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.age"
    other.write_bytes(written(header(CUPS), [], recipients=[str(KEY.to_public())]))
    out = tmp_path / "results"
    match(scanned, other, "--out", out)
    for spoiled in (out.read_bytes(), b"a letter", out.read_bytes().replace(b"000.jpg", b"xxx.jpg")):
        out.write_bytes(spoiled)
        refused(match(scanned, snapshot, "--out", out), "is left as it is")
        assert out.read_bytes() == spoiled


def refused(done: Any, *words: str) -> None:
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert all(word in done.stderr for word in words), done.stderr


def test_another_key_does_not_open_it(scanned: Path, snapshot: Path, tmp_path: Path) -> None:
    words, key = (command, scanned, "--snapshot", snapshot, "--identity", tmp_path / "key"), tmp_path / "key"
    refused(said(*words), "cannot be read")
    for text, sentence in (
        (f"{pyrage.x25519.Identity.generate()}\n", "cannot be opened with this passphrase or key"),
        ("AGE-SECRET-KEY-1NONSENSE\n", "cannot be opened with this passphrase or key"),
        ("# nothing\n", "holds no key"),
    ):
        key.write_text(text)
        refused(said(*words), sentence)


def test_what_cannot_be_done_says_why(
    match: Callable[..., Said], scanned: Path, snapshot: Path, tmp_path: Path
) -> None:
    refused(match(scanned, tmp_path / "nothing"), "cannot be read: No such file")
    refused(match(tmp_path / "nothing", snapshot), "cannot be read", "Check the path")
    refused(match(scanned, scanned), "is no snapshot of lists")
    cut = tmp_path / "cut.age"
    cut.write_bytes(snapshot.read_bytes()[:-20])
    refused(match(scanned, cut), "or it is damaged")
    refused(match(snapshot, snapshot), "no manifest of a scan")
    os.mkfifo(tmp_path / "pipe")
    refused(match(tmp_path / "pipe", snapshot), "no file on a disk")
    refused(said(command, scanned), "either --snapshot")
    refused(match(scanned, snapshot, "--out", tmp_path / "no" / "where"), "cannot be written")
    # /dev/full takes nothing, as a full disk does.
    refused(match(scanned, snapshot, "--out", "/dev/full"), "no room left")


def test_a_spoiled_manifest_is_named_by_line(
    match: Callable[..., Said], scanned: Path, snapshot: Path, tmp_path: Path
) -> None:
    spoiled = tmp_path / "manifest"
    spoiled.write_bytes(scanned.read_bytes().replace(b'"quality":100', b'"quality":700', 1))
    refused(match(spoiled, snapshot), "spoiled in line", "quality")


def test_an_old_snapshot_says_so_first(
    match: Callable[..., Said], scanned: Path, entries: list[Entry], tmp_path: Path
) -> None:
    old = tmp_path / "old.age"
    old.write_bytes(locked(entries, days=-3))
    done = match(scanned, old)
    assert done.returncode == 4 and done.stdout.startswith("! THE SNAPSHOT IS OUT OF DATE"), done.stdout


def test_an_interrupted_scan_says_so_first(
    match: Callable[..., Said], scanned: Path, snapshot: Path, tmp_path: Path
) -> None:
    cut = tmp_path / "manifest"
    cut.write_bytes(b"".join(scanned.read_bytes().splitlines(keepends=True)[:3]) + b'{"path"')
    done = match(cut, snapshot)
    assert done.returncode == 4 and done.stdout.startswith("! THE SCAN WAS INTERRUPTED"), done.stdout


def test_nothing_found_is_another_status(match: Callable[..., Said], scanned: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.age"
    empty.write_bytes(locked([]))
    done = match(scanned, empty)
    assert done.returncode == 0 and "0  known:" in done.stdout and "4  new:" in done.stdout


def test_it_speaks_german(match: Callable[..., Said], scanned: Path, snapshot: Path) -> None:
    done = match(scanned, snapshot, LC_ALL="de_AT.UTF-8")
    assert (
        "1  bekannt:" in done.stdout
        and "1  ähnlich:" in done.stdout
        and "3 Bits von höchstens 31" in done.stdout
    )
    refused(match(scanned, scanned, "--language", "de"), "ist kein Abzug von Listen")


def test_nothing_of_the_lists_is_written(scanned: Path, snapshot: Path, key: Path, tmp_path: Path) -> None:
    """The system calls of the whole run: nothing is opened for writing but the device that takes everything."""
    trace = tmp_path / "calls"
    words = ["-f", "-qq", "-e", "trace=openat,open,creat,memfd_create", "-o", str(trace)]
    try:
        subprocess.run(["strace", *words, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no strace on this machine")
    asked = ("match", scanned, "--snapshot", snapshot, "--identity", key)
    traced = seawall(*asked, before=["strace", *words])
    assert "1  known:" in traced.stdout, traced.stderr
    writing = [
        line
        for line in trace.read_text().splitlines()
        if "O_WRONLY" in line or "O_RDWR" in line or "creat(" in line
    ]
    assert [line for line in writing if "/dev/" not in line and "__pycache__" not in line] == []
