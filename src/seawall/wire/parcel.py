"""Files in one archive (ZIP), with a manifest that names each with its size and SHA-256: what a receiver or a court checks first."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any, NamedTuple

MANIFEST = "manifest.json"
# The same parts make the same bytes: no clock of this machine in them.
STILL = (1980, 1, 1, 0, 0, 0)


class Part(NamedTuple):
    name: str
    size: int
    sha256: str


class Parcel(NamedTuple):
    archive: bytes
    parts: tuple[Part, ...]

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.archive).hexdigest()


def packed(about: Mapping[str, Any], files: Mapping[str, bytes]) -> Parcel:
    """`about` is what the manifest says of the whole: plain JSON values. The manifest is the first file."""
    parts = tuple(
        Part(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in files.items()
    )
    manifest = {**about, "parts": [part._asdict() for part in parts]}
    said = json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {MANIFEST: said, **files}.items():
            archive.writestr(zipfile.ZipInfo(name, STILL), content, zipfile.ZIP_DEFLATED)
    return Parcel(stream.getvalue(), parts)
