"""`seawall import` of what a forensic workstation has written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from seawall.cli.import_ import import_
from seawall.cli.importing import records, tally
from seawall.core.actors import Actor
from seawall.material.actions import register_item
from seawall.material.models import Fingerprint, Holding, Item, Statement
from seawall.material.offline.tests.folders import Said, said
from seawall.material.states import FingerprintKind, GivenFingerprint
from seawall.people.models import Staff
from seawall.wire.vics.tests.files import CASE, CONTEXT, RECORD, changed, hash_set, text

PHOTODNA = "A" * 192


def numbered(number: int, **fields: object) -> dict[str, object]:
    return changed(MD5=f"{number:032X}", SHA1=f"{number:040X}", MediaFiles=[], **fields)


@pytest.fixture
def vics(tmp_path: Path) -> Callable[[bytes], Path]:
    def written(raw: bytes) -> Path:
        file = tmp_path / "export.json"
        file.write_bytes(raw)
        return file

    return written


def imported(file: Path, person: Staff, *words: str) -> Said:
    return said(import_, file, "--as", person.email, *words)


def test_it_registers_the_records_of_a_hash_set(vics: Callable[[bytes], Path], mara: Staff) -> None:
    sha256 = [{"HashName": "SHA256", "HashValue": "AB" * 32}]
    file = vics(
        hash_set(numbered(1, PhotoDNA=PHOTODNA, AlternativeHashes=sha256), numbered(2, Series="a\0b"))
    )
    done = imported(file, mara, "--source", "Example unit")
    assert done.returncode == 0 and "2  new: registered" in done.stdout, done
    item = Item.objects.order_by("number")[0]
    prints = {each.kind: each.value.secret for each in Fingerprint.objects.filter(item=item)}
    assert prints == {
        "md5": f"{1:032x}",
        "sha1": f"{1:040x}",
        "sha256": "ab" * 32,
        "photodna-opaque": "00" * 144,
    }
    statement = Statement.objects.get(item=item)
    assert (statement.source, statement.scheme, statement.code) == ("Example unit", "vics-2.0:US", "1")
    assert statement.words == {
        "VictimIdentified": True,
        "OffenderIdentified": False,
        "Series": "SYNTHETIC",
        "Tags": ["red", "square"],
    }


def test_it_can_be_given_again(vics: Callable[[bytes], Path], mara: Staff) -> None:
    file = vics(hash_set(numbered(1), numbered(2), numbered(1)))
    first = imported(file, mara, "--source", "Example unit")
    assert "2  new" in first.stdout and "1  here before, with nothing to add" in first.stdout
    again = imported(file, mara, "--source", "Example unit")
    assert "3  here before, with nothing to add" in again.stdout and Item.objects.count() == 2


def test_a_dry_run_says_the_same_and_changes_nothing(
    vics: Callable[[bytes], Path],
    mara: Staff,
    actor_of: Callable[[Staff], Actor],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tally, "BATCH", 2)
    register_item([GivenFingerprint(FingerprintKind.MD5, f"{3:032x}")], actor=actor_of(mara))
    file = vics(hash_set(numbered(1), 7, numbered(2), numbered(3), numbered(1), changed(MD5="x")))
    words = ("--source", "Example unit")
    told = imported(file, mara, *words, "--dry-run")
    assert (
        "Nothing was changed" in told.stdout and Item.objects.count() == 1 and not Statement.objects.exists()
    )
    done = imported(file, mara, *words)
    assert (
        told.stdout.splitlines()[1:] == done.stdout.splitlines() and told.returncode == done.returncode == 3
    )
    assert (
        "record 2: it is not what this format has there" in done.stdout
        and "record 6: the field MD5" in done.stdout
    )
    assert "1  here before: a fingerprint" in done.stdout


def test_a_case_names_its_source_itself(vics: Callable[[bytes], Path], mara: Staff) -> None:
    file = vics(text({"@odata.context": CONTEXT + "Cases", "value": [{**CASE, "Media": [RECORD]}]}))
    done = imported(file, mara, "--evidence", "E-17")
    assert done.returncode == 0, done
    assert (
        Statement.objects.get().source == "Example unit" and Holding.objects.get().evidence_number == "E-17"
    )


def test_a_hash_set_without_a_source_is_not_taken(vics: Callable[[bytes], Path], mara: Staff) -> None:
    done = imported(vics(hash_set(RECORD)), mara)
    assert done.returncode == 1 and "--source" in done.stderr and not Item.objects.exists()


def test_numbers_that_are_not_public_are_kept_and_said_to_be(
    vics: Callable[[bytes], Path], mara: Staff
) -> None:
    file = vics(hash_set(RECORD, context=CONTEXT.replace("/US/", "/UK/") + "Media"))
    done = imported(file, mara, "--source", "Example unit")
    assert "is not public" in done.stdout
    assert (Statement.objects.get().scheme, Statement.objects.get().code) == ("vics-2.0:UK", "1")


def test_what_stands_before_a_fault_is_taken(vics: Callable[[bytes], Path], mara: Staff) -> None:
    whole = hash_set(numbered(1), numbered(2), numbered(3))
    done = imported(vics(whole[:-40]), mara, "--source", "Example unit")
    assert done.returncode == 1 and "spoiled at record 3" in done.stderr and Item.objects.count() == 2
    again = imported(vics(whole), mara, "--source", "Example unit")
    assert again.returncode == 0 and "1  new" in again.stdout


def test_a_large_file_is_read_ahead_with_the_same_outcome(
    vics: Callable[[bytes], Path], mara: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = vics(hash_set(numbered(1), 7, numbered(2), numbered(3), numbered(1), changed(MD5="x"))[:-2])
    words = ("--source", "Example unit", "--dry-run")
    in_turn = imported(file, mara, *words)
    assert in_turn.returncode == 1 and "3  new" in in_turn.stdout, in_turn
    monkeypatch.setattr(records, "WORTH_A_PROCESS", 0)
    monkeypatch.setattr(tally, "BATCH", 2)
    assert imported(file, mara, *words) == in_turn
    assert "--source" in imported(file, mara).stderr
    done = imported(file, mara, *words[:2])
    assert done.stdout.splitlines() == in_turn.stdout.splitlines()[1:]
    assert "could be taken" in in_turn.stderr and "was taken" in done.stderr
    assert Item.objects.count() == 3 == Statement.objects.count()


def test_other_files_are_not_guessed_at(vics: Callable[[bytes], Path], mara: Staff, otto: Staff) -> None:
    done = imported(vics(b'{"hashes":[]}'), mara)
    assert done.returncode == 1 and "no format that Seawall takes" in done.stderr
    newer = imported(vics(hash_set(RECORD, context=CONTEXT.replace("2.0", "9.0") + "Media")), mara)
    assert "cannot be read as VICS: it is of a version" in newer.stderr, newer
    refused = imported(vics(hash_set(RECORD)), otto, "--source", "Example unit")
    assert refused.returncode == 1 and "Your duties do not allow this" in refused.stderr
    assert not Item.objects.exists()


def test_it_speaks_german(vics: Callable[[bytes], Path], mara: Staff) -> None:
    done = imported(vics(hash_set(RECORD)), mara, "--source", "Example unit", "--language", "de")
    assert "neu: aufgenommen" in done.stdout
