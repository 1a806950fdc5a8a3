"""So many connections at once: `python -m tests.bench._senders PORT CONNECTIONS SECONDS`, forms on standard input.

Prints how long each answered post took. Bare sockets and few words, so that sending costs little beside answering.
"""

import socket
import sys
import threading
import time
from urllib.parse import urlencode

from tests.durability.reporter import CSRF, HEADERS


class Sender(threading.Thread):
    def __init__(self, port: int, forms: list[str], until: float) -> None:
        super().__init__()
        self.port, self.forms, self.until = port, forms, until
        self.waits: list[float] = []

    def run(self) -> None:
        door = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.monotonic() < self.until:
            try:
                form = self.forms.pop()
            except IndexError:
                return
            asked = time.monotonic()
            door.sendall(post(form))
            status = answered(door)
            if (status == 200) != (form == "spoiled"):
                self.waits.append(time.monotonic() - asked)


def post(form: str) -> bytes:
    body = urlencode({"csrfmiddlewaretoken": CSRF, "state": form, "step": "check", "go": "send"}).encode()
    head = [f"POST /en/report/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}"]
    head += [f"{name}: {value}" for name, value in HEADERS.items()]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def answered(door: socket.socket) -> int:
    got = b""
    while b"\r\n\r\n" not in got:
        got += door.recv(65536)
    head, _, body = got.partition(b"\r\n\r\n")
    lower = head.lower()
    if b"content-length:" in lower:
        left = int(lower.split(b"content-length:")[1].split(b"\r\n")[0]) - len(body)
        while left > 0:
            left -= len(door.recv(65536))
    else:
        while not body.endswith(b"0\r\n\r\n"):
            body += door.recv(65536)
    return int(head[9:12])


def main(port: int, connections: int, seconds: float) -> None:
    forms = sys.stdin.read().split("\n")
    until = time.monotonic() + seconds
    all_senders = [Sender(port, forms, until) for _ in range(connections)]
    for sender in all_senders:
        sender.start()
    for sender in all_senders:
        sender.join()
    for sender in all_senders:
        for wait in sender.waits:
            print(f"{wait:.6f}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
