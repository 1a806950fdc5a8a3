"""The service's own schema, which is not ours to ship: tests that need it are skipped where it is absent."""

from functools import cache
from pathlib import Path

import pytest

from seawall.wire.cybertip.schema import Schema

ROOT = Path(__file__).resolve().parents[5]
XSD = ROOT.parent / "shared/formats/ncmec/cyber_tipline.xsd"
needs_their_schema = pytest.mark.skipif(
    not XSD.exists(), reason="the service's schema is not here (../shared/formats/ncmec/cyber_tipline.xsd)"
)


@cache
def their_schema() -> Schema:
    return Schema(XSD.read_bytes())
