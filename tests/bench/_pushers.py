"""Providers' machines at once: `python -m tests.bench._pushers PORT CONNECTIONS SECONDS`, on standard input a key's header and a body, tab between.

A body that begins with < is a report in the CyberTipline format: opened, one file of it described, finished. Prints how long each report
that was taken took.
"""

import re
import secrets
import socket
import sys
import threading
import time

NUMBER = re.compile(rb"<reportId>(\d+)</reportId>")


class Pusher(threading.Thread):
    def __init__(self, port: int, told: list[str], until: float) -> None:
        super().__init__()
        self.port, self.told, self.until = port, told, until
        self.waits: list[float] = []
        self.refused = 0

    def run(self) -> None:
        self.door = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.monotonic() < self.until:
            try:
                key, body = self.told.pop().split("\t")
            except IndexError:
                return
            asked = time.monotonic()
            if self.push(key, body):
                self.waits.append(time.monotonic() - asked)
            else:
                self.refused += 1

    def push(self, key: str, body: str) -> bool:
        if not body.startswith("<"):
            return self.post("/api/v1/reports", key, "application/json", body)[0] == 200
        opened = NUMBER.search(self.post("/ispws/submit", key, "text/xml", body)[1])
        if opened is None:
            return False
        number = opened[1].decode()
        if b"<responseCode>0<" not in self.post("/ispws/fileinfo", key, "text/xml", details(number))[1]:
            return False
        form = f"id={number}"
        done = self.post("/ispws/finish", key, "application/x-www-form-urlencoded", form)
        return b"<responseCode>0<" in done[1]

    def post(self, path: str, key: str, kind: str, text: str) -> tuple[int, bytes]:
        body = text.encode()
        head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {key}\r\nContent-Type: {kind}\r\n"
        self.door.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        return self.answered()

    def answered(self) -> tuple[int, bytes]:
        got = b""
        while b"\r\n\r\n" not in got:
            got += self.door.recv(65536)
        head, _, body = got.partition(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        while len(body) < length:
            body += self.door.recv(65536)
        return int(head[9:12]), body


def details(number: str) -> str:
    """Of a file under a name of its own, with its MD5: both are random."""
    file_id, md5 = secrets.token_hex(16), secrets.token_hex(16)
    head = f"<reportId>{number}</reportId><fileId>{file_id}</fileId><originalFileName>blank.png</originalFileName>"
    return f"<fileDetails>{head}<originalFileHash hashType='MD5'>{md5}</originalFileHash></fileDetails>"


def main(port: int, connections: int, seconds: float) -> None:
    told = sys.stdin.read().split("\n")
    until = time.monotonic() + seconds
    pushers = [Pusher(port, told, until) for _ in range(connections)]
    for pusher in pushers:
        pusher.start()
    for pusher in pushers:
        pusher.join()
    refused = sum(pusher.refused for pusher in pushers)
    if refused:
        sys.exit(f"{refused} reports were not taken")
    for pusher in pushers:
        for wait in pusher.waits:
            sys.stdout.write(f"{wait:.6f}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
