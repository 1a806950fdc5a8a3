"""A snapshot opens with its key and with no other, and is whole or nothing."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pyrage
import pytest

from seawall.wire import snapshot
from seawall.wire.faults import Malformed, Problem
from seawall.wire.lines import line_of
from seawall.wire.snapshot import (
    Entry,
    Given,
    NoKey,
    NotAge,
    NotOpened,
    Reading,
    Snapshot,
    lines_of,
    write,
)
from seawall.wire.tests.many import HEADER, many

PASSPHRASE = "seven paper boats at noon"
ENTRIES = [
    Entry(
        "lst_a", "ent_a", "itm_a", "amber", True, {"baseline": ("1", "baseline")}, (Given("md5", "0" * 32),)
    ),
    Entry(
        "lst_b", "ent_b", "itm_b", "red", False, {}, (Given("sha256", "2" * 64), Given("pdq", "1" * 64, 77))
    ),
]


def written(**key: Any) -> bytes:
    file = BytesIO()
    write(HEADER, ENTRIES, file, **key)
    return file.getvalue()


def open_with_passphrase(data: bytes, passphrase: str) -> Snapshot:
    return snapshot.open_with_passphrase(BytesIO(data), passphrase)


def open_with_identities(data: bytes, identities: list[str]) -> Snapshot:
    return snapshot.open_with_identities(BytesIO(data), identities)


def read(plain: bytes) -> Snapshot:
    reading = Reading()
    reading.write(plain)
    return reading.finished()


@pytest.fixture(scope="module")
def locked() -> bytes:
    return written(passphrase=PASSPHRASE)


def same(opened: Snapshot) -> None:
    assert opened.header == HEADER and list(opened.entries) == ENTRIES


def test_it_opens_with_its_passphrase(locked: bytes) -> None:
    same(open_with_passphrase(locked, PASSPHRASE))
    with pytest.raises(NotOpened):
        open_with_passphrase(locked, PASSPHRASE + "!")


def test_it_opens_with_the_key_of_each_recipient() -> None:
    one, other, stranger = (pyrage.x25519.Identity.generate() for _ in range(3))
    locked = written(recipients=[str(one.to_public()), str(other.to_public())])
    for key in (one, other):
        same(open_with_identities(locked, [str(key)]))
    with pytest.raises(NotOpened):
        open_with_identities(locked, [str(stranger)])


def test_nothing_of_it_can_be_read_without_the_key(locked: bytes) -> None:
    assert not any(word in locked for word in (b"lst_a", b"Known", b"Musterland", b"1" * 64))


@pytest.mark.parametrize(
    "key", [{}, {"passphrase": "a", "recipients": ["b"]}, {"recipients": ["age1nonsense"]}]
)
def test_without_a_key_it_is_not_written(key: Any) -> None:
    with pytest.raises(NoKey):
        written(**key)


def test_a_key_that_is_none_is_refused(locked: bytes) -> None:
    with pytest.raises(NoKey):
        open_with_identities(locked, ["AGE-SECRET-KEY-1NONSENSE"])


def test_a_machine_that_stood_still_for_a_moment_is_measured_again(
    locked: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, slow = pyrage.passphrase.decrypt, ["Excessive work parameter for passphrase."] * 2

    def measured(data: bytes, passphrase: str) -> bytes:
        if slow:
            raise pyrage.DecryptError(slow.pop())
        return bytes(opened(data, passphrase))

    monkeypatch.setattr(pyrage.passphrase, "decrypt", measured)
    same(open_with_passphrase(locked, PASSPHRASE))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:30],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: b"",
        lambda data: b"a letter",
        # Half a year of a processor's time to try one passphrase: a trap.
        lambda data: re.sub(rb"(-> scrypt \S+) \d+", rb"\1 40", data),
    ],
)
def test_what_is_not_the_file_that_was_written_is_refused(spoil: Any, locked: bytes) -> None:
    key = pyrage.x25519.Identity.generate()
    with pytest.raises((NotAge, NotOpened)):
        open_with_passphrase(spoil(locked), PASSPHRASE)
    shared = written(recipients=[str(key.to_public())])
    if spoil(shared) != shared:
        with pytest.raises((NotAge, NotOpened)):
            open_with_identities(spoil(shared), [str(key)])


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines_of(HEADER, ENTRIES)]


def changed(number: int, **fields: Any) -> bytes:
    found = lines()
    found[number] |= fields
    return b"".join(map(line_of, found))


@pytest.mark.parametrize(
    ("plain", "line", "field", "problem"),
    [
        (b"", 1, "", Problem.OTHER_FORMAT),
        (b"{}\n", 1, "", Problem.OTHER_FORMAT),
        (changed(0, seawall_snapshot=2), 1, "seawall_snapshot", Problem.OTHER_VERSION),
        (changed(0, valid_until="soon"), 1, "valid_until", Problem.WRONG),
        (changed(0, lists=[{}]), 1, "lists[0].id", Problem.MISSING),
        (changed(0, lists=[lines()[0]["lists"][0] | {"radius": 32}]), 1, "lists[0].radius", Problem.WRONG),
        (
            changed(0, lists=[lines()[0]["lists"][0] | {"stance": "evil"}]),
            1,
            "lists[0].stance",
            Problem.WRONG,
        ),
        (changed(1, list="lst_z"), 2, "list", Problem.WRONG),
        (changed(1, disputed="no"), 2, "disputed", Problem.WRONG),
        (changed(1, fingerprints=[{"kind": "md4"}]), 2, "fingerprints[0].kind", Problem.WRONG),
        (changed(1, fingerprints=[{"kind": "md5", "value": "0"}]), 2, "fingerprints[0].value", Problem.WRONG),
        (changed(3, end={"entries": 3}), 4, "end.entries", Problem.COUNT),
        (b"".join(map(line_of, lines()[:-1])), 4, "end", Problem.MISSING),
        (b"".join(map(line_of, lines()))[:-1], 4, "end", Problem.MISSING),
        (b"".join(map(line_of, [*lines(), lines()[1]])), 5, "", Problem.NOT_THE_END),
        (b"".join(map(line_of, lines())) + b"{", 5, "", Problem.NOT_THE_END),
        (
            changed(1, fingerprints=[{"kind": "md5", "value": "0" * 31 + " "}]),
            2,
            "fingerprints[0].value",
            Problem.WRONG,
        ),
        (
            changed(1, fingerprints=[{"kind": "md5", "value": "A" * 32}]),
            2,
            "fingerprints[0].value",
            Problem.WRONG,
        ),
        (
            changed(1, fingerprints=[{"kind": "pdq", "value": "0" * 64}]),
            2,
            "fingerprints[0].quality",
            Problem.MISSING,
        ),
        (
            changed(2, fingerprints=[{"kind": "pdq", "value": "0" * 64, "quality": 101}]),
            3,
            "fingerprints[0].quality",
            Problem.WRONG,
        ),
        (changed(2, categories={"a": {"version": 1}}), 3, "categories.a.version", Problem.WRONG),
        (changed(1, record="\ud800"), 2, "record", Problem.WRONG),
        (changed(1, entry="x")[:-1].replace(b'"x"', b"NaN") + b"\n", 2, "", Problem.NOT_JSON),
        (b"".join(map(line_of, lines()[:1])) + b"[" * 100_000 + b"\n", 2, "", Problem.NOT_JSON),
        (b" " * (9 << 20), 1, "", Problem.TOO_LONG),
    ],
)
def test_what_is_inside_is_checked(plain: bytes, line: int, field: str, problem: Problem) -> None:
    with pytest.raises(Malformed) as fault:
        read(plain)
    assert (fault.value.fault.number, fault.value.fault.field, fault.value.fault.problem) == (
        line,
        field,
        problem,
    )


def test_fields_of_later_versions_are_left_out() -> None:
    same(read(changed(1, later={"a": 1})))


def test_pieces_of_any_length_make_the_same() -> None:
    plain = b"".join(lines_of(HEADER, many(4000)))
    reading = Reading()
    for place in range(0, len(plain), 977):
        reading.write(plain[place : place + 977])
    assert list(reading.finished().entries) == list(read(plain).entries) == list(many(4000))


def test_columns_hold_what_the_entries_hold() -> None:
    entries = read(b"".join(lines_of(HEADER, many(300)))).entries
    prints = entries.prints("pdq")
    assert len(entries) == 300 and entries[299] == list(many(300))[299]
    assert prints.codes.shape == (300, 32) and prints.entry.tolist() == list(range(300))
    assert prints.codes[200].tobytes().hex() == entries[200].fingerprints[0].value
    assert prints.quality.tolist() == [number % 101 for number in range(300)]
    assert not len(entries.prints("md5").codes)
    with pytest.raises(IndexError):
        entries[300]


class Faulty:
    """A disk that fails."""

    def write(self, data: bytes) -> int:
        raise OSError(28, "full")

    def read(self, size: int = -1) -> bytes:
        raise OSError(5, "broken")

    def readline(self, size: int = -1) -> bytes:
        return b"age-encryption.org/v1\n"

    def seek(self, *_: int) -> int:
        return 0


def test_a_fault_of_the_disk_or_of_the_entries_comes_out_as_it_is() -> None:
    key = pyrage.x25519.Identity.generate()
    door: Any = [str(key.to_public())]
    disk: Any = Faulty()
    with pytest.raises(OSError, match="full"):
        write(HEADER, ENTRIES, disk, recipients=door)
    with pytest.raises(OSError, match="broken"):
        snapshot.open_with_identities(disk, [str(key)])

    def broken() -> Iterator[Entry]:
        yield ENTRIES[0]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(HEADER, broken(), BytesIO(), recipients=door)


def test_a_file_cut_anywhere_between_parts_is_refused() -> None:
    """age proves a part of 64 KiB at a time: what was given before the missing one is thrown away."""
    key = pyrage.x25519.Identity.generate()
    file = BytesIO()
    write(HEADER, many(2000), file, recipients=[str(key.to_public())])
    for length in range(200, len(file.getvalue()), 65_552):
        with pytest.raises(NotAge):
            open_with_identities(file.getvalue()[:length], [str(key)])


def test_the_other_way_to_open_it_is_told_apart(locked: bytes) -> None:
    key = pyrage.x25519.Identity.generate()
    with pytest.raises(NotOpened):
        open_with_identities(locked, [str(key)])
    with pytest.raises(NotOpened):
        open_with_passphrase(written(recipients=[str(key.to_public())]), PASSPHRASE)


@pytest.mark.slow
def test_a_million_entries_fit_a_small_machine(tmp_path: Path) -> None:
    """In programs of their own, so that the memory is theirs alone."""
    key = str(pyrage.x25519.Identity.generate())
    taken = {}
    for deed in ("write", "open"):
        program = [sys.executable, "-m", "seawall.wire.tests.many", deed, str(tmp_path / "known.age"), key]
        done = subprocess.run(program, capture_output=True, text=True, check=True)
        taken[deed] = [float(word) for word in done.stdout.split()]
    assert taken["write"][0] < 20
    # Seven seconds on a busy machine.
    assert taken["open"][0] < 200 and taken["open"][1] < 15
