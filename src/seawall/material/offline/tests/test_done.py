"""What a manifest holds already is known by path, size and time, in little memory."""

import tracemalloc

from seawall.material.offline.done import Done, name_of
from seawall.wire.manifest import Exact, FileRecord, Why

EXACT = Exact("0" * 32, "1" * 40, "2" * 64)


def record(path: str, size: int = 1, modified: int = 5, **more: Why) -> FileRecord:
    return FileRecord(path, size, modified, EXACT, **(more or {"not_hashable": Why("no_image")}))


def done_with(*records: FileRecord, videos: bool = True) -> Done:
    done = Done(videos=videos)
    for each in records:
        done.add(each)
    return done


def test_it_holds_a_file_as_it_is_and_not_as_it_has_become() -> None:
    done = done_with(record("a"), record("b"))
    assert done.holds(b"a", 1, 5, "") and done.knows(b"a")
    assert not done.holds(b"a", 2, 5, "") and not done.holds(b"a", 1, 6, "")
    assert not done.holds(b"a", None, None, "link")
    assert not done.holds(b"c", 1, 5, "") and not done.knows(b"c")


def test_nothing_is_held_in_an_empty_one() -> None:
    assert not done_with().holds(b"a", 1, 5, "") and not done_with().twice()


def test_what_could_not_be_known_is_asked_again() -> None:
    unread = FileRecord("a", 1, 5, unreadable=Why("permission"))
    done = done_with(
        unread, record("b", not_hashable=Why("server")), record("c", not_hashable=Why("left_out"))
    )
    assert not any(done.holds(path, 1, 5, "") for path in (b"a", b"b", b"c"))
    assert done_with(record("c", not_hashable=Why("left_out")), videos=False).holds(b"c", 1, 5, "")


def test_a_link_stays_a_link() -> None:
    done = done_with(FileRecord("a", unreadable=Why("link")))
    assert done.holds(b"a", None, None, "link") and not done.holds(b"a", 1, 5, "")


def test_the_later_record_counts() -> None:
    done = done_with(record("a"), record("b"), record("a", size=9))
    assert done.holds(b"a", 9, 5, "") and not done.holds(b"a", 1, 5, "")
    assert done.twice() == {name_of(b"a")}


def test_every_one_of_many_is_found() -> None:
    """Names that end in zeros among them, which NumPy would drop."""
    done = done_with(*(record(str(number), size=number) for number in range(5000)))
    assert all(done.holds(str(number).encode(), number, 5, "") for number in range(5000))
    assert not any(done.knows(str(number).encode()) for number in range(5000, 10000))
    assert any(name_of(str(number).encode()).endswith(b"\0") for number in range(5000))


def test_a_file_takes_24_bytes() -> None:
    done, one = Done(videos=True), record("a")
    tracemalloc.start()
    for _ in range(20_000):
        done.add(one)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert size < 20_000 * 30
