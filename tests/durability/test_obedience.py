"""What one process shares or withdraws, another obeys within a second: with real processes, killed keepers and lost folders."""

import os
import secrets
import shutil
import statistics
from collections.abc import Iterator

import pytest

from tests.durability.node import Node, crowding
from tests.durability.obeying import Scene, Talker, near
from tests.own_database import own_database

# Wanted is one second, and `make bench ARGS=obedience` measures it; this is for a machine that has much else to do.
MOST_S = 5.0
ROUNDS = 7
# Starting a worker takes a while on a busy machine; that is not what is measured.
MOST_START_S = 60.0
MOST_REMAKE_S = 30.0


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """One for all: to bring up a node takes longer than all that is done in it."""
    folder = tmp_path_factory.mktemp("obedience")
    with own_database(os.environ.get("DATABASE_URL", ""), folder / "data") as url:
        one = Scene(Node(folder, url))
        yield one
        one.end()


@pytest.mark.slow
def test_added_and_withdrawn_by_one_is_obeyed_by_another_within_a_second(scene: Scene) -> None:
    values = [secrets.token_hex(32) for _ in range(ROUNDS + 1)]
    assert scene.do("share", values[0], "found") < MOST_START_S
    added = [scene.do("share", value, "found") for value in values[1:]]
    withdrawn = [scene.do("withdraw", value, "gone") for value in values]
    most = MOST_S * max(1, crowding())
    assert max(statistics.median(added), statistics.median(withdrawn)) < most, (added, withdrawn)


@pytest.mark.slow
def test_also_after_the_keeper_was_killed(scene: Scene) -> None:
    known, later, last = (secrets.token_hex(32) for _ in range(3))
    assert scene.do("share", known, "found") < MOST_START_S

    scene.kill_worker()
    # Withdrawn is obeyed though nobody keeps the index; what is new waits for the next keeper.
    assert scene.do("withdraw", known, "gone") < MOST_REMAKE_S
    scene.done("share", later)
    scene.looker.tell(f"found {later}")
    assert scene.looker.hear() == "looking"
    scene.worker = scene.node.spawn("work")

    assert scene.looker.hear()
    assert scene.do("share", last, "found") < MOST_REMAKE_S
    assert scene.do("withdraw", last, "gone") < MOST_REMAKE_S


@pytest.mark.slow
def test_a_lost_or_damaged_folder_is_made_anew_under_way(scene: Scene) -> None:
    known = secrets.token_hex(32)
    assert scene.do("share", known, "found") < MOST_START_S
    folder = scene.node.folder / "data" / "index"

    shutil.rmtree(folder / "pdq")
    later = secrets.token_hex(32)
    assert scene.do("share", later, "found") < MOST_REMAKE_S
    assert is_found(scene, known)

    for path in (folder / "pdq").glob("journal-*"):
        data = bytearray(path.read_bytes())
        data[20] ^= 1
        path.unlink()
        path.write_bytes(data)
    other = Talker(scene.node, "looker", list_of(scene))
    try:
        other.tell(f"found {near(known)}")
        assert other.hear() == "looking" and other.hear()
    finally:
        other.process.kill()
        other.process.wait()
    assert "turn" in scene.node.run("index")


def is_found(scene: Scene, value: str) -> bool:
    scene.looker.tell(f"found {value}")
    return scene.looker.hear() == "looking" and bool(scene.looker.hear())


def list_of(scene: Scene) -> str:
    return str(scene.node.rows("SELECT id FROM material_list")[0][0])
