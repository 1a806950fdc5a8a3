"""A byte that changed or is missing is said, with the file and the way out; it never becomes a wrong answer."""

import json
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from seawall.engine.errors import Damaged
from seawall.engine.search import manifest as manifests
from seawall.engine.search import records
from seawall.engine.search.index import Index
from seawall.engine.search.journal import START
from seawall.engine.search.tests.oracle import Oracle, pairs_of, some_codes

WAY_OUT = "from a snapshot, or make it anew from the database"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Oracle]]:
    """An index with a segment, withdrawn rows, and a journal of four changes; and its states after each of these."""
    folder, oracle = tmp_path_factory.mktemp("damage") / "index", Oracle()
    codes = some_codes(20)
    with Index.open(folder, writable=True, seed=5) as index:
        index.add(np.arange(12), codes[:12], mark=1)
        index._source.seal()  # type: ignore[union-attr]
        index.remove([3, 4])
        index._source.seal()  # type: ignore[union-attr]
        oracle.add(list(range(12)), codes[:12], mark=1)
        oracle.remove([3, 4])
        states = [oracle.copy()]
        for step, (ids, change) in enumerate(
            [([20, 21], codes[12:14]), ([5], None), ([5], codes[14:15]), ([6], None)]
        ):
            for one in (index, oracle):
                one.remove(ids, step) if change is None else one.add(ids, change, step)
            states.append(oracle.copy())
    return folder, states


def copies(folder: Path, base: Path) -> Iterator[Path]:
    while True:
        shutil.rmtree(base, ignore_errors=True)
        shutil.copytree(folder, base)
        yield base


def files_of(folder: Path) -> list[Path]:
    names = sorted(path.name for path in folder.iterdir() if path.name != "lock")
    assert [name.split("-")[0] for name in names] == ["dead", "journal", "manifest", "segment"]
    return [folder / name for name in names]


def offsets(size: int) -> Iterator[int]:
    """Every byte, but of long padding only some: a segment is pages of mostly zeros."""
    return iter(range(size)) if size < 2000 else iter([*range(1200), *range(1200, size, 37), size - 1])


def test_a_flipped_bit_anywhere_is_noticed(small: tuple[Path, list[Oracle]], tmp_path: Path) -> None:
    original, _ = small
    folder = next(copies(original, tmp_path / "index"))
    for path in files_of(folder):
        data = path.read_bytes()
        for at in offsets(len(data)):
            path.write_bytes(data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :])
            with pytest.raises(Damaged, match=WAY_OUT) as caught:
                Index.open(folder)
            assert str(path) in str(caught.value), (at, str(caught.value))
        path.write_bytes(data)
    Index.open(folder).close()


def test_a_writer_notices_it_too_and_changes_nothing(
    small: tuple[Path, list[Oracle]], tmp_path: Path
) -> None:
    folder = next(copies(small[0], tmp_path / "index"))
    for path in files_of(folder):
        data = path.read_bytes()
        path.write_bytes(changed := data[:30] + bytes([data[30] ^ 4]) + data[31:])
        with pytest.raises(Damaged):
            Index.open(folder, writable=True)
        assert path.read_bytes() == changed
        path.write_bytes(data)


def test_a_file_cut_anywhere_is_noticed(small: tuple[Path, list[Oracle]], tmp_path: Path) -> None:
    folder = next(copies(small[0], tmp_path / "index"))
    for path in files_of(folder):
        if path.name.startswith("journal"):
            continue
        data = path.read_bytes()
        for at in offsets(len(data)):
            path.write_bytes(data[:at])
            with pytest.raises(Damaged, match=WAY_OUT):
                Index.open(folder)
        path.write_bytes(data)


@pytest.mark.parametrize("writable", [False, True])
@pytest.mark.parametrize("zeros", [0, 700])
def test_a_journal_cut_anywhere_leaves_a_committed_state(
    small: tuple[Path, list[Oracle]], tmp_path: Path, writable: bool, zeros: int
) -> None:
    """As after a crash in the middle of a write; `zeros`: the disk had made room for more than it wrote."""
    original, states = small
    source = next(original.glob("journal-*"))
    data, ends = source.read_bytes(), ends_of_records(source)
    folder = next(copies(original, tmp_path / "index"))
    for at in range(START, len(data)):
        (folder / source.name).write_bytes(data[:at] + bytes(zeros))
        with Index.open(folder, writable) as index:
            assert pairs_of(index) == states[sum(end <= at for end in ends)].pairs
            if writable:
                assert index.add([999], some_codes(1, 9)) == 1
        assert len(Index.open(folder)) == len(states[sum(end <= at for end in ends)].pairs) + writable


def ends_of_records(path: Path) -> list[int]:
    data, ends = path.read_bytes(), [START]
    while ends[-1] < len(data):
        head = records.head_of(memoryview(data)[ends[-1] :], width=32, place=len(ends) - 1)
        ends.append(ends[-1] + head.record_bytes)
    return ends[1:]


def test_a_missing_file_is_named(small: tuple[Path, list[Oracle]], tmp_path: Path) -> None:
    for name in [path.name for path in files_of(small[0])]:
        folder = next(copies(small[0], tmp_path / "index"))
        (folder / name).unlink()
        for writable in (False, True):
            with pytest.raises(Damaged, match=f"{name}.*missing"):
                Index.open(folder, writable)


