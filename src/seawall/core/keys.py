"""The node's one secret and the keys derived from it, each for one purpose only (HKDF, RFC 5869)."""

import hashlib
from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# Of SHA-256, in bytes; and what the key is mixed with on both ways.
BLOCK = hashlib.sha256().block_size
INNER, OUTER = (bytes(byte ^ mask for byte in range(256)) for mask in (0x36, 0x5C))


@lru_cache(maxsize=64)
def derived(purpose: str) -> bytes:
    secret = settings.SECRET_KEY.encode()
    return HKDF(SHA256(), length=32, salt=None, info=b"seawall:" + purpose.encode()).derive(secret)


def digest(purpose: str, text: str) -> str:
    """Keyed digest for "is it the same?" look-ups: without the node's secret it cannot be searched by guessing."""
    inner, outer = _begun(purpose)
    inner, outer = inner.copy(), outer.copy()
    inner.update(text.encode())
    outer.update(inner.digest())
    digested: str = outer.hexdigest()
    return digested


@lru_cache(maxsize=64)
def _begun(purpose: str) -> tuple[Any, Any]:
    """HMAC-SHA256 (RFC 2104) with the key taken in: an import asks for millions of digests, and the library spends half of its time on
    what is the same each time."""
    key = derived(purpose).ljust(BLOCK, b"\0")
    return hashlib.sha256(key.translate(INNER)), hashlib.sha256(key.translate(OUTER))


@lru_cache(maxsize=8)
def _box(purpose: str) -> Fernet:
    return Fernet(urlsafe_b64encode(derived(purpose)))


def seal(purpose: str, text: str) -> str:
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str) -> str:
    return _box(purpose).decrypt(sealed.encode()).decode()
