"""What keeps the demo from starting is said before it says that it is ready, in the language of the terminal."""

import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from seawall.cli.demo import demo
from seawall.demo import start as starting
from seawall.demo.places import HIGHEST, Places
from seawall.demo.refusals import NotStarted
from seawall.demo.story import weeks
from tests.peers.ports import free_port


def listening(port: int) -> socket.socket:
    other = socket.socket()
    other.bind(("127.0.0.1", port))
    other.listen()
    return other


@pytest.mark.parametrize(
    ("language", "sentence"), [("C", "cannot listen at port"), ("de_DE.UTF-8", "kann an Port")]
)
def test_a_port_that_is_taken_is_told_in_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, language: str, sentence: str
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    places = Places(free_port(1, 2, 3, 53, 93))
    with listening(places.port + 1):
        done = CliRunner().invoke(demo, ["--port", str(places.port)])
    assert done.exit_code == 1 and sentence in done.output and str(places.port + 1) in done.output


@pytest.mark.parametrize("port", [0, HIGHEST + 1])
def test_a_port_that_leaves_no_room_for_the_others_is_refused(port: int) -> None:
    done = CliRunner().invoke(demo, ["--port", str(port)])
    assert done.exit_code == 2 and "--port" in done.output and "Traceback" not in done.output


def test_programs_that_came_while_it_invented_are_not_taken_for_its_own(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.DEMO, settings.DATA, settings.SOURCES = True, tmp_path, str(tmp_path / "sources")
    places = Places(free_port(1, 2, 3, 53, 93))
    came: list[socket.socket] = []

    def invent(*_: object) -> None:
        came.append(listening(places.port + 2))

    for name in ("migrate", "_write_without_waiting_for_the_disk", "_programs"):
        monkeypatch.setattr(starting, name, lambda *_: None)
    monkeypatch.setattr(starting.signal, "signal", lambda *_: None)
    with pytest.raises(NotStarted, match=str(places.port + 2)):
        starting.start(places, replace(weeks(1), invent=invent), fresh=False)
    came.pop().close()
