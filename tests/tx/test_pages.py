"""The extension reads the list feed by itself, without Seawall; here one reader is held against the other."""

import io
import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from seawall.wire.changes import Asked, Change, Head, Page, read_page, write_page
from seawall.wire.faults import Malformed
from seawall.wire.listed import Entry, Given
from tests.tx.machine import TX, needs_threatexchange

pytestmark = [pytest.mark.slow, needs_threatexchange]
ON, PDQ, MD5 = "lst_cups", "ab" * 32, "0c" * 16
HEAD = Head(ON, "Cups", "amber", "prevent", 31, "known", date(2026, 11, 22), date(2027, 11, 21))
ENTRY = Entry(
    ON, "ent_1", "", "amber", False, {"baseline": ("1", "none")}, (Given("pdq", PDQ, 88), Given("md5", MD5))
)
WHOLE = Page(HEAD, "a9", True, (Change("ent_1", ENTRY), Change("ent_2", None, "mistake")))


def document(page: Page) -> dict[str, Any]:
    file = io.BytesIO()
    write_page(page, file)
    found: dict[str, Any] = json.loads(file.getvalue())
    return found


def spoiled() -> list[dict[str, Any]]:
    """Each of them wrong in one thing."""
    good = document(WHOLE)
    shared, withdrawn = good["changes"]
    one, other = shared["fingerprints"]
    changes = [
        shared | {"change": "removed"},
        shared | {"entry": ""},
        shared | {"entry": "ent_2"},
        shared | {"disputed": "false"},
        shared | {"categories": {"baseline": "none"}},
        shared | {"fingerprints": [one | {"value": MD5}, other]},
        shared | {"fingerprints": [one, other | {"value": "g" * 32}]},
        shared | {"fingerprints": {}},
        {name: value for name, value in shared.items() if name != "handling"},
    ]
    lists = [{"id": "lst_other"}, {"stance": "unheard of"}]
    return [
        *(good | {"changes": [change, withdrawn]} for change in changes),
        *(good | {"list": good["list"] | changed} for changed in lists),
        good | {"changes": [shared, {"change": "withdrawn", "entry": "ent_2"}]},
        good | {"changes": [shared, 7]},
        good | {"cursor": ""},
        good | {"cursor": "a8"},
        good | {"more": "no"},
        {name: value for name, value in good.items() if name != "cursor"},
    ]


def asked_there(pages: list[dict[str, Any]]) -> list[Any]:
    lines = "".join(json.dumps([page, ON, "a8"]) + "\n" for page in pages)
    done = subprocess.run(
        [str(TX / "python"), str(Path(__file__).with_name("reader.py"))],
        input=lines,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_it_takes_what_is_written_here_and_refuses_what_is_refused_here() -> None:
    empty = Page(HEAD, "a8", False, ())
    later = document(WHOLE) | {"hint": 1, "list": document(WHOLE)["list"] | {"hint": 1}}
    assert asked_there([document(WHOLE), document(empty), later]) == [
        [2, "a9", True],
        [0, "a8", False],
        [2, "a9", True],
    ]
    for page in spoiled():
        with pytest.raises(Malformed):
            read_page(io.BytesIO(json.dumps(page).encode()), Asked(ON, "a8"))
    for page, said in zip(spoiled(), asked_there(spoiled()), strict=True):
        assert isinstance(said, str) and PDQ not in said, page
