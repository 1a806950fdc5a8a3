"""One writer at a time."""

import multiprocessing
from pathlib import Path

import pytest

from seawall.engine.errors import BadInput, Locked, ReadOnly
from seawall.engine.search.index import Index
from seawall.engine.search.tests import peers
from seawall.engine.search.tests.oracle import some_codes


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    with Index.open(tmp_path, writable=True), pytest.raises(Locked, match="another process writes"):
        Index.open(tmp_path, writable=True)
    Index.open(tmp_path, writable=True).close()


def test_a_writer_in_another_process_refuses_ours_until_it_ends(tmp_path: Path) -> None:
    holder = peers.start("hold", tmp_path)
    assert peers.line_of(holder) == "ready"
    with pytest.raises(Locked):
        Index.open(tmp_path, writable=True)
    assert len(Index.open(tmp_path)) == 0
    holder.kill()
    holder.communicate()
    Index.open(tmp_path, writable=True).close()


def test_a_reader_changes_nothing(tmp_path: Path) -> None:
    Index.open(tmp_path, writable=True).close()
    with Index.open(tmp_path) as index:
        for change in (lambda: index.add([1], some_codes(1)), lambda: index.remove([1]), index.merge):
            with pytest.raises(ReadOnly):
                change()


def test_a_child_of_the_writer_changes_nothing(tmp_path: Path) -> None:
    with Index.open(tmp_path, writable=True) as index:
        answers = multiprocessing.get_context("fork").Queue()

        def child() -> None:
            try:
                index.add([1], some_codes(1))
            except ReadOnly:
                answers.put("refused")

        process = multiprocessing.get_context("fork").Process(target=child)
        process.start()
        assert answers.get(timeout=20) == "refused"
        process.join()
        assert len(index) == 0


def test_a_closed_index_says_so(tmp_path: Path) -> None:
    index = Index.open(tmp_path, writable=True)
    index.close()
    index.close()
    with pytest.raises(BadInput, match="closed"):
        index.search(some_codes(1))


def test_there_must_be_an_index_to_read(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no index"):
        Index.open(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_the_kind_must_be_the_one_it_was_made_with(tmp_path: Path) -> None:
    Index.open(tmp_path, writable=True, kind="md5").close()
    assert Index.open(tmp_path).kind == "md5"
    for writable in (True, False):
        with pytest.raises(BadInput, match="is of kind md5, not pdq"):
            Index.open(tmp_path, writable, kind="pdq")
    with pytest.raises(BadInput, match="not sha512"):
        Index.open(tmp_path, kind="sha512")  # type: ignore[arg-type]
