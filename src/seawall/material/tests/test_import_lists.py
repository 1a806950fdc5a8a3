"""`seawall import` of lists of other makers: what has fingerprints is taken, and what does not belong here is told where it does."""

import io
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seawall.cli.import_ import import_
from seawall.core.models import Job
from seawall.material.models import Fingerprint, Holding, Item, Statement
from seawall.material.offline.tests.folders import Said, said
from seawall.material.states import LEAST_QUALITY
from seawall.people.models import Staff
from seawall.wire import case_uco, hash_lists, icse, stopncii
from seawall.wire.hash_sharing.entries import Entry, write_page
from seawall.wire.hash_sharing.kinds import Fingerprint as Shared
from seawall.wire.hash_sharing.members import Member
from seawall.wire.listed import Given

MD5, OTHER_MD5, SHA1, PDQ, OTHER_PDQ = "0a" * 16, "0b" * 16, "0c" * 20, "5c" * 32, "5d" * 32
PHOTODNA = "1d" * 144
AT = datetime(2026, 1, 2, tzinfo=UTC)
Write = Callable[[bytes], Path]


@pytest.fixture
def given(tmp_path: Path) -> Write:
    def written(raw: bytes) -> Path:
        file = tmp_path / "given"
        file.write_bytes(raw)
        return file

    return written


def imported(file: Path, person: Staff, *words: str) -> Said:
    return said(import_, file, "--as", person.email, *words)


def a_hash_list() -> bytes:
    stream = io.BytesIO()
    first = hash_lists.Listed((Given("md5", MD5), Given("pdq", PDQ, 90)), {"comment": "of the bridge"})
    rows = [first, hash_lists.Listed((Given("md5", OTHER_MD5),))]
    hash_lists.write(rows, stream, kinds=["md5", "pdq"], more=["comment"])
    return stream.getvalue() + b"x,,,\n"


def an_icse_export() -> bytes:
    stream = io.BytesIO()
    icse.write([icse.Record(MD5, SHA1, series_name="SYNTHETIC", baseline=True)], stream)
    return stream.getvalue()


def an_icse_export_of_looks() -> bytes:
    stream = io.BytesIO()
    icse.write([icse.Record(md5, photodna=PHOTODNA) for md5 in (MD5, "", "")], stream)
    return stream.getvalue()


def a_page_of_hash_sharing(next: str = "") -> bytes:
    stream, member = io.BytesIO(), Member(7, "Example unit")
    prints = (Shared.of("MD5", MD5), Shared.of("PDQ", PDQ))
    entries = [
        Entry("image", member, "1", AT, classification="A1", fingerprints=prints),
        Entry("image", member, "2", AT, deleted=True),
    ]
    write_page(entries, stream, next=next)
    return stream.getvalue()


def a_page_of_stopncii() -> bytes:
    records = (
        stopncii.HashRecord(AT, "VideoMD5", MD5, "Active"),
        stopncii.HashRecord(AT, "VideoMD5", OTHER_MD5, "Withdrawn"),
        stopncii.HashRecord(AT, "ImagePDQ", PDQ, "Active"),
    )
    stream = io.BytesIO()
    stopncii.write_page(stopncii.Page(None, AT, True, records), stream)
    return stream.getvalue()


def a_graph(*more: case_uco.Item) -> bytes:
    stream = io.BytesIO()
    classed = (case_uco.Classed("interpol-baseline", "1", "baseline"),)
    item = case_uco.Item("itm_1", AT, (case_uco.Print("md5", MD5),), classed)
    case_uco.write(case_uco.Graph("Example unit", AT), [item, *more], stream)
    return stream.getvalue()


def a_list_of_looks() -> bytes:
    """The second look is also that of a file whose bytes are known, and comes twice."""
    look, other = Given("pdq", PDQ, 90), Given("pdq", OTHER_PDQ, 90)
    stream = io.BytesIO()
    rows = [(Given("md5", MD5), look), (look,), (look,), (other, Given("photodna", PHOTODNA)), (other,)]
    hash_lists.write(map(hash_lists.Listed, rows), stream, kinds=["md5", "pdq", "photodna"])
    return stream.getvalue()


def a_graph_of_looks() -> bytes:
    look = (case_uco.Print("pdq", PDQ),)
    classed = (case_uco.Classed("interpol-baseline", "1", "baseline"),)
    other = case_uco.Item("itm_3", AT, (case_uco.Print("pdq", OTHER_PDQ),), classed)
    return a_graph(case_uco.Item("itm_2", AT, look), other, case_uco.Item("itm_4", AT, look))


def kinds() -> set[str]:
    return set(Fingerprint.objects.values_list("kind", flat=True))


