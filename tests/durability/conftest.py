import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durability.node import Node
from tests.own_database import own_database


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    """On PostgreSQL when DATABASE_URL names one, as everywhere in the tests."""
    with own_database(os.environ.get("DATABASE_URL", ""), tmp_path / "data") as url:
        one = Node(tmp_path, url)
        yield one
        if one.process is not None:
            one.kill_everything()
