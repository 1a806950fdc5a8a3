from pathlib import Path

import pytest

from seawall.demo.refusals import NotStarted
from seawall.demo.state import State


def test_it_goes_on_where_it_was(tmp_path: Path) -> None:
    state = State(tmp_path / "demo", 8000, {})
    state.prepare(fresh=False)
    state.mark_invented()
    (tmp_path / "demo" / "seawall.sqlite3").write_text("kept")
    state.prepare(fresh=False)
    assert state.is_invented and (tmp_path / "demo" / "seawall.sqlite3").exists()


def test_half_an_invention_is_begun_anew(tmp_path: Path) -> None:
    state = State(tmp_path / "demo", 8000, {})
    state.prepare(fresh=False)
    (tmp_path / "demo" / "seawall.sqlite3").write_text("half")
    state.prepare(fresh=False)
    assert not (tmp_path / "demo" / "seawall.sqlite3").exists()


def test_fresh_forgets(tmp_path: Path) -> None:
    state = State(tmp_path / "demo", 8000, {})
    state.prepare(fresh=False)
    state.mark_invented()
    state.prepare(fresh=True)
    assert not state.is_invented


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(NotStarted, match="FOREIGN_FOLDER"):
        State(tmp_path, 8000, {}).prepare(fresh=True)
    assert (tmp_path / "letters.txt").read_text() == "mine"


def test_it_says_where_it_was_invented(tmp_path: Path) -> None:
    state = State(tmp_path / "demo", 8000, {})
    state.prepare(fresh=False)
    state.mark_invented()
    with pytest.raises(NotStarted, match="8000"):
        State(tmp_path / "demo", 9000, {}).prepare(fresh=False)


def test_it_goes_on_with_the_options_by_which_it_was_invented(tmp_path: Path) -> None:
    asked = {"seed": 1, "accounts": 2700}
    state = State(tmp_path / "demo", 8000, asked)
    state.prepare(fresh=False)
    state.mark_invented()
    state.prepare(fresh=False)
    with pytest.raises(NotStarted, match="--seed 1 --accounts 2700"):
        State(tmp_path / "demo", 8000, {**asked, "seed": 2}).prepare(fresh=False)