def test_a_list_of_fingerprints_becomes_items_and_nothing_else_of_it_stays(given: Write, mara: Staff) -> None:
    file = given(a_hash_list())
    done = imported(file, mara, "--evidence", "E-17")
    assert done.returncode == 3 and "2  new" in done.stdout and "line 4: the field md5" in done.stdout, done
    assert kinds() == {"md5", "pdq"} and not Statement.objects.exists() and Holding.objects.count() == 2
    # What can be near is searched for.
    assert Job.objects.filter(task__contains="find_near").count() == 1
    again = imported(file, mara, "--evidence", "E-17")
    assert "2  here before, with nothing to add" in again.stdout and Holding.objects.count() == 2


def test_a_bare_list_whose_kind_nobody_can_see_is_taken_when_it_is_said(given: Write, mara: Staff) -> None:
    file = given(b"ab" * 32 + b"\n")
    done = imported(file, mara)
    assert done.returncode == 1 and "cannot be read as a list of fingerprints" in done.stderr
    assert "1  new" in imported(file, mara, "--kind", "sha256").stdout and kinds() == {"sha256"}


def test_what_interpol_says_is_kept_as_its_word(given: Write, mara: Staff) -> None:
    assert imported(given(an_icse_export()), mara).returncode == 0
    statement = Statement.objects.get()
    assert (statement.source, statement.scheme, statement.code) == ("INTERPOL ICSE", "icse", "")
    assert statement.words == {"Baseline": True, "Series": "SYNTHETIC"} and kinds() == {"md5", "sha1"}


def test_a_page_of_hash_sharing_is_taken_without_what_was_withdrawn(given: Write, mara: Staff) -> None:
    file = given(a_page_of_hash_sharing("/v2/entries?start=1001"))
    assert "--source" in imported(file, mara).stderr
    done = imported(file, mara, "--source", "Example unit")
    assert done.returncode == 0 and "1  new" in done.stdout and "1  left out: withdrawn" in done.stdout, done
    assert (
        "1 PDQ fingerprint came without" in done.stdout
        and "kept as 50" in done.stdout
        and "one page of several" in done.stdout
    )
    statement = Statement.objects.get()
    assert (statement.scheme, statement.code, statement.said_at) == ("hash-sharing-2", "A1", AT)
    assert statement.words == {"Member": "Example unit"} and kinds() == {"md5", "pdq"}
    # As from a source that is polled.
    assert Fingerprint.objects.get(kind="pdq").quality == LEAST_QUALITY


def test_a_page_of_stopncii_is_taken_with_pictures_of_which_only_the_look_is_known(
    given: Write, mara: Staff
) -> None:
    file = given(a_page_of_stopncii())
    assert "2  new" in imported(file, mara, "--dry-run").stdout and not Item.objects.exists()
    done = imported(file, mara)
    assert done.returncode == 0 and "2  new" in done.stdout, done
    assert "1  left out: withdrawn" in done.stdout and "one page of several" in done.stdout
    assert "1 PDQ fingerprint came without" in done.stdout
    assert "2  here before, with nothing to add" in imported(file, mara).stdout
    assert Item.objects.count() == 2 and set(Statement.objects.values_list("source", flat=True)) == {
        "StopNCII"
    }


def test_entries_of_hash_sharing_with_a_look_alone_are_taken_as_from_a_source(
    given: Write, mara: Staff
) -> None:
    stream, member = io.BytesIO(), Member(7, "Example unit")
    looks = [(Shared.of("PDQ", PDQ),), (Shared.of("PDQ", PDQ), Shared.of("MD5", MD5))]
    write_page([Entry("image", member, str(n), AT, fingerprints=one) for n, one in enumerate(looks)], stream)
    file = given(stream.getvalue())
    for told in ("2  new", "2  here before"):
        done = imported(file, mara, "--source", "Example unit")
        assert done.returncode == 0 and told in done.stdout, done
    # An equal look is no sameness with what is known by its bytes.
    assert Item.objects.count() == 2 and Fingerprint.objects.filter(kind="pdq").count() == 2


@pytest.mark.parametrize(
    ("make", "new", "twice"),
    [(a_list_of_looks, 4, 1), (a_graph_of_looks, 3, 1), (an_icse_export_of_looks, 2, 1)],
    ids=["list", "graph", "icse"],
)
def test_what_is_known_by_its_look_alone_is_one_item_of_its_source(
    given: Write, mara: Staff, make: Callable[[], bytes], new: int, twice: int
) -> None:
    file, words = given(make()), ("--source", "Example unit")
    looked = imported(file, mara, *words, "--dry-run")
    done = imported(file, mara, *words)
    assert done.returncode == 0 and f"{new}  new" in done.stdout and f"{twice}  here before" in done.stdout, (
        done
    )
    # An equal look is no sameness with what is known by its bytes.
    assert Item.objects.count() == new and Fingerprint.objects.filter(kind="md5").count() == 1
    assert looked.stdout.splitlines()[1:] == done.stdout.splitlines()
    assert f"{new + twice}  here before, with nothing to add" in imported(file, mara, *words).stdout
    # Another source may mean another picture that looks the same.
    other = imported(file, mara, "--source", "Somebody else")
    assert f"{new - 1}  new" in other.stdout, other