def test_a_file_of_another_index_is_refused(small: tuple[Path, list[Oracle]], tmp_path: Path) -> None:
    folder = next(copies(small[0], tmp_path / "index"))
    other = tmp_path / "other"
    with Index.open(other, writable=True, seed=5) as index:
        index.add(np.arange(12), some_codes(20)[:12], mark=1)
        index._source.seal()  # type: ignore[union-attr]
    for mine in files_of(folder):
        theirs = [path for path in other.iterdir() if path.name.split("-")[0] == mine.name.split("-")[0]]
        if mine.name == "manifest" or not theirs:
            continue
        data = mine.read_bytes()
        mine.write_bytes(theirs[0].read_bytes())
        with pytest.raises(Damaged):
            Index.open(folder)
        mine.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seed", 1 << 70),
        ("seed", -1),
        ("seed", True),
        ("mark", 1 << 63),
        ("mark", 0.5),
        ("kind", "md4"),
        ("kind", []),
        ("index", "../../x"),
        ("generation", "1"),
        ("generation", 1e9),
        ("mark", True),
        ("journals", []),
        ("journals", [{"number": "../../etc/passwd", "bytes": 0}]),
        ("journals", [{"number": 1, "bytes": 1 << 80}]),
        ("segments", [{"number": 1, "rows": 1 << 40, "bytes": 1 << 40, "header": "", "dead": 0}]),
        ("segments", [{"number": 1, "rows": 1 << 31, "bytes": 1 << 40, "header": "", "dead": 0}]),
        ("segments", [{"number": 1}]),
        ("segments", [1, 2]),
        ("segments", {}),
        ("more", 1),
    ],
)
def test_a_hostile_manifest_is_refused_before_memory_is_taken(
    small: tuple[Path, list[Oracle]], tmp_path: Path, name: str, value: object
) -> None:
    """Its checksum is right: whoever made it knew how. `Damaged`, and quickly, is all it gets."""
    folder = next(copies(small[0], tmp_path / "index"))
    path = folder / manifests.NAME
    body = json.loads(path.read_text().split("\n")[1]) | {name: value}
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    path.write_text(f"seawall-index 1 {manifests._digest(text)}\n{text}\n")
    with pytest.raises(Damaged):
        Index.open(folder)


@pytest.mark.parametrize("data", [b"", b"\xff" * 100, b"[" * 100_000, b"\n\n", bytes(2 << 20)])
def test_what_is_no_manifest_is_refused(
    small: tuple[Path, list[Oracle]], tmp_path: Path, data: bytes
) -> None:
    folder = next(copies(small[0], tmp_path / "index"))
    (folder / manifests.NAME).write_bytes(data)
    with pytest.raises(Damaged):
        Index.open(folder)


def test_a_journal_that_loses_what_was_read_is_noticed(
    small: tuple[Path, list[Oracle]], tmp_path: Path
) -> None:
    folder = next(copies(small[0], tmp_path / "index"))
    path = next(folder.glob("journal-*"))
    data = path.read_bytes()
    with Index.open(folder) as index:
        os.truncate(path, START + 10)
        for _ in range(2):
            with pytest.raises(Damaged, match="shorter"):
                index.search(some_codes(1))
    path.write_bytes(data)
    assert pairs_of(Index.open(folder)) == small[1][-1].pairs


def test_a_change_that_arrives_damaged_is_not_obeyed(
    small: tuple[Path, list[Oracle]], tmp_path: Path
) -> None:
    folder = next(copies(small[0], tmp_path / "index"))
    path = next(folder.glob("journal-*"))
    record = records.Record(records.ADD, np.array([77], np.uint64), some_codes(1))
    data = bytearray(records.encoded(record, 4))
    data[60] ^= 1
    with Index.open(folder) as index:
        with path.open("ab") as file:
            file.write(data)
        for _ in range(2):
            with pytest.raises(Damaged, match="checksum of a record"):
                index.search(some_codes(1))


def test_a_segment_that_comes_while_one_reads_is_checked_beside_the_searches(tmp_path: Path) -> None:
    """The next search does not wait for the check; what the check finds ends the searches after it."""
    codes = some_codes(3000)
    with Index.open(tmp_path, writable=True) as index, Index.open(tmp_path) as reader:
        index.add(np.arange(2000), codes[:2000])
        index.merge()
        assert reader.search(codes[:1]).id.tolist() == [0]
        index.add(np.arange(2000, 3000), codes[2000:])
        index.merge()
        [segment] = tmp_path.glob("segment-*")
        # The last bytes are the padding of the last array: no search reads them.
        with segment.open("r+b") as file:
            file.seek(-1, os.SEEK_END)
            file.write(b"\1")
        assert reader.search(codes[2500:2501]).id.tolist() == [2500]
        with pytest.raises(Damaged, match=str(segment)):
            ask_for_a_while(reader, codes[:1])
        with pytest.raises(Damaged, match=str(segment)):
            Index.open(tmp_path)


def test_sound_segments_that_come_while_one_reads_end_nothing(tmp_path: Path) -> None:
    codes = some_codes(200)
    with Index.open(tmp_path, writable=True) as index, Index.open(tmp_path) as reader:
        for place in range(0, 200, 50):
            index.add(np.arange(place, place + 50), codes[place : place + 50])
            index.merge()
            assert reader.search(codes[place : place + 1]).id.tolist() == [place]
        for check in [each for each in threading.enumerate() if each.name == "seawall-check"]:
            check.join()
        assert len(reader) == 200


def ask_for_a_while(reader: Index, code: np.ndarray) -> None:
    for _ in range(12_000):
        reader.search(code)
        time.sleep(0.005)
