"""A whole trail is called whole, a changed one is not, by both verifiers; and what a checkpoint does not reach."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from seawall.audit import checkpoints
from seawall.audit.actions import export_trail, record
from seawall.audit.jobs import seal_trail
from seawall.audit.key import public_path, public_pem, secret_path
from seawall.audit.merkle import Edge
from seawall.audit.models import ChainHead, Line, Sealed
from seawall.audit.seal import seal
from seawall.audit.standalone.verify_trail import Tree, main
from seawall.audit.verify import verify
from seawall.core.actors import Actor
from seawall.core.jobs import settle

pytestmark = pytest.mark.django_db
Written = Callable[..., None]


@pytest.fixture
def exported(tmp_path: Path) -> Callable[..., Path]:
    def export(agency_id: str = "") -> Path:
        file = tmp_path / "trail.export"
        file.write_text("".join(export_trail(agency_id)), encoding="utf-8")
        return file

    return export


def test_it_calls_a_whole_trail_whole(written: Written, exported: Any, capsys: Any) -> None:
    for _ in range(3):
        written(20)
    outcome = verify()
    assert outcome.whole and (outcome.lines, outcome.chains, outcome.checkpoints) == (60, 2, 3)
    assert outcome.unsealed == {"agc_nord": 0, "agc_sud": 0}
    assert main([str(exported()), "--key", str(public_path())]) == 0
    said = capsys.readouterr().out
    # Two lines more: each chain keeps that it was exported.
    assert "62 lines in 2 chains under 3 checkpoints" in said and "2 lines are newer" in said


def test_one_agency_alone_can_be_verified_and_exported(written: Written, exported: Any) -> None:
    written(30)
    assert verify("agc_nord").lines == Line.objects.filter(agency_id="agc_nord").count()
    export = exported("agc_nord")
    assert "agc_sud" not in "".join(line for line in export.open() if "checkpoint" not in line)
    assert main([str(export)]) == 0


def test_an_empty_trail_is_whole(exported: Any) -> None:
    assert verify().whole and main([str(exported())]) == 0


def tree_head(entries: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, as it is written there."""
    if not entries:
        return sha256().digest()
    if len(entries) == 1:
        return sha256(b"\0" + entries[0]).digest()
    k = 1
    while k * 2 < len(entries):
        k *= 2
    return sha256(b"\1" + tree_head(entries[:k]) + tree_head(entries[k:])).digest()


@pytest.mark.parametrize("size", [*range(18), 255, 256, 257])
def test_the_tree_is_the_one_of_the_standard(size: int) -> None:
    entries = [sha256(str(number).encode()).digest() for number in range(size)]
    edge, tree = Edge(), Tree()
    for entry in entries:
        edge.grow(entry.hex())
        tree.add(entry)
    assert edge.root() == tree.head() == tree_head(entries).hex()


@given(st.integers(min_value=0, max_value=300), st.integers(min_value=0, max_value=300))
def test_the_edge_goes_on_where_it_was_kept(first: int, more: int) -> None:
    hashes = [f"{number:064x}" for number in range(first + more)]
    whole, kept = Edge(), Edge()
    for line_hash in hashes:
        whole.grow(line_hash)
    for line_hash in hashes[:first]:
        kept.grow(line_hash)
    again = Edge(kept.size, [bytes.fromhex(peak.hex()) for peak in kept.peaks])
    for line_hash in hashes[first:]:
        again.grow(line_hash)
    assert again.root() == whole.root() and again.size == whole.size


def test_a_checkpoint_is_made_by_the_job_and_only_when_something_was_added(written: Written) -> None:
    written(5, sealed=False)
    seal_trail.enqueue()
    settle()
    seal_trail.enqueue()
    settle()
    assert len(list(checkpoints.lines())) == 1
    written(1, sealed=False)
    assert verify().unsealed in ({"agc_nord": 1, "agc_sud": 0}, {"agc_nord": 0, "agc_sud": 1})


def test_a_checkpoint_that_was_written_but_not_counted_does_no_harm(written: Written, exported: Any) -> None:
    """The power went between the file and the end of the transaction."""
    written(20)
    before = list(Sealed.objects.order_by("pk").values())
    written(10)
    for row in before:
        Sealed.objects.filter(pk=row["agency_id"]).update(**row)
    written(10)
    assert verify().whole and verify().checkpoints == 3
    assert main([str(exported())]) == 0


def test_a_torn_checkpoint_does_no_harm(written: Written, exported: Any) -> None:
    written(20)
    with checkpoints.path().open("ab") as file:
        file.write(b'{"body":"{\\"v\\":1,\\"n\\":2')
    assert verify().whole
    written(10)
    outcome = verify()
    assert outcome.whole and outcome.checkpoints == 2
    assert main([str(exported())]) == 0