def test_looks_of_a_list_that_nobody_names_are_found_again(given: Write, mara: Staff) -> None:
    file = given(PDQ.encode() + b"\n")
    assert "1  new" in imported(file, mara, "--kind", "pdq").stdout
    assert "1  here before, with nothing to add" in imported(file, mara, "--kind", "pdq").stdout
    said = Statement.objects.get()
    assert (said.source, said.scheme, said.code, said.words) == ("Unnamed list", "hash-list", "", {})


def test_a_look_that_cannot_be_told_from_others_is_nothing_to_be_known_by(given: Write, mara: Staff) -> None:
    rows = f"pdq,quality,md5\n{PDQ},49,\n{OTHER_PDQ},50,\n{PDQ},49,{MD5}\n"
    done = imported(given(rows.encode()), mara)
    assert done.returncode == 3 and "2  new" in done.stdout, done
    assert "record 1: Its PDQ is of too low a quality" in done.stdout


def test_a_graph_of_ours_is_taken_with_its_categories_as_words(given: Write, mara: Staff) -> None:
    done = imported(given(a_graph()), mara, "--source", "Example unit")
    assert done.returncode == 0 and "1  new" in done.stdout, done
    assert Statement.objects.get().words == {"interpol-baseline/1": "baseline"}


@pytest.mark.parametrize(
    ("raw", "door"),
    [
        (b"url;referer;workuser\nhttps://bridge.example/;;", "addresses and no fingerprints"),
        (b"https://bridge.example/;;a@b.example", "addresses and no fingerprints"),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<report xmlns:xsi="x">', "CyberTipline"),
        (b'{"xarf_version": "4.2.0"}', "XARF"),
        (b'{"seawall_changes": 1}', "list feed"),
        (b"age-encryption.org/v1\n-> X25519", "seawall match"),
        (b"seawall-locked 1 400\nage", "seawall match"),
        (b"PK\x03\x04", "an archive is unpacked"),
        (b"\x1f\x8b\x08\x00", "unpack it"),
        (b"", "It is empty"),
        (b"\xef\xbb\xbf\n", "It is empty"),
    ],
)
def test_what_belongs_elsewhere_is_told_where(given: Write, mara: Staff, raw: bytes, door: str) -> None:
    done = imported(given(raw), mara)
    assert done.returncode == 1 and "is not for here" in done.stderr and door in done.stderr, done
    assert not Item.objects.exists()


def test_a_list_without_any_record_says_so(given: Write, mara: Staff) -> None:
    done = imported(given(b"md5,sha1\n"), mara)
    assert (done.returncode, done.stdout) == (0, "The file holds no record.\n"), done


def test_a_list_that_was_meant_as_reports_becomes_no_items(given: Write, mara: Staff) -> None:
    done = imported(given(a_hash_list()), mara, "--partner", "Example Host")
    assert (
        done.returncode == 2 and "--partner means something with the format report-table only" in done.stderr
    ), done
    assert not Item.objects.exists()


def test_a_pipe_is_refused_at_once(mara: Staff, tmp_path: Path) -> None:
    """Waiting for its other end would look like a hang; and what was read to recognise the format would be lost."""
    os.mkfifo(tmp_path / "pipe")
    done = imported(tmp_path / "pipe", mara)
    assert done.returncode == 1 and "no file on a disk" in done.stderr, done


@pytest.mark.parametrize(
    "make", [a_hash_list, an_icse_export, a_page_of_hash_sharing, a_page_of_stopncii, a_graph]
)
def test_a_dry_run_and_a_file_that_is_cut(given: Write, mara: Staff, make: Callable[[], bytes]) -> None:
    raw = make()
    words = ("--source", "Example unit")
    told = imported(given(raw), mara, *words, "--dry-run")
    assert "Nothing was changed" in told.stdout and not Item.objects.exists()
    assert told.stdout.splitlines()[1:] == imported(given(raw), mara, *words).stdout.splitlines()
    for length in range(0, len(raw), 97):
        done = imported(given(raw[:length]), mara, *words)
        assert done.returncode in (0, 1, 3) and "Traceback" not in done.stderr
