"""What an authenticator app would show: time-based codes after RFC 6238, a second implementation."""

import base64
import hashlib
import hmac
import struct
import time

STEP = 30


class Authenticator:
    """Never shows the same code twice: the node takes each only once, so the second waits for the next step."""

    def __init__(self, secret: str) -> None:
        self._key = base64.b32decode(secret)
        self._used = -1

    def code(self) -> str:
        while (step := int(time.time()) // STEP) <= self._used:
            time.sleep(0.2)
        self._used = step
        mac = hmac.new(self._key, struct.pack(">Q", step), hashlib.sha1).digest()
        start = mac[-1] & 0x0F
        return f"{(int.from_bytes(mac[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06d}"
