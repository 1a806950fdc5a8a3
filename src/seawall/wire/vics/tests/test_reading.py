"""The forms in which tools of the field write the same thing."""

import json
from typing import Any

import pytest

from seawall.wire.vics import Media, category_names, looks_like_vics
from seawall.wire.vics.shapes import MEDIA
from seawall.wire.vics.tests.files import (
    CASE,
    CONTEXT,
    CONTEXT_13,
    RECORD,
    changed,
    hash_set,
    one,
    opened,
    read,
    text,
)

# 2023-06-07T02:31:49.83Z
MOMENT = 1_686_105_109_830_000_000
HOUR = 3600 * 10**9
ZERO = "A" * 192


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2023-06-07T02:31:49.8300Z", MOMENT),
        ("2023-06-07T02:31:49.8300000Z", MOMENT),
        ("2023-06-07T02:31:49.8300+01:00Z", MOMENT - HOUR),
        ("2023-06-07T02:31:49.8300-01:00", MOMENT + HOUR),
        ("/Date(1686105109830)/", MOMENT),
        ("/Date(1686105109830+0100)/", MOMENT),
        ("/Date(-62135596800000)/", -62_135_596_800 * 10**9),
        ("2023-06-07T02:31:49.8300001Z", MOMENT + 100),
    ],
)
def test_every_kind_of_date_is_the_same_moment(written: str, moment: int) -> None:
    assert one(DateUpdated=written).updated == moment


def test_a_time_in_no_zone_is_kept_as_it_stands() -> None:
    found = one(DateUpdated="2023-06-07T02:31:49")
    assert found.updated is None and found.more == {"DateUpdated": "2023-06-07T02:31:49"}


@pytest.mark.parametrize(
    ("written", "truth"),
    [
        (True, True),
        ("true", True),
        ("True", True),
        (False, False),
        ("FALSE", False),
        ("", None),
        (None, None),
    ],
)
def test_truths_come_in_every_form(written: Any, truth: bool | None) -> None:
    found = one(VictimIdentified=written, IsDistributed=written)
    assert found.victim_identified is truth and found.is_distributed is truth


@pytest.mark.parametrize("written", [4096, "4096"])
def test_a_size_may_be_a_text(written: Any) -> None:
    assert one(MediaSize=written).size == 4096


@pytest.mark.parametrize("category", [None, 0, 5, 77])
def test_a_category_is_a_number_and_no_more(category: int | None) -> None:
    assert one(Category=category).category == category


def test_only_what_is_public_has_a_name() -> None:
    assert category_names("US")[1] == "Child Abuse Material (CAM)" and 5 not in category_names("US")
    assert not any(category_names(region) for region in ("UK", "Canada", "Default", "CUSTOM", ""))


@pytest.mark.parametrize("written", [ZERO, "00" * 144, f" {ZERO} "])
def test_photodna_is_base64_or_digits(written: str) -> None:
    assert one(PhotoDNA=written).photodna == ZERO


def test_in_version_1_photodna_stands_among_the_others() -> None:
    others = [{"HashName": "SHA256", "HashValue": "ab"}, {"HashName": "PhotoDNA", "HashValue": ZERO}]
    (found,) = read(hash_set(changed(AlternativeHashes=others), context=CONTEXT_13 + "Media"))
    assert isinstance(found, Media) and found.photodna == ZERO and found.alternative[0].name == "SHA256"
    assert len(found.alternative) == 1


@pytest.mark.parametrize(
    ("written", "tags"),
    [("red, square,,", ("red", "square")), (["red", " square"], ("red", "square")), ("", ()), ([], ())],
)
def test_tags_are_split(written: Any, tags: tuple[str, ...]) -> None:
    assert one(Tags=written).tags == tags


def test_tags_of_another_make_are_kept() -> None:
    strange = [{"Name": "red"}]
    found = one(Tags=strange)
    assert found.tags == () and found.more == {"Tags": strange}


def test_unknown_fields_are_kept_and_marks_of_odata_are_not() -> None:
    extra = {"Miniature": "AAAA", "odata.id": "x", "Exifs@odata.navigationLinkUrl": "/Media(1)/Exifs"}
    assert one(**extra).more == {"Miniature": "AAAA"}


def test_a_part_names_its_record_only_where_it_is_another() -> None:
    files = [
        {"MD5": RECORD["MD5"].lower(), "FileName": "a"},
        {"MD5": "F" * 32, "FileName": "b"},
        {"FileName": "c"},
    ]
    assert [each.md5 for each in one(MediaFiles=files).files] == ["", "f" * 32, ""]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_that_is_marked(encoding: str) -> None:
    raw = json.dumps(
        {"@odata.context": CONTEXT + "Media", "value": [changed(Series="Müller 😀")]}, ensure_ascii=False
    )
    encoded = raw.encode(encoding)
    (found,) = read(encoded)
    assert isinstance(found, Media) and found.series == "Müller 😀"
    assert looks_like_vics(encoded[:500])


def test_the_fields_of_a_case_may_stand_behind_its_records() -> None:
    first = {"CaseID": CASE["CaseID"]}
    last = {name: value for name, value in CASE.items() if name != "CaseID"}
    found = opened(
        text({"@odata.context": CONTEXT + "Cases", "value": [{**first, "Media": [RECORD], **last}]})
    )
    assert found.case and found.case.number == ""
    assert len(list(found)) == 1
    assert found.case.number == "SYN-1" and found.case.total_media == 1
    assert found.case.id == "6f9619ff-8b86-d011-b42d-00c04fc964ff"


@pytest.mark.parametrize("written", [CASE["CaseID"], CASE["CaseID"].strip("{}").lower()])
def test_a_guid_may_stand_in_braces(written: str) -> None:
    found = opened(text({"@odata.context": CONTEXT + "Cases", "value": [CASE | {"CaseID": written}]}))
    assert list(found) == [] and found.case and found.case.id == "6f9619ff-8b86-d011-b42d-00c04fc964ff"


def test_a_field_of_a_case_that_is_wrong_is_told_and_kept() -> None:
    found = opened(text({"@odata.context": CONTEXT + "Cases", "value": [CASE | {"SeizureDate": "soon"}]}))
    (fault,) = found
    assert fault.field == "value[0].SeizureDate"  # type: ignore[union-attr]
    assert found.case and found.case.more == {"SeizureDate": "soon"} and found.case.number == "SYN-1"


def test_what_else_stands_in_the_outermost_object_is_kept() -> None:
    found = opened(text({"@odata.context": CONTEXT + "Media", "value": [], "made_by": [1]}))
    assert list(found) == [] and found.more == {"made_by": [1]}


@pytest.mark.parametrize("beginning", [b"", b"{", b'{"seawall_manifest":1', b"<ProjectVic/DataModels/>"])
def test_other_files_do_not_look_like_it(beginning: bytes) -> None:
    assert not looks_like_vics(beginning)


def test_nothing_confidential_stands_in_a_repr() -> None:
    shown = repr(one(PhotoDNA=ZERO, Comments="words", RelativeFilePath="Files\\x"))
    assert not any(secret in shown for secret in ("0a07", ZERO, "words", "Files", "square.png", "SRC001"))


def test_nothing_is_put_together_without_what_it_is_named_by() -> None:
    with pytest.raises(TypeError):
        MEDIA.read({"MediaID": 7})
