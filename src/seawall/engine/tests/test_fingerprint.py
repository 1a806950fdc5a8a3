"""The public door: exact hashes always, the picture from the sandbox."""

import hashlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from seawall.engine.errors import BadInput
from seawall.engine.fingerprints import fingerprint, variants
from seawall.engine.nothashable import SENTENCES, NotHashable, Reason
from seawall.engine.pictures.hashing import Picture, picture_of
from seawall.engine.pictures.read import read_picture
from seawall.engine.pictures.tests.corpus import Case, Turn, as_stored, cases, picture
from seawall.engine.pictures.tests.encoders import saved

CORPUS = list(cases())


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.name)
def test_it_fingerprints_every_format(case: Case) -> None:
    """The confined child sees what the decoder sees without confinement, and a refusal comes through as the same reason."""
    found = fingerprint(case.data)
    assert found.digests.sha256 == hashlib.sha256(case.data).digest() and found.digests.size == len(case.data)
    if isinstance(case.shown, Reason):
        assert found.picture == NotHashable(case.shown, SENTENCES[case.shown])
        return
    expected = picture_of(read_picture(BytesIO(case.data)))
    assert isinstance(found.picture, Picture), found.picture
    assert np.array_equal(found.picture.code, expected.code) and found.picture.quality == expected.quality


def test_it_takes_a_path_bytes_or_a_stream(tmp_path: Path) -> None:
    data = saved(picture(), "PNG")
    path = tmp_path / "picture"
    path.write_bytes(data)
    found = [fingerprint(source) for source in (path, str(path), data, BytesIO(data))]
    assert len({each.digests for each in found}) == 1
    assert len({each.picture.code.tobytes() for each in found if isinstance(each.picture, Picture)}) == 1


def test_its_hashes_are_the_usual_ones() -> None:
    digests = fingerprint(b"abc").digests
    assert digests.md5.hex() == "900150983cd24fb0d6963f7d28e17f72"
    assert digests.sha1.hex() == "a9993e364706816aba3e25717850c26c9cd0d89d"


def test_it_has_variants_by_name() -> None:
    whole = fingerprint(saved(picture(), "PNG")).picture
    turned = variants(saved(as_stored(picture(), Turn.TURNED_LEFT), "PNG"))
    assert isinstance(whole, Picture) and isinstance(turned, dict)
    assert turned.keys() == {turn.name.lower() for turn in Turn}
    bits = {name: int(np.bitwise_count(code ^ whole.code).sum()) for name, code in turned.items()}
    assert min(bits, key=lambda name: bits[name]) == "turned_left"


def test_it_has_no_variants_of_what_is_no_picture() -> None:
    assert variants(b"words") == NotHashable(Reason.NO_IMAGE, SENTENCES[Reason.NO_IMAGE])


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        fingerprint(tmp_path / "nothing")


def test_a_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises((BadInput, OSError)):
        fingerprint(tmp_path)
