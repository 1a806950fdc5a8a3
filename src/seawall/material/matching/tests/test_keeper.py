import shutil

import numpy as np
import pytest
from django.conf import settings

from seawall.engine import Index
from seawall.engine.codes import from_hex
from seawall.engine.errors import Locked
from seawall.material.matching.folders import KINDS, MADE_FROM, Folders
from seawall.material.matching.keeper import Keeper, bring_up
from seawall.material.matching.loading import latest
from seawall.material.models import Turn
from seawall.material.states import FingerprintKind, GivenFingerprint
from seawall.material.tests.make import an_item, md5, pdq, sha256
from seawall.material.turns import touch


@pytest.fixture
def keeper():
    kept = Keeper(settings.INDEX)
    yield kept
    kept.close()


def found(given: GivenFingerprint) -> list[int]:
    with Index.open(settings.INDEX / given.kind, kind=given.kind.value) as index:
        return index.search(from_hex([given.value], width=len(given.value) // 2)).id.tolist()


def marks() -> set[int | None]:
    return {Index.open(settings.INDEX / kind).mark for kind in KINDS}


def test_it_puts_each_fingerprint_into_the_index_of_its_kind(first, keeper):
    picture, bytes_ = pdq(), sha256()
    item = an_item(first, picture, bytes_)

    assert keeper.step() == 1 and found(picture) == found(bytes_) == [item.number]
    assert marks() == {latest()[0]} and keeper.step() == 0


def test_it_applies_what_comes_later_and_only_that(first, keeper):
    items = [an_item(first) for _ in range(5)]
    assert keeper.step() == 5
    given = md5()
    an_item(first, *[GivenFingerprint.read("sha256", items[2].fingerprints.get().value.secret), given])

    assert keeper.step() == 1 and found(given) == [items[2].number]


def test_what_was_touched_without_another_fingerprint_changes_no_code(first, keeper):
    given = sha256()
    item = an_item(first, given)
    keeper.step()
    touch(item)
    assert keeper.step() == 1 and found(given) == [item.number] and marks() == {item.turn}


def test_a_code_that_the_database_does_not_hold_any_more_goes(first, keeper):
    """Corrected or erased: what is not in the truth is not in what was made from it."""
    wrong, right = pdq(), pdq()
    item = an_item(first, wrong)
    keeper.step()
    item.fingerprints.update(value=right.value, digest=right.digest)
    touch(item)

    keeper.step()

    assert found(wrong) == [] and found(right) == [item.number]


def test_a_picture_with_too_little_in_it_is_not_indexed(first, keeper):
    plain = pdq(quality=49)
    an_item(first, plain)
    keeper.step()
    assert found(plain) == []


def test_a_second_keeper_waits(first, keeper):
    keeper.step()
    other = Keeper(settings.INDEX)
    with pytest.raises(Locked):
        other.step()
    keeper.close()
    assert other.step() == 0
    other.close()


@pytest.mark.parametrize("open_meanwhile", [True, False])
def test_a_lost_folder_is_made_anew(first, keeper, open_meanwhile):
    given = sha256()
    item = an_item(first, given)
    keeper.step()
    if not open_meanwhile:
        keeper.close()

    shutil.rmtree(settings.INDEX / "sha256")
    keeper.step()

    assert found(given) == [item.number] and marks() == {latest()[0]}


def test_all_of_it_lost_is_made_anew(first, keeper):
    given = sha256()
    item = an_item(first, given)
    keeper.step()
    keeper.close()
    shutil.rmtree(settings.INDEX)
    keeper.step()
    assert found(given) == [item.number]


def spoil(kind: str) -> None:
    for path in (settings.INDEX / kind).glob("segment-*"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.unlink()
        path.write_bytes(data)


def merged(keeper: Keeper) -> None:
    """Sealed, as an index is that has grown."""
    keeper.close()
    for kind in KINDS:
        with Index.open(settings.INDEX / kind, writable=True) as index:
            index.merge()


def test_a_damaged_folder_is_made_anew_when_the_keeper_starts(first, keeper):
    given = pdq()
    item = an_item(first, given)
    keeper.step()
    merged(keeper)
    spoil("pdq")
    keeper.step()
    assert found(given) == [item.number]


def test_a_folder_damaged_under_the_keeper_is_made_anew_when_a_reader_says_so(first, keeper):
    given = pdq()
    item = an_item(first, given)
    keeper.step()
    merged(keeper)
    keeper.step()
    spoil("pdq")

    reader = Folders(settings.INDEX)
    reader.mend(latest()[1])
    assert reader.mark() is None
    keeper.step()
    reader.mend(latest()[1])

    assert reader.mark() == latest()[0] and found(given) == [item.number]


def test_a_reader_that_was_wrong_about_damage_costs_nothing(first, keeper):
    an_item(first)
    keeper.step()
    (settings.INDEX / "pdq-is-damaged").touch()
    inode = (settings.INDEX / "pdq" / "manifest").stat().st_ino
    keeper.step()
    assert (settings.INDEX / "pdq" / "manifest").stat().st_ino == inode
    assert not (settings.INDEX / "pdq-is-damaged").exists()


def test_an_index_ahead_of_a_database_that_was_put_back_is_made_anew(first, keeper):
    given = sha256()
    item = an_item(first, given)
    keeper.step()
    with_what_is_gone = keeper._indexes[FingerprintKind.SHA256]
    with_what_is_gone.add(np.array([999], np.uint64), from_hex([sha256().value]), mark=latest()[0] + 5)

    keeper.step()

    assert found(given) == [item.number] and len(keeper._indexes[FingerprintKind.SHA256]) == 1


def test_an_index_of_another_database_is_made_anew_and_not_searched_meanwhile(first, keeper):
    given = sha256()
    item = an_item(first, given)
    keeper.step()
    Turn.objects.update(identity="another")

    reader = Folders(settings.INDEX)
    reader.mend("another")
    assert reader.mark() is None
    keeper.step()
    reader.mend("another")

    assert reader.mark() == latest()[0] and found(given) == [item.number]
    assert (settings.INDEX / MADE_FROM).read_text() == "another"


def test_it_goes_on_where_a_keeper_was_killed_between_two_kinds(first, keeper):
    given = [sha256(), md5()]
    an_item(first)
    keeper.step()
    item = an_item(first, *given)
    ahead = keeper._indexes[FingerprintKind.SHA256]
    ahead.add(np.array([item.number], np.uint64), from_hex([given[0].value]), mark=item.turn)

    keeper.step()

    assert found(given[0]) == found(given[1]) == [item.number] and len(ahead) == 2


def test_a_job_brings_the_index_up_itself_where_nobody_keeps_it(first):
    given = sha256()
    item = an_item(first, given)
    bring_up(Folders(settings.INDEX), item.turn)
    assert found(given) == [item.number]
