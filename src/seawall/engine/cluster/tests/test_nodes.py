"""Processes are found by their names while others die."""

from pathlib import Path

from seawall.engine.cluster.nodes import Nodes, _actors, end, end_all, wait_for_the_end
from seawall.engine.cluster.replica import Place
from seawall.engine.cluster.talk import LIFE, ask, got, here
from seawall.engine.cluster.tests.machines import Machines


def test_one_that_dies_while_all_are_ended_is_no_error(machines: Machines, tmp_path: Path) -> None:
    nodes = Nodes("dying")
    actors = {name: nodes.start(Place(tmp_path, "pdq", 0, name), here()) for name in "ab"}
    for actor in actors.values():
        assert got(ask(actor, "node", group=LIFE), 120) == here()
    found = _actors("replica dying ")
    first, _ = next(found)
    other = actors["a" if first.endswith("b") else "b"]
    end(other)
    wait_for_the_end(other)
    assert list(found) == []
    end_all("dying")
    assert list(_actors("replica dying ")) == []
