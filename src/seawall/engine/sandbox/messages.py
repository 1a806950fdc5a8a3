"""What passes between caller, server and child. Nothing is ever unpickled, and nothing from a child is believed unchecked."""

import json
import os
import socket
import struct
import zlib
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

# Options are small: what a task needs to know about a file, not the file.
LONGEST_NOTE = 4096
_LENGTH = struct.Struct("!I")
_HEADER = struct.Struct("!4sBII")
_ENDING = struct.Struct("!iII?")
_MAGIC = b"SWA1"


class TooLong(ValueError):
    """A note that does not fit."""


class Kind(IntEnum):
    """The first thing a child says."""

    ANSWER = 0
    DECLINED = 1
    FAILED = 2
    MEMORY = 3
    UNCONFINED = 4


_KINDS = frozenset(int(kind) for kind in Kind)
Answer = tuple[Kind, bytes]
HEADER_BYTES = _HEADER.size


def framed(kind: Kind, payload: bytes) -> bytes:
    """A child's answer: magic, kind, length, checksum, payload."""
    return _HEADER.pack(_MAGIC, kind, len(payload), zlib.crc32(payload)) + payload


def unframed(data: bytes) -> Answer | None:
    """Kind and payload of exactly one well-formed answer; None for anything else."""
    if len(data) < _HEADER.size:
        return None
    magic, kind, length, checksum = _HEADER.unpack_from(data)
    payload = data[_HEADER.size :]
    sound = magic == _MAGIC and kind in _KINDS and length == len(payload) and checksum == zlib.crc32(payload)
    return (Kind(kind), payload) if sound else None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a child ended: its wait status, processor time in ms, peak memory in KiB, and whether it took
    more time than allowed."""

    status: int
    cpu_ms: int
    peak_kib: int
    overdue: bool

    def packed(self) -> bytes:
        return _ENDING.pack(self.status, self.cpu_ms, self.peak_kib, self.overdue)


ENDING_BYTES = _ENDING.size


def ending_from(data: bytes) -> Ending | None:
    return Ending(*_ENDING.unpack(data)) if len(data) == _ENDING.size else None


def send_note(door: socket.socket, note: dict[str, Any], fds: tuple[int, ...] = ()) -> None:
    """A small JSON object with open files, from caller to server or back. Raises TooLong."""
    text = json.dumps(note, separators=(",", ":")).encode()
    if len(text) > LONGEST_NOTE:
        raise TooLong(f"options may take {LONGEST_NOTE} bytes, not {len(text)}")
    data = _LENGTH.pack(len(text)) + text
    sent = socket.send_fds(door, [data], fds) if fds else door.send(data)
    # Not for nothing: to send no bytes is an error too, once the other side has read all and closed. The note would then be taken for
    # lost and given to a second child, and two children would read one file and answer into one pipe.
    if data[sent:]:
        door.sendall(data[sent:])


def receive_note(door: socket.socket, fds: int = 0) -> tuple[dict[str, Any], list[int]] | None:
    """The next note and its files; None when the other side is gone."""
    head, files, _, _ = socket.recv_fds(door, _LENGTH.size, fds)
    text = head and _exactly(door, _LENGTH.unpack(head)[0])
    if not text:
        for fd in files:
            os.close(fd)
        return None
    return json.loads(text), files


def _exactly(door: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length and (more := door.recv(length - len(data))):
        data += more
    return data if len(data) == length else b""
