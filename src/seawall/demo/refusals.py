"""Why the demo does not start. The command says it in the language of the terminal; what is invented is the same in all."""

import socket
from enum import Enum, auto

from seawall.demo.internet.world import LOOPBACK
from seawall.demo.places import HIGHEST, Places

FURTHER = 1000


class Cause(Enum):
    PORT_TAKEN = auto()
    FOREIGN_FOLDER = auto()
    OTHER_PORT = auto()
    OTHER_PAST = auto()
    NOT_READY = auto()


class NotStarted(Exception):
    """`values` go into the sentence of the cause."""

    def __init__(self, cause: Cause, **values: object) -> None:
        super().__init__(cause, values)
        self.cause, self.values = cause, values


def refuse_programs_elsewhere(places: Places) -> None:
    """Others' programs would answer in place of ours."""
    _refuse_taken(places, (places.port, places.port + 1, places.port + 2))


def refuse_taken_ports(places: Places) -> None:
    _refuse_taken(places, (*range(places.port, places.port + 4), places.names_port, places.mail_port))


def _refuse_taken(places: Places, ports: tuple[int, ...]) -> None:
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError as error:
                other = places.port + FURTHER
                if other > HIGHEST:
                    other = places.port - FURTHER
                raise NotStarted(Cause.PORT_TAKEN, port=port, why=error.strerror or "", other=other) from None
