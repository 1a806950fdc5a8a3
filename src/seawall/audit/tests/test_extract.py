"""An extract of the trail: each line with its proof, verified without the application; whatever is changed in it is found."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction

from seawall.audit.actions import record
from seawall.audit.extract import Levels
from seawall.audit.merkle import Edge
from seawall.audit.queries import extract_about
from seawall.audit.seal import seal
from seawall.audit.standalone.verify_trail import main
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.ids import new_id
from seawall.people.models import Staff

ONE, OTHER = new_id("itm"), new_id("itm")


@pytest.fixture
def actor(mara: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(mara)


@transaction.atomic
def deeds(actor: Actor, number: int) -> None:
    for place in range(number):
        record("tests.done", actor=actor, subject=ONE if place % 3 == 0 else OTHER, place=place)


@pytest.fixture
def extract(actor: Actor) -> str:
    deeds(actor, 11)
    with transaction.atomic():
        seal()
    deeds(actor, 2)
    return extract_about(actor, [ONE])


def verified(tmp_path: Path, text: str) -> int:
    file = tmp_path / "trail.jsonl"
    file.write_text(text, encoding="utf-8")
    return main([str(file)])


def test_each_line_is_proved_and_the_newest_is_said_to_be_loose(
    extract: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verified(tmp_path, extract) == 0
    said = capsys.readouterr().out
    assert "4 lines of an extract" in said and "1 lines are newer" in said and OTHER not in extract


def test_whatever_is_changed_is_found(extract: str, tmp_path: Path) -> None:
    rows = [json.loads(row) for row in extract.splitlines()]

    def spoilt(number: int, **values: object) -> str:
        changed = [{**row, **values} if place == number else row for place, row in enumerate(rows)]
        return "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in changed)

    first, second = rows[1], rows[2]
    for text in (
        spoilt(1, body=first["body"].replace('"place":0', '"place":9')),
        spoilt(1, path=second["path"]),
        spoilt(1, path=first["path"][:-1]),
        spoilt(1, path=[*first["path"], first["hash"]]),
        spoilt(1, path=None),
        spoilt(1, seq=2),
        spoilt(2, **first),
        spoilt(0, size=10),
        spoilt(0, checkpoint=rows[0]["checkpoint"].replace("agc_", "agd_")),
        spoilt(0, checkpoint=""),
    ):
        assert verified(tmp_path, text) == 1, text[:300]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13])
def test_the_levels_are_the_tree_of_the_checkpoints(size: int) -> None:
    hashes = [f"{number:064x}" for number in range(size)]
    edge = Edge()
    for one in hashes:
        edge.grow(one)
    assert Levels(hashes).levels[-1][0].hex() == edge.root()


def test_nobody_but_staff_gets_one(actor: Actor) -> None:
    with pytest.raises(Refused):
        extract_about(Actor.system(actor.agency_id), [ONE])
