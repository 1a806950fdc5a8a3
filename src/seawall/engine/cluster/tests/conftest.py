"""What is spread over machines is tried on a Ray cluster of two nodes on this one."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from seawall.engine.cluster.tests.machines import Machines


@pytest.fixture(scope="session")
def machines() -> Iterator[Machines]:
    """Two nodes; a test that kills the second one has another in its place for the next."""
    # Short: the names of Ray's sockets must fit into 107 letters.
    folder = Path(tempfile.mkdtemp(prefix="ray"))
    machines = Machines(folder)
    try:
        yield machines
    finally:
        machines.close()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def whole_for_the_next(request: pytest.FixtureRequest) -> Iterator[None]:
    """Before the fixtures of the next module are made: an index on one node has no second replica to wait for."""
    yield
    if "machines" in request.fixturenames:
        request.getfixturevalue("machines").whole()
