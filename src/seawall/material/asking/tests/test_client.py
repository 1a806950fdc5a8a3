"""`seawall match --node` against the real interface, and beside it the same lists taken along as a snapshot."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest

from seawall.cli.match import match
from seawall.cli.scan import scan
from seawall.config.programs import NODE
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.material.actions import open_list, reveal_lists
from seawall.material.models import Item, List
from seawall.material.offline.tests.folders import filled, manifest_of, said
from seawall.material.states import FingerprintKind, GivenFingerprint, HandlingCode, Stance
from seawall.people.actions import revoke_access_key
from seawall.wire.snapshot import write

KEY = pyrage.x25519.Identity.generate()
FOUND = {
    "000.jpg": "known",
    "001.jpg": "near",
    "002.jpg": "harmless",
    "003.jpg": "new",
    "words.txt": "other",
}


@pytest.fixture
def node(transactional_db: None, settings: Any, request: Any) -> str:
    settings.ROOT_URLCONF, settings.MIDDLEWARE, settings.PROGRAM = NODE.urlconf, list(NODE.middleware), NODE
    return str(request.getfixturevalue("live_server").url)


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    folder = filled(tmp_path / "evidence", 4)
    (folder / "words.txt").write_text("words")
    assert said(scan, folder, "--out", tmp_path / "manifest", "--label", "E-2026-17").returncode == 0
    return tmp_path / "manifest"


@pytest.fixture
def harmless(reviewer: Actor) -> List:
    one = open_list("Cups and bridges", handling=HandlingCode.AMBER, actor=reviewer)
    List.objects.filter(pk=one.pk).update(stance=Stance.HARMLESS)
    one.refresh_from_db()
    return one


@pytest.fixture
def listed(node: str, scanned: Path, shared: Callable[..., Item], known: List, harmless: List) -> str:
    """The first picture by its bytes, the second by its looks, the third as harmless; the fourth is new."""
    _manifest, records = manifest_of(scanned)
    first, second, third = (records[f"00{number}.jpg"] for number in range(3))
    assert first.exact and second.pdq and third.exact
    shared(GivenFingerprint(FingerprintKind.SHA256, first.exact.sha256))
    near = f"{int(second.pdq.value, 16) ^ 0b111:064x}"
    shared(GivenFingerprint(FingerprintKind.PDQ, near, 90))
    shared(GivenFingerprint(FingerprintKind.MD5, third.exact.md5), on=harmless)
    return node


def found_in(file: Path) -> list[dict[str, Any]]:
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if "path" in line]


def test_a_node_and_a_snapshot_of_its_lists_say_the_same(
    listed: str, scanned: Path, opened: Any, reviewer: Actor, known: List, harmless: List, tmp_path: Path
) -> None:
    secret = opened(known, harmless)[1]
    asked = said(match, scanned, "--node", listed, "--out", tmp_path / "asked", SEAWALL_MATCH_KEY=secret)
    assert asked.returncode == 4, asked.stderr
    taken = reveal_lists([known, harmless], clock.in_future(days=3), actor=reviewer)
    with (tmp_path / "lists.age").open("wb") as file:
        write(taken.header, taken.entries, file, recipients=[str(KEY.to_public())])
    (tmp_path / "key").write_text(str(KEY))
    words = (
        "--snapshot",
        tmp_path / "lists.age",
        "--identity",
        tmp_path / "key",
        "--out",
        tmp_path / "alone",
    )
    assert said(match, scanned, *words).returncode == 4

    found = found_in(tmp_path / "asked")
    assert {each["path"]: each["finding"] for each in found} == FOUND
    assert found == found_in(tmp_path / "alone")


def test_the_client_tells_why_the_node_refuses(
    listed: str, scanned: Path, opened: Any, known: List, ada: Any, actor_of: Callable[..., Actor]
) -> None:
    key, secret = opened(known)
    revoke_access_key(key, actor=actor_of(ada))
    done = said(match, scanned, "--node", listed, SEAWALL_MATCH_KEY=secret)
    assert done.returncode == 1 and "does not accept this key" in done.stderr
