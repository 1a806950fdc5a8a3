"""One node for all of these tests, and the Python of the receiver's installation."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.durability.node import Node, status
from tests.own_database import own_database
from tests.tx.machine import TX

# On a crowded machine a node takes its time to start, and Django too.
MOST_START_S = 240.0
Calls = Callable[..., list[Any]]


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """Whether its index is ready is nothing to a pull, so only its being there is waited for."""
    folder = tmp_path_factory.mktemp("node")
    with own_database(os.environ.get("DATABASE_URL", ""), folder / "data") as url:
        one = Node(folder, url)
        one.script("tests.tx.node", "begin")
        one.process = one.spawn("serve", "--port", str(one.port), "--only", "node")
        one.port_of_one(["node"])
        try:
            until = time.monotonic() + MOST_START_S
            while status(one.at("node", "/healthz")) != 200:
                assert one.process.poll() is None and time.monotonic() < until, one.printed.read_text()
                time.sleep(0.1)
            yield one
        finally:
            one.stop()


@pytest.fixture(scope="session")
def calls() -> Calls:
    """`calls("ncmec", address, user, password, ["status"], ["fetch", 0])`: what their client answers to each, or the name of its error."""

    def call(
        client: str, address: str, user: str, password: str, *asked: list[Any], zone: str = "UTC"
    ) -> list[Any]:
        done = subprocess.run(
            [str(TX / "python"), str(Path(__file__).with_name("their_client.py"))],
            input=json.dumps(
                {"client": client, "address": address, "user": user, "password": password, "calls": asked}
            ),
            env={"PATH": "/usr/bin:/bin", "TZ": zone},
            capture_output=True,
            text=True,
            timeout=240,
        )
        assert done.returncode == 0, done.stderr
        found: list[Any] = json.loads(done.stdout)
        return found

    return call
