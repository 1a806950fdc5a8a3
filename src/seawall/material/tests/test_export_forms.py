"""`seawall export` in each format: what is written is read by the format's own reader, and says no more than is known."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seawall.cli.export import export
from seawall.cli.exporting import hash_sharing as hash_sharing_export
from seawall.core.actors import Actor
from seawall.material.actions import propose_entry, register_item, share_entry
from seawall.material.models import Item, List
from seawall.material.offline.tests.folders import Said, said
from seawall.material.states import FingerprintKind, GivenFingerprint
from seawall.material.tests.make import a_confirmed_item, a_list, an_item
from seawall.people.models import Staff
from seawall.wire import case_uco, hash_lists, icse
from seawall.wire.hash_sharing.entries import Entries

MD5 = GivenFingerprint(FingerprintKind.MD5, "0a" * 16)
PDQ = GivenFingerprint(FingerprintKind.PDQ, "5c" * 32, 90)
SHA256 = GivenFingerprint(FingerprintKind.SHA256, "0b" * 32)
OPAQUE = GivenFingerprint(FingerprintKind.PHOTODNA, "ab" * 144)


@pytest.fixture
def shared(first: Actor, second: Actor, reviewer: Actor) -> tuple[List, Item]:
    """A list with one picture, and an item of which only the SHA-256 is known, on no list."""
    item, known = a_confirmed_item(first, second, MD5, PDQ, OPAQUE), a_list(reviewer)
    share_entry(propose_entry(item, known, actor=first), actor=reviewer)
    an_item(first, SHA256)
    return known, item


def exported(form: str, out: Path, person: Staff, *words: str) -> Said:
    return said(export, "--format", form, "--out", out, "--as", person.email, *words)


def test_a_hash_list_has_the_columns_that_were_asked_for(
    shared: tuple[List, Item], rena: Staff, tmp_path: Path, trail: Callable[[str], list[Any]]
) -> None:
    out = tmp_path / "list.csv"
    done = exported("hash-list", out, rena, "--items", *"--kind pdq --kind md5 --kind photodna".split())
    assert done.returncode == 3 and "1 item was left out" in done.stdout, done
    assert out.read_text().splitlines()[0] == "pdq,md5,photodna,quality"
    with out.open("rb") as file:
        (found,) = hash_lists.read(file)
    assert isinstance(found, hash_lists.Listed)
    prints = {each.kind: (each.value, each.quality) for each in found.fingerprints}
    assert prints["pdq"] == (PDQ.value, PDQ.quality) and prints["md5"] == (MD5.value, None)
    assert len(prints["photodna"][0]) == 192
    assert [line.subject_id for line in trail("material.items_exported")] == [rena.agency_id]


def test_an_option_of_another_format_is_refused(tmp_path: Path, rena: Staff) -> None:
    """Whoever asks for MD5 alone must not get all there is."""
    done = exported("case-uco", tmp_path / "a.jsonld", rena, "--items", "--kind", "md5")
    assert done.returncode == 2 and "--kind means something with the format hash-list only" in done.stderr, (
        done
    )
    assert not (tmp_path / "a.jsonld").exists()


def test_without_kinds_it_has_the_three_exact_ones(
    shared: tuple[List, Item], rena: Staff, tmp_path: Path
) -> None:
    done = exported("hash-list", tmp_path / "a.csv", rena, "--items")
    assert done.returncode == 0 and "2 records written" in done.stdout
    assert (tmp_path / "a.csv").read_text().splitlines() == [
        "md5,sha1,sha256",
        f"{MD5.value},,",
        f",,{SHA256.value}",
    ]


def test_the_columns_of_interpol_say_nothing_but_fingerprints(
    shared: tuple[List, Item], rena: Staff, tmp_path: Path
) -> None:
    done = exported("icse", tmp_path / "a.csv", rena, "--items")
    assert done.returncode == 3 and "1 item was left out" in done.stdout
    with (tmp_path / "a.csv").open("rb") as file:
        (found,) = icse.read(file)
    assert isinstance(found, icse.Record) and found.md5 == MD5.value and len(found.photodna) == 192
    assert (found.baseline, found.victim_identified, found.series_name) == (None, None, "")


def test_a_page_of_hash_sharing_has_pictures_with_what_two_people_found(
    shared: tuple[List, Item], rena: Staff, tmp_path: Path
) -> None:
    out = tmp_path / "a.xml"
    assert "--member" in exported("hash-sharing", out, rena, "--items").stderr and not out.exists()
    done = exported("hash-sharing", out, rena, "--items", "--member", "7")
    assert done.returncode == 3 and "1 item was left out" in done.stdout
    with out.open("rb") as file:
        (found,) = Entries(file)
    assert found.key == f"7-{shared[1].id}" and found.media == "image" and found.classification
    assert {each.kind: each.value for each in found.fingerprints} == {"MD5": MD5.value, "PDQ": PDQ.value}


def test_what_does_not_fit_into_one_page_is_refused_and_leaves_no_file(
    shared: tuple[List, Item], rena: Staff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hash_sharing_export, "MOST", 0)
    done = exported("hash-sharing", tmp_path / "a.xml", rena, "--items", "--member", "7")
    assert done.returncode == 1 and "hash-list" in done.stderr and not (tmp_path / "a.xml").exists()


def test_a_graph_has_no_item_that_nobody_could_find_by_it(
    shared: tuple[List, Item], first: Actor, rena: Staff, tmp_path: Path
) -> None:
    an_item(first, OPAQUE)
    done = exported("case-uco", tmp_path / "a.jsonld", rena, "--items")
    assert done.returncode == 3 and "2 records written" in done.stdout, done
    assert "1 item was left out: a graph has MD5" in done.stdout
    with (tmp_path / "a.jsonld").open("rb") as file:
        assert all(each.prints for each in case_uco.read(file))


def test_a_graph_has_versions_of_schemes_and_the_handling_code_of_its_list(
    shared: tuple[List, Item], rena: Staff, tmp_path: Path
) -> None:
    known, item = shared
    done = exported("case-uco", tmp_path / "a.jsonld", rena, "--list", known.name)
    assert done.returncode == 0, done
    with (tmp_path / "a.jsonld").open("rb") as file:
        (found,) = case_uco.read(file)
    assert (found.id, found.at, found.handling) == (
        item.id,
        Item.objects.get(pk=item.pk).changed_at,
        f"TLP:{known.handling.upper()}",
    )
    assert {each.kind for each in found.prints} == {"md5", "pdq"}
    assert ("interpol-baseline", "1", "baseline") in {
        (each.scheme, each.version, each.category) for each in found.classed
    }


def test_a_file_of_nothing_says_why_and_what_would_hold_the_items(
    first: Actor, reviewer: Actor, rena: Staff, tmp_path: Path
) -> None:
    known = a_list(reviewer)
    listed = exported("vics", tmp_path / "list.json", rena, "--list", known.name)
    none = exported("icse", tmp_path / "none.csv", rena, "--items")
    an_item(first, SHA256)
    others = exported("vics", tmp_path / "others.json", rena, "--items")
    assert listed.returncode == none.returncode == 0 and others.returncode == 3
    assert f"Nothing is shared on the list “{known.name}”" in listed.stdout
    assert "Your agency has no items" in none.stdout
    assert "VICS demands an MD5" in others.stdout
    assert "--format hash-list --kind sha256\n" in others.stdout
    for done in (listed, none, others):
        assert "holds no record" in done.stdout and "in full" not in done.stdout, done


def test_what_has_no_fingerprint_fits_no_format(first: Actor, rena: Staff, tmp_path: Path) -> None:
    register_item([], actor=first)
    done = exported("vics", tmp_path / "a.json", rena, "--items")
    assert done.returncode == 3 and "no format can hold them" in done.stdout
