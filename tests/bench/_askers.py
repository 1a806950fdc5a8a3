"""Machines that ask at once: `python -m tests.bench._askers PORT CONNECTIONS SECONDS PER_CALL COUNT EVERY`, the key on standard input.

Prints how long each answer took. Bare sockets that stay open and calls written beforehand, so that asking costs little beside
answering. Every answer must hold each planted fingerprint: an asker that misses one ends with an error.
"""

import json
import re
import socket
import sys
import threading
import time

from tests.bench._planted import planted

# Written beforehand; then they are asked again. Few of a thousand each, many of one.
CALLS = {1: 4000, 1000: 60}


def call(secret: str, codes: list[bytes]) -> bytes:
    given = [{"kind": "pdq", "value": code.hex(), "quality": 90} for code in codes]
    body = json.dumps({"fingerprints": given}).encode()
    head = [
        "POST /api/v1/match HTTP/1.1",
        "Host: 127.0.0.1",
        f"Authorization: Bearer {secret}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


class Asker(threading.Thread):
    def __init__(self, port: int, calls: list[tuple[bytes, int]], until: float) -> None:
        super().__init__()
        self.port, self.calls, self.until = port, calls, until
        self.waits: list[float] = []
        self.missed = ""

    def run(self) -> None:
        door = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        place = 0
        while time.monotonic() < self.until and not self.missed:
            written, wanted = self.calls[place % len(self.calls)]
            asked, place = time.monotonic(), place + 1
            door.sendall(written)
            answer = answered(door)
            self.waits.append(time.monotonic() - asked)
            if answer.count(b'"distance"') < wanted:
                self.missed = answer[:300].decode(errors="replace")


def answered(door: socket.socket) -> bytes:
    got = bytearray()
    while (end := got.find(b"\r\n\r\n")) < 0:
        got += door.recv(1 << 20)
    size = re.search(rb"content-length: (\d+)", bytes(got[:end]), re.IGNORECASE)
    assert size, bytes(got[:end])
    while len(got) < end + 4 + int(size[1]):
        got += door.recv(1 << 20)
    return bytes(got)


def main(port: int, connections: int, seconds: float, per_call: int, count: int, every: int) -> None:
    secret = sys.stdin.read().strip()
    wanted = CALLS[per_call]
    codes = [code.tobytes() for code in planted(count, wanted * per_call, every, seed=per_call)]
    calls = []
    for start in range(0, len(codes), per_call):
        mine = range(start, start + per_call)
        # Asked twice it is one question, and told once.
        near = len({codes[place] for place in mine if place % every == 0})
        calls.append((call(secret, [codes[place] for place in mine]), near))
    sys.stderr.write("ready\n")
    until = time.monotonic() + seconds
    askers = [Asker(port, calls[number::connections], until) for number in range(connections)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    missed = [asker.missed for asker in askers if asker.missed]
    if missed:
        sys.exit(missed[0])
    for asker in askers:
        for wait in asker.waits:
            print(f"{wait:.6f}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), *map(int, sys.argv[4:]))