def test_a_broken_chain_is_never_signed(written: Written, unguarded: None, caplog: Any) -> None:
    written(10)
    written(10, sealed=False)
    newest = Line.objects.filter(agency_id="agc_nord").order_by("-seq").first()
    assert newest is not None
    Line.objects.filter(pk=newest.pk).update(body=newest.body.replace("crossed", "altered"))
    with transaction.atomic():
        made = seal()
    assert made is not None and [chain.agency for chain in made.chains] == ["agc_sud"]
    assert "agc_nord is broken" in caplog.text


def test_the_window_is_what_it_is_said_to_be(
    written: Written, unguarded: None, exported: Any, capsys: Any
) -> None:
    """Lines cut off after the last checkpoint, head and all, leave no trace: a minute, or a thousand lines. Said so."""
    written(20)
    written(10, sealed=False)
    for head in ChainHead.objects.all():
        sealed = Sealed.objects.get(pk=head.agency_id)
        Line.objects.filter(agency_id=head.agency_id, seq__gt=sealed.size).delete()
        last = Line.objects.get(agency_id=head.agency_id, seq=sealed.size)
        ChainHead.objects.filter(pk=head.pk).update(seq=last.seq, hash=last.hash)
    assert verify().whole
    # Cut off without the head they are missed at once.
    written(10, sealed=False)
    Line.objects.filter(agency_id="agc_nord").order_by("-seq").first().delete()  # type: ignore[union-attr]
    assert str(verify("agc_nord").faults[0]).endswith(
        "missing; the chain's head is line " + str(head_of("agc_nord"))
    )
    assert main([str(exported())]) == 1


def head_of(agency_id: str) -> int:
    return ChainHead.objects.get(pk=agency_id).seq


def test_thrown_away_checkpoints_are_missed(written: Written, exported: Any, capsys: Any) -> None:
    for _ in range(3):
        written(10)
    seen = Path(str(checkpoints.path()) + ".copy")
    seen.write_bytes(checkpoints.path().read_bytes())
    kept = checkpoints.path().read_bytes().splitlines(keepends=True)[:2]
    checkpoints.path().write_bytes(b"".join(kept))
    assert str(verify().faults[0]) == "checkpoints, line 3: 1 checkpoints are missing at the end"
    assert main([str(exported())]) == 1
    Sealed.objects.update(checkpoint=2)
    assert main([str(exported())]) == 0
    assert main([str(exported()), "--seen", str(seen)]) == 1
    assert "were seen before" in capsys.readouterr().out


def test_a_trail_signed_with_another_key_is_not_this_nodes(
    written: Written, exported: Any, tmp_path: Path
) -> None:
    handed_out = tmp_path / "handed-out.pub"
    written(10)
    handed_out.write_bytes(public_path().read_bytes())
    assert main([str(exported()), "--key", str(handed_out)]) == 0
    forger = tmp_path / "forger.pub"
    forger.write_bytes(public_pem(Ed25519PrivateKey.generate()))
    assert main([str(exported()), "--key", str(forger)]) == 1


def test_a_whole_agency_cannot_disappear(written: Written, unguarded: None, exported: Any) -> None:
    written(20)
    Line.objects.filter(agency_id="agc_sud").delete()
    ChainHead.objects.filter(agency_id="agc_sud").delete()
    assert str(verify().faults[0]).startswith("agency agc_sud, line 1: missing")
    assert main([str(exported())]) == 1


def test_the_key_is_made_once_and_kept_to_its_owner(written: Written) -> None:
    written(1)
    first = secret_path().read_bytes()
    written(1)
    assert secret_path().read_bytes() == first
    assert secret_path().stat().st_mode & 0o777 == 0o600
    assert b"PRIVATE" not in public_path().read_bytes()


@pytest.mark.parametrize(
    "content", ["", "x", "[]", "{}", '{"trail":2}', '{"trail":1}', '{"trail":1,"trail":1}']
)
def test_what_is_no_export_is_said_to_be_none(content: str, tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "x"
    file.write_text(content)
    assert main([str(file)]) == 2
    assert "Not readable" in capsys.readouterr().err


def test_the_standalone_verifier_imports_nothing_of_ours() -> None:
    source = Path(str(main.__code__.co_filename)).read_text()
    imported = [line for line in source.splitlines() if line.startswith(("import ", "from "))]
    assert imported and not [
        line for line in imported if "seawall" in line or "django" in line or "rfc8785" in line
    ]


def test_both_know_the_same_canonical_form() -> None:
    with transaction.atomic():
        record(
            "bridge.crossed",
            actor=Actor.system("agc_nord"),
            subject='brücke_\u2028\u007f"\\',
            purpose="täglich\n\t",
        )
    body = Line.objects.get().body
    assert json.dumps(json.loads(body), ensure_ascii=False, sort_keys=True, separators=(",", ":")) == body
