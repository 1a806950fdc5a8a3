"""The key that signs checkpoints: Ed25519, one for each node. The public half is handed out; see docs/howto."""

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings


def secret_path() -> Path:
    return Path(settings.DATA) / "keys" / "trail.pem"


def public_path() -> Path:
    return Path(settings.DATA) / "trail" / "trail.pub"


def signing_key() -> Ed25519PrivateKey:
    path = secret_path()
    if not path.exists():
        _make(path)
    key = _loaded(path.read_bytes())
    if not public_path().exists():
        _write_once(public_path(), public_pem(key), 0o644)
    return key


@lru_cache(maxsize=1)
def _loaded(pem: bytes) -> Ed25519PrivateKey:
    key = load_pem_private_key(pem, password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("The trail's key is not an Ed25519 key.")
    return key


def public_pem(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def key_id(key: Ed25519PublicKey) -> str:
    """Sixteen letters that tell one key from another; a person can compare them by telephone."""
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def _make(path: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _write_once(path, pem, 0o600)


def _write_once(path: Path, content: bytes, mode: int) -> None:
    """Whole or not at all, and never over another's: two programs may start for the first time together."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        # The other was first; its key counts.
        pass
    finally:
        draft.unlink()
