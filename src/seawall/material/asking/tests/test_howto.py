"""What the page for providers tells them to type works as it stands there."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seawall.config.programs import NODE
from seawall.material.asking.answers import AnswerOut, Hint, HitOut
from seawall.material.models import Item
from seawall.material.states import FingerprintKind, GivenFingerprint

ROOT = Path(__file__).parents[5]
PAGE = ROOT / "docs" / "howto" / "ask-the-match-interface.md"
PICTURE = GivenFingerprint(FingerprintKind.PDQ, "0123456789abcdef" * 3 + "0123456789abcd00", 90)
FILE = GivenFingerprint(FingerprintKind.MD5, "00112233445566778899aabbccddeeff")


def example(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def provider(
    transactional_db: None, settings: Any, request: Any, opened: Any, shared: Callable[..., Item]
) -> dict[str, str]:
    """The environment of a provider's machine, with a node that answers over HTTP and knows both fingerprints."""
    settings.ROOT_URLCONF, settings.MIDDLEWARE, settings.PROGRAM = NODE.urlconf, list(NODE.middleware), NODE
    node = request.getfixturevalue("live_server")
    shared(PICTURE, FILE)
    return {**os.environ, "SEAWALL_NODE": node.url, "SEAWALL_KEY": opened()[1]}


def test_the_example_in_python(provider: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", example("python")], env=provider, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    exact, near = (line.split() for line in done.stdout.splitlines())
    assert exact[:4] == ["1", "treat_as_known", "md5", "0"]
    assert near[:4] == ["0", "look_first", "pdq", "7"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed here")
def test_the_example_with_curl(provider: dict[str, str]) -> None:
    done = subprocess.run(
        ["bash", "-c", example("sh")], env=provider, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr + done.stdout
    answer = json.loads(done.stdout)
    assert [hit["position"] for hit in answer["exact"] + answer["near"]] == [1, 0]


def test_every_field_of_the_answer_is_explained() -> None:
    page = PAGE.read_text(encoding="utf-8")
    names = {*HitOut.__struct_fields__, *AnswerOut.__struct_fields__} - {"call", "asked", "distinct"}
    assert {name for name in names if f"`{name}`" not in page} == set()
    assert {hint for hint in Hint if f"`{hint}`" not in page} == set()
