"""The roll says what was written to it, or that it is damaged; never anything else."""

from pathlib import Path

import pytest

from seawall.engine.cluster import roll as rolls
from seawall.engine.cluster.roll import RollFile
from seawall.engine.errors import Damaged


def test_it_keeps_what_was_written(tmp_path: Path) -> None:
    rolls.write(tmp_path, rolls.new("pdq", 3, 2))
    roll = RollFile(tmp_path)
    assert (roll.roll.members, roll.roll.mark, roll.roll.width) == (((), (), ()), None, 32)
    roll.enrol(1, {"b", "a"})
    roll.note(-7)
    assert roll.next_era() == 1
    assert RollFile(tmp_path).roll == roll.roll
    assert (roll.roll.members, roll.roll.mark, roll.roll.era) == (((), ("a", "b"), ()), -7, 1)


def test_a_shard_that_had_replicas_never_looks_new(tmp_path: Path) -> None:
    rolls.write(tmp_path, rolls.new("pdq", 1, 2))
    roll = RollFile(tmp_path)
    roll.enrol(0, {"a"})
    with pytest.raises(ValueError):
        roll.enrol(0, set())
    assert RollFile(tmp_path).roll.members == (("a",),)


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    rolls.write(tmp_path, rolls.new("pdq", 1, 2))
    roll = RollFile(tmp_path)
    roll.enrol(0, {"a", "b"})
    roll.note(4)
    before = (tmp_path / "roll").stat().st_ino
    roll.enrol(0, {"b", "a"})
    roll.note(4)
    assert (tmp_path / "roll").stat().st_ino == before


@pytest.mark.parametrize("at", range(0, 240, 7))
def test_a_changed_byte_is_damage(tmp_path: Path, at: int) -> None:
    rolls.write(tmp_path, rolls.new("sha256", 4, 2))
    data = bytearray((tmp_path / "roll").read_bytes())
    data[at % len(data)] ^= 1
    (tmp_path / "roll").write_bytes(data)
    with pytest.raises(Damaged):
        rolls.read(tmp_path)


def test_a_cut_roll_is_damage_and_none_is_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        rolls.read(tmp_path)
    rolls.write(tmp_path, rolls.new("md5", 4, 2))
    data = (tmp_path / "roll").read_bytes()
    for length in (0, 1, 20, len(data) // 2, len(data) - 1):
        (tmp_path / "roll").write_bytes(data[:length])
        with pytest.raises(Damaged):
            rolls.read(tmp_path)
