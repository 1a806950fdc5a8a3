"""The node's one secret and the keys derived from it, each for one purpose only (HKDF, RFC 5869)."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


@lru_cache(maxsize=64)
def derived(purpose: str) -> bytes:
    secret = settings.SECRET_KEY.encode()
    return HKDF(SHA256(), length=32, salt=None, info=b"seawall:" + purpose.encode()).derive(secret)


def digest(purpose: str, text: str) -> str:
    """Keyed digest for "is it the same?" look-ups: without the node's secret it cannot be searched by guessing."""
    begun = _begun(purpose).copy()
    begun.update(text.encode())
    return begun.hexdigest()


@lru_cache(maxsize=64)
def _begun(purpose: str) -> hmac.HMAC:
    """The key is taken in once; an import asks for millions of digests."""
    return hmac.new(derived(purpose), digestmod=hashlib.sha256)


@lru_cache(maxsize=8)
def _box(purpose: str) -> Fernet:
    return Fernet(urlsafe_b64encode(derived(purpose)))


def seal(purpose: str, text: str) -> str:
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str) -> str:
    return _box(purpose).decrypt(sealed.encode()).decode()
