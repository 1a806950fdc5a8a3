"""What a file is found to be, from a snapshot held in memory."""

from typing import Any

import pytest

from seawall.material.offline.judging import Finding, Judged, judged
from seawall.material.offline.tests.lists import (
    CUPS,
    NARROW,
    code,
    entry,
    md5,
    other,
    picture,
    shelf,
    video,
)
from seawall.wire.manifest import FileRecord, Why
from seawall.wire.snapshot import Given


def pdq(seed: int = 7, quality: int = 90) -> Given:
    return Given("pdq", code(0, seed), quality)


def one(record: FileRecord, *entries: Any) -> Judged:
    [found] = judged([record], shelf(*entries))
    return found


def test_the_same_bytes_are_known() -> None:
    found = one(picture(7, exact=5), entry("a", Given("md5", md5(5))), entry("b", Given("sha1", f"{5:040x}")))
    assert found.finding is Finding.KNOWN and {hit.entry for hit in found.hits} == {"ent_a", "ent_b"}
    assert found.hits[0].categories == {"interpol-baseline": ("1", "baseline")} and not found.doubted


@pytest.mark.parametrize(("bits", "finding"), [(0, Finding.NEAR), (31, Finding.NEAR), (32, Finding.NEW)])
def test_what_looks_alike_is_near_and_never_known(bits: int, finding: Finding) -> None:
    found = one(picture(7, bits=bits), entry("a", pdq()))
    assert found.finding is finding
    assert [hit.distance for hit in found.hits] == ([bits] if finding is Finding.NEAR else [])


@pytest.mark.parametrize(("bits", "finding"), [(10, Finding.NEAR), (11, Finding.NEW)])
def test_each_list_has_its_own_radius(bits: int, finding: Finding) -> None:
    assert one(picture(7, bits=bits), entry("a", pdq(), on=NARROW)).finding is finding


def test_an_entry_is_told_once_by_its_strongest_hit() -> None:
    found = one(picture(7, exact=5), entry("a", Given("md5", md5(5)), Given("sha256", f"{5:064x}"), pdq()))
    assert [(hit.entry, hit.exact) for hit in found.hits] == [("ent_a", True)]


def test_a_turned_copy_is_near() -> None:
    record = picture(9, variants={"turned_left": code(3, 7)})
    found = one(record, entry("a", pdq()))
    assert found.finding is Finding.NEAR and (found.hits[0].variant, found.hits[0].distance) == (
        "turned_left",
        3,
    )


def test_a_video_is_near_by_its_frames() -> None:
    found = one(video(code(0, 1), code(4, 7), code(2, 7)), entry("a", pdq()))
    [hit] = found.hits
    assert found.finding is Finding.NEAR and (hit.second, hit.distance, hit.frames) == (2.0, 2, 2)


@pytest.mark.parametrize(
    "record",
    [
        picture(7, quality=49),
        video(code(0, 7), quality=49),
        picture(7, quality=0, variants={"mirrored": code()}),
    ],
)
def test_what_is_too_plain_is_not_compared_and_says_so(record: FileRecord) -> None:
    assert one(record, entry("a", pdq())).finding is Finding.TOO_PLAIN


def test_a_plain_picture_on_the_list_is_not_compared_either() -> None:
    assert one(picture(7), entry("a", pdq(quality=49))).finding is Finding.NEW


def test_harmless_is_told_apart_and_known_weighs_more() -> None:
    same, cup = Given("md5", md5(5)), entry("b", Given("md5", md5(5)), on=CUPS)
    assert one(picture(7, exact=5), cup).finding is Finding.HARMLESS
    assert one(picture(7), entry("b", pdq(), on=CUPS)).finding is Finding.NEAR_HARMLESS
    # The same bytes are harmless: a look-alike on the other list does not make them known.
    assert one(picture(7, exact=5), cup, entry("a", pdq())).finding is Finding.HARMLESS
    both = one(picture(7, exact=5), cup, entry("a", same))
    assert both.finding is Finding.KNOWN and both.doubted and not both.hits[0].harmless


def test_a_disputed_entry_is_doubted() -> None:
    assert one(picture(7), entry("a", pdq(), disputed=True)).doubted
    known = one(picture(7, exact=5), entry("a", Given("md5", md5(5))), entry("b", pdq(), disputed=True))
    assert not known.doubted, "what is in doubt is not what the finding rests on"


@pytest.mark.parametrize(
    ("record", "finding"),
    [
        (other("no_image"), Finding.OTHER),
        (other("truncated"), Finding.NOT_HASHABLE),
        (other("left_out"), Finding.NOT_HASHABLE),
        (FileRecord("a", unreadable=Why("permission")), Finding.UNREADABLE),
        (FileRecord("a", unreadable=Why("link")), Finding.NO_FILE),
    ],
)
def test_what_shows_nothing_says_what_it_is(record: FileRecord, finding: Finding) -> None:
    assert one(record, entry("a", pdq())).finding is finding


def test_what_cannot_be_shown_may_be_known_all_the_same() -> None:
    assert one(other("truncated"), entry("a", Given("md5", md5(6)))).finding is Finding.KNOWN


def test_many_files_are_each_judged_once_and_in_order() -> None:
    """More than are asked together."""
    records = [picture(seed % 200, exact=seed + 1) for seed in range(3000)]
    found = list(
        judged(records, shelf(*(entry(str(seed), Given("md5", md5(seed + 1))) for seed in range(0, 3000, 7))))
    )
    assert [each.record for each in found] == records
    assert {number for number, each in enumerate(found) if each.finding is Finding.KNOWN} == set(
        range(0, 3000, 7)
    )


def test_an_empty_snapshot_finds_nothing() -> None:
    assert one(picture(7)).finding is Finding.NEW
