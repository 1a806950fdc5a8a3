"""`seawall export`: what leaves is asked for by a reviewer, written down first, and says no more than two people found."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seawall.cli.export import export
from seawall.cli.import_ import import_
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material.actions import propose_entry, reveal_items, set_matching, share_entry
from seawall.material.models import Item, List
from seawall.material.offline.tests.folders import Said, said
from seawall.material.queries import vics_number
from seawall.material.states import FingerprintKind, GivenFingerprint, Stance
from seawall.material.tests.make import a_confirmed_item, a_list, an_assessed_item, an_item, sha256
from seawall.people.models import Staff
from seawall.wire.vics import Media, open_vics


def md5(number: int) -> GivenFingerprint:
    return GivenFingerprint(FingerprintKind.MD5, f"{number:032x}")


def opaque(number: int) -> GivenFingerprint:
    return GivenFingerprint(FingerprintKind.PHOTODNA, f"{number:0288x}")


def exported(out: Path, person: Staff, *words: str) -> Said:
    return said(export, "--format", "vics", "--out", out, "--as", person.email, *words)


def records(file: Path) -> list[Media]:
    with file.open("rb") as stream:
        return [each for each in open_vics(stream) if isinstance(each, Media)]


@pytest.fixture
def shared(first: Actor, second: Actor, reviewer: Actor) -> tuple[List, Item]:
    """A list with one entry of its own, and another item that stands on no list."""
    item, known = a_confirmed_item(first, second, md5(1), opaque(1)), a_list(reviewer)
    share_entry(propose_entry(item, known, actor=first), actor=reviewer)
    an_item(first, md5(2))
    return known, item


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL decides by what its tables hold")
@pytest.mark.parametrize(
    ("of_a_list", "place"), [(False, "number>?"), (True, "list_id=? AND id>?")], ids=["items", "list"]
)
def test_it_is_read_on_from_where_it_was_without_sorting_what_is_left(
    shared: tuple[List, Item], reviewer: Actor, of_a_list: bool, place: str
) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert len([*reveal_items(shared[0] if of_a_list else None, actor=reviewer)]) == 2 - of_a_list
    chunks = [each["sql"] for each in asked if "ORDER BY" in each["sql"] and "LIMIT 2000" in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {chunks[-1]}".replace("%", "%%"))
        plan = str(cursor.fetchall())
    assert len(chunks) == 2 and place in plan and "TEMP B-TREE" not in plan, plan


def test_a_list_is_written_with_what_two_people_found(
    shared: tuple[List, Item], rena: Staff, tmp_path: Path, trail: Callable[[str], list[Any]]
) -> None:
    out = tmp_path / "list.json"
    done = exported(out, rena, "--list", shared[0].name)
    assert done.returncode == 0 and "1 record written" in done.stdout, done
    (found,) = records(out)
    # Its labels lie within the baseline, and the baseline within the category of the US.
    assert (found.md5, found.category, found.media_id) == (f"{1:032x}", 1, 1)
    assert found.photodna and out.stat().st_mode & 0o777 == 0o600
    (line,) = trail("material.items_exported")
    assert (line.subject_id, line.actor_id) == (shared[0].id, rena.id)


@pytest.mark.parametrize("words", [("--region", "UK"), ("--vics", "1.3")])
def test_what_is_not_public_is_not_said(
    shared: tuple[List, Item], rena: Staff, tmp_path: Path, words: tuple[str, ...]
) -> None:
    out = tmp_path / "list.json"
    done = exported(out, rena, "--list", shared[0].name, *words)
    assert "is not public" in done.stdout and [each.category for each in records(out)] == [None]


def test_all_items_are_written_and_what_one_person_found_is_not(
    first: Actor, second: Actor, rena: Staff, tmp_path: Path
) -> None:
    an_assessed_item(first, md5(1))
    a_confirmed_item(first, second, md5(2), depiction="c")
    an_item(first, sha256())
    done = exported(tmp_path / "all.json", rena, "--items")
    assert done.returncode == 3 and "1 item was left out" in done.stdout
    assert [(each.md5[-1], each.category) for each in records(tmp_path / "all.json")] == [
        ("1", None),
        ("2", None),
    ]


def test_what_is_known_to_be_harmless_is_non_pertinent(
    shared: tuple[List, Item], reviewer: Actor, rena: Staff, tmp_path: Path
) -> None:
    set_matching(shared[0], matching=True, radius=0, stance=Stance.HARMLESS, actor=reviewer)
    exported(tmp_path / "list.json", rena, "--list", shared[0].name)
    assert [each.category for each in records(tmp_path / "list.json")] == [0]
    (item,) = reveal_items(shared[0], actor=reviewer)
    assert vics_number("UK", item) is None


def test_what_is_in_quarantine_stays(shared: tuple[List, Item], reviewer: Actor) -> None:
    Item.objects.filter(pk=shared[1].pk).update(quarantined_at="2026-11-22T00:00:00Z")
    assert list(reveal_items(shared[0], actor=reviewer)) == []
    assert len(list(reveal_items(actor=reviewer))) == 1


def test_only_a_reviewer_of_the_owner_takes_it(
    shared: tuple[List, Item],
    mara: Staff,
    outsider: Actor,
    first: Actor,
    tmp_path: Path,
    trail: Callable[[str], list[Any]],
) -> None:
    for actor in (first, outsider, Actor.system(outsider.agency_id)):
        for what in (shared[0], None):
            with pytest.raises(Refused):
                reveal_items(what, actor=actor)
    done = exported(tmp_path / "list.json", mara, "--list", shared[0].name)
    assert done.returncode == 1 and "Your duties do not allow this" in done.stderr
    assert not (tmp_path / "list.json").exists() and not trail("material.items_exported")


def test_what_cannot_be_is_said_and_leaves_no_file(
    shared: tuple[List, Item], rena: Staff, tmp_path: Path
) -> None:
    out = tmp_path / "x.json"
    assert "Give either" in exported(out, rena).stderr
    assert "Give either" in exported(out, rena, "--items", "--list", "a").stderr
    assert "There is no list called “Other”" in exported(out, rena, "--list", "Other").stderr
    assert "A region is one word" in exported(out, rena, "--items", "--region", "a/b").stderr
    assert not out.exists()
    out.write_text("mine")
    assert "is there already" in exported(out, rena, "--items").stderr and out.read_text() == "mine"


def test_another_node_takes_it_as_it_is(
    shared: tuple[List, Item], rena: Staff, stranger: Staff, tmp_path: Path
) -> None:
    out = tmp_path / "list.json"
    exported(out, rena, "--list", shared[0].name)
    done = said(import_, out, "--as", stranger.email, "--source", "Meldestelle Nord")
    assert done.returncode == 0 and "1  new" in done.stdout
    item = Item.objects.get(owner_id=stranger.agency_id)
    assert set(item.fingerprints.values_list("kind", flat=True)) == {"md5", "photodna-opaque"}
