"""`seawall import`: a manifest's pictures and videos become items."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seawall.cli.import_ import import_
from seawall.core.actors import Actor
from seawall.material.actions import answer_match, assess, register_item
from seawall.material.models import Fingerprint, Holding, Item, Match
from seawall.material.offline.tests.folders import Said, said
from seawall.material.offline.tests.lists import NOW, code, md5, other, picture, video
from seawall.material.states import FingerprintKind, GivenFingerprint, MatchAnswer
from seawall.material.tests.make import labels
from seawall.people.models import Staff
from seawall.wire.manifest import End, FileRecord, Header, end_line, header_line, record_line


@pytest.fixture
def manifest(tmp_path: Path) -> Callable[..., Path]:
    def written(*records: FileRecord) -> Path:
        file = tmp_path / "manifest"
        ending = end_line(End(NOW, len(records)))
        lines = [header_line(Header("seawall", NOW, "E-17")), *map(record_line, records), ending]
        file.write_bytes(b"".join(lines))
        return file

    return written


def imported(file: Path, person: Staff, *words: str) -> Said:
    return said(import_, file, "--as", person.email, *words)


def test_it_registers_pictures_and_videos(manifest: Callable[..., Path], mara: Staff) -> None:
    file = manifest(picture(1, exact=1), video(code(0, 7)), other("truncated"), other("no_image"))
    done = imported(file, mara)
    # A file that could not be shown has its bytes; what is neither picture nor video is no item.
    assert done.returncode == 0 and "3  new" in done.stdout and "1  left out" in done.stdout, done
    item = Item.objects.get(fingerprints__digest=GivenFingerprint(FingerprintKind.MD5, md5(1)).digest)
    prints = {each.kind: (each.value.secret, each.quality) for each in Fingerprint.objects.filter(item=item)}
    assert prints == {
        "md5": (md5(1), None),
        "sha1": (f"{1:040x}", None),
        "sha256": (f"{1:064x}", None),
        "pdq": (code(0, 1), 90),
    }
    assert item.owner_id == mara.agency_id and not Holding.objects.exists()


@pytest.mark.parametrize("how", [[], ["--dry-run"]], ids=["taken", "looked at"])
def test_a_manifest_without_its_end_is_said_to_lack_some(
    manifest: Callable[..., Path], mara: Staff, how: list[str]
) -> None:
    """The scan was interrupted, or the copy was: what is there is taken, and nobody believes that it is all."""
    file = manifest(picture(1, exact=1), picture(2, exact=2))
    file.write_bytes(file.read_bytes()[:-10])
    done = imported(file, mara, *how)
    assert done.returncode == 3 and "! THE MANIFEST HAS NO END" in done.stdout, done
    assert Item.objects.count() == (0 if how else 2)


def test_given_again_it_adds_nothing(manifest: Callable[..., Path], mara: Staff, trail: Any) -> None:
    file = manifest(picture(1, exact=1), picture(2, exact=2))
    imported(file, mara)
    again = imported(file, mara)
    assert "2  here before" in again.stdout and Item.objects.count() == 2
    assert len(trail("material.registered")) == 2


def test_what_is_decided_is_known(
    manifest: Callable[..., Path], mara: Staff, actor_of: Callable[[Staff], Actor]
) -> None:
    item = register_item([GivenFingerprint(FingerprintKind.MD5, md5(1))], actor=actor_of(mara))
    assess(item, labels(), actor=actor_of(mara))
    done = imported(manifest(picture(1, exact=1)), mara)
    assert "1  known" in done.stdout and Item.objects.count() == 1
    assert set(item.fingerprints.values_list("kind", flat=True)) == {"md5", "sha1", "sha256", "pdq"}


def test_it_notes_who_holds_the_files(manifest: Callable[..., Path], mara: Staff) -> None:
    imported(manifest(picture(1, exact=1)), mara, "--evidence", "E-2026-17")
    holding = Holding.objects.get()
    assert (holding.evidence_number, holding.agency_id) == ("E-2026-17", mara.agency_id)


def test_a_turned_copy_is_near_to_what_was_here_before(
    manifest: Callable[..., Path], mara: Staff, actor_of: Callable[[Staff], Actor]
) -> None:
    """Its own code is far from it; the pair is noted once, at the distance of the nearest variant."""
    here = register_item([GivenFingerprint(FingerprintKind.PDQ, code(0, 7), 90)], actor=actor_of(mara))
    copy = picture(
        9, exact=9, variants={"turned_left": code(12, 7), "mirrored": code(4, 7), "flipped": code(0, 3)}
    )
    done = imported(manifest(copy), mara)
    assert "1  near matches of turned" in done.stdout
    match = Match.objects.get()
    assert (match.item_id, match.distance, match.answer) == (here.id, 4, MatchAnswer.OPEN)
    answer_match(match, False, actor=actor_of(mara))
    assert "near matches" not in imported(manifest(copy), mara).stdout
    assert Match.objects.get().answer == MatchAnswer.NOT_SAME


def test_what_is_near_as_it_is_shown_is_left_to_the_background(
    manifest: Callable[..., Path], mara: Staff, actor_of: Callable[[Staff], Actor]
) -> None:
    register_item([GivenFingerprint(FingerprintKind.PDQ, code(0, 7), 90)], actor=actor_of(mara))
    copy = picture(7, bits=20, exact=9, variants={"mirrored": code(1, 7)})
    assert "near matches" not in imported(manifest(copy), mara).stdout and not Match.objects.exists()


def test_a_symmetric_picture_is_not_near_to_itself(manifest: Callable[..., Path], mara: Staff) -> None:
    imported(manifest(picture(7, exact=9, variants={"mirrored": code(1, 7)})), mara)
    assert not Match.objects.exists()


def test_a_contradiction_is_named_and_the_rest_goes_on(
    manifest: Callable[..., Path], mara: Staff, actor_of: Callable[[Staff], Actor]
) -> None:
    for given in (
        GivenFingerprint(FingerprintKind.MD5, md5(1)),
        GivenFingerprint(FingerprintKind.SHA1, f"{1:040x}"),
    ):
        register_item([given], actor=actor_of(mara))
    done = imported(manifest(picture(1, exact=1), picture(2, exact=2)), mara)
    assert done.returncode == 3 and "1.jpg: These fingerprints belong to more than one item" in done.stdout
    assert "1  new" in done.stdout


def test_who_may_not_register_imports_nothing(
    manifest: Callable[..., Path], otto: Staff, dana: Staff
) -> None:
    file = manifest(picture(1, exact=1))
    for person in (otto, dana):
        done = imported(file, person)
        assert done.returncode == 1 and "Your duties do not allow this" in done.stderr
    Staff.objects.filter(pk=otto.pk).update(is_active=False)
    assert "Nobody active here" in imported(file, otto).stderr
    assert not Item.objects.exists()


def test_a_spoiled_manifest_says_where(manifest: Callable[..., Path], mara: Staff, tmp_path: Path) -> None:
    file = manifest(picture(1, exact=1))
    with file.open("ab") as more:
        more.write(b"{}\n")
    done = imported(file, mara)
    assert done.returncode == 1 and "spoiled in line 4" in done.stderr and "1  new" in done.stdout, done
    assert "cannot be read" in imported(tmp_path / "nothing", mara).stderr


def test_it_speaks_german(manifest: Callable[..., Path], mara: Staff, otto: Staff) -> None:
    file = manifest(picture(1, exact=1), other("no_image"))
    done = imported(file, mara, "--language", "de")
    assert "1  neu: aufgenommen" in done.stdout and "1  ausgelassen" in done.stdout, done
    assert "Ähnliche Treffer" in done.stdout and "background" not in done.stdout
    assert "Ihre Aufgaben" in imported(file, otto, "--language", "de").stderr
    assert "niemand an" in said(import_, file, "--as", "no@hotline.example", LC_ALL="de_DE.UTF-8").stderr


def test_another_german_sentence_of_what_is_refused(
    manifest: Callable[..., Path], mara: Staff, actor_of: Callable[[Staff], Actor]
) -> None:
    for kind, value in ((FingerprintKind.MD5, md5(1)), (FingerprintKind.SHA1, f"{1:040x}")):
        register_item([GivenFingerprint(kind, value)], actor=actor_of(mara))
    done = imported(manifest(picture(1, exact=1)), mara, "--language", "de")
    assert done.returncode == 3 and "nicht aufgenommen" in done.stdout
    assert "1.jpg: Diese Fingerabdrücke" in done.stdout, done
