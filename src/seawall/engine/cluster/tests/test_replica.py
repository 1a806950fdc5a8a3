"""A replica takes the change that follows on its state, from the warden in office, and nothing else."""

from pathlib import Path

import numpy as np
import pytest

from seawall.engine.cluster.errors import Behind
from seawall.engine.cluster.replica import Change, Place, Replica
from seawall.engine.errors import BadInput
from seawall.engine.search.tests.oracle import some_codes

CODES = some_codes(3)


def change(number: int) -> Change:
    return Change(np.array([number], np.uint64), CODES[number : number + 1])


@pytest.fixture
def replica(tmp_path: Path) -> Replica:
    replica = Replica(Place(tmp_path, "pdq", 0, "a"))
    replica.begin()
    assert replica.obey(5) == 0
    return replica


def found(replica: Replica) -> tuple[int, list[int]]:
    version, places = replica.search(CODES, 31, 0)
    return version, places.matches.id.tolist()


def test_it_counts_the_changes(replica: Replica) -> None:
    assert replica.apply(5, 1, change(0)) == 1 and found(replica) == (1, [0])
    assert replica.apply(5, 2, change(1)) == 1 and found(replica) == (2, [0, 1])
    assert replica.apply(5, 3, Change(np.array([0], np.uint64), None)) == 1 and found(replica) == (3, [1])
    # Nothing new is a change all the same: the other replicas count it too.
    assert replica.apply(5, 4, change(1)) == 0 and found(replica) == (4, [1])


@pytest.mark.parametrize(("term", "version"), [(5, 1), (5, 3), (5, 0), (4, 2), (6, 2)])
def test_it_refuses_what_does_not_follow(replica: Replica, term: int, version: int) -> None:
    replica.apply(5, 1, change(0))
    with pytest.raises(Behind):
        replica.apply(term, version, change(1))
    assert found(replica) == (1, [0])
    assert replica.apply(5, 2, change(1)) == 1


def test_what_was_sent_by_an_earlier_warden_comes_too_late(replica: Replica) -> None:
    assert replica.obey(6) == 0
    with pytest.raises(Behind):
        replica.apply(5, 1, change(0))
    for old in (5, 6):
        with pytest.raises(Behind):
            replica.obey(old)
    assert found(replica) == (0, [])


def test_its_count_is_on_the_disk(replica: Replica, tmp_path: Path) -> None:
    replica.apply(5, 1, change(0))
    replica.apply(5, 2, change(0))
    replica._index.close()  # type: ignore[union-attr]
    again = Replica(Place(tmp_path, "pdq", 0, "a"))
    with pytest.raises(Behind):
        found(again)
    again.resume()
    assert again.obey(1) == 2 and found(again) == (2, [0])


def test_there_is_nothing_to_resume_where_no_folder_is(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        Replica(Place(tmp_path, "pdq", 0, "b")).resume()
