"""What is understood survives, what is not is kept, in every version and both shapes."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawall.wire.vics import Case, Media, open_vics, write_case, write_hash_set
from seawall.wire.vics.tests import made

EXAMPLES = Path(__file__).resolve().parents[6] / "shared/formats/vics"
# A record has fifty fields: thirty of them are a thousand values.
some = settings(max_examples=30)
versions = st.sampled_from(["1.2", "1.3", "2.0"])


@some
@given(st.lists(made.media, max_size=2), versions)
def test_a_hash_set_is_read_as_it_was_written(records: list[Media], version: str) -> None:
    file = BytesIO()
    assert write_hash_set(records, file, version=version) == len(records)
    found = open_vics(BytesIO(file.getvalue()))
    assert (found.version, found.shape) == (version, "hash set")
    assert found.region == ("Default" if version == "2.0" else "")
    assert list(found) == records and found.case is None and found.records == len(records)


@some
@given(made.cases, st.lists(made.media, max_size=1), versions)
def test_a_case_is_read_as_it_was_written(case: Case, records: list[Media], version: str) -> None:
    file = BytesIO()
    write_case(case, records, file, version=version, region="UK" if version == "2.0" else "")
    found = open_vics(BytesIO(file.getvalue()))
    assert found.case == case
    assert list(found) == records and found.case == case and found.shape == "case"


def test_written_again_it_is_the_same_to_the_byte() -> None:
    record = Media(
        "a" * 32, 3, 1, updated=1_686_105_109_830_000_100, tags=("red", "square"), photodna="A" * 192
    )
    first, second = BytesIO(), BytesIO()
    write_hash_set([record], first, region="US")
    found = open_vics(BytesIO(first.getvalue()))
    write_hash_set(found, second, region=found.region)  # type: ignore[arg-type]
    assert first.getvalue() == second.getvalue()
    assert first.getvalue().isascii() and b"null" not in first.getvalue()


def test_records_without_a_number_are_counted() -> None:
    file = BytesIO()
    write_hash_set([Media("a" * 32), Media("b" * 32)], file)
    assert [each.media_id for each in open_vics(BytesIO(file.getvalue()))] == [1, 2]  # type: ignore[union-attr]


@pytest.mark.parametrize(("version", "region"), [("1.3", "US"), ("3.0", ""), ("2.0", "a/b")])
def test_what_no_reader_would_understand_is_not_written(version: str, region: str) -> None:
    with pytest.raises(ValueError):
        write_hash_set([], BytesIO(), version=version, region=region)


@pytest.mark.parametrize("name", ["hashset_vics20_synthetic.json", "case_vics20_synthetic.json"])
def test_the_examples_of_the_field_survive(name: str) -> None:
    if not EXAMPLES.is_dir():
        pytest.skip("the folder of public format examples is not on this machine")
    with (EXAMPLES / name).open("rb") as file:
        found = open_vics(file)
        records = [each for each in found if isinstance(each, Media)]
    assert len(records) == found.records
    again = BytesIO()
    if found.case:
        write_case(found.case, records, again, region=found.region)
    else:
        write_hash_set(records, again, region=found.region)
    assert list(open_vics(BytesIO(again.getvalue()))) == records
