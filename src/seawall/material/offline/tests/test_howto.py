"""What docs/howto/scan-a-seizure.md tells an officer to type does what the page says."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from seawall.cli.import_ import import_
from seawall.cli.list import list as lists
from seawall.cli.match import match
from seawall.cli.scan import scan
from seawall.core.actors import Actor
from seawall.engine import Picture, fingerprint
from seawall.material.actions import open_list, propose_entry, share_entry
from seawall.material.offline.tests.folders import filled, picture
from seawall.material.states import FingerprintKind, GivenFingerprint, HandlingCode
from seawall.material.tests.make import a_confirmed_item
from seawall.people.models import Staff

PAGE = Path(__file__).parents[5] / "docs" / "howto" / "scan-a-seizure.md"
PASSPHRASE = "seven paper boats at noon"
COMMANDS = {"scan": scan, "match": match, "list": lists, "import": import_}


def known(first: Actor, second: Actor, reviewer: Actor) -> None:
    """The first of the pictures by its bytes, the second by a code that is two bits from its own."""
    shown = fingerprint(picture(1)).picture
    assert isinstance(shown, Picture)
    near = f"{int(shown.code.tobytes().hex(), 16) ^ 0b11:064x}"
    on = open_list("Known material", handling=HandlingCode.AMBER, actor=reviewer)
    for given in (
        GivenFingerprint(FingerprintKind.SHA256, fingerprint(picture(0)).digests.sha256.hex()),
        GivenFingerprint(FingerprintKind.PDQ, near, 90),
    ):
        share_entry(propose_entry(a_confirmed_item(first, second, given), on, actor=first), actor=reviewer)


@pytest.mark.usefixtures("db")
def test_the_page_is_true(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    mara: Staff,
    mika: Staff,
    rena: Staff,
    actor_of: Callable[[Staff], Actor],
) -> None:
    monkeypatch.chdir(tmp_path)
    filled(tmp_path / "evidence", 3)
    known(actor_of(mara), actor_of(mika), actor_of(rena))
    Staff.objects.filter(pk=rena.pk).update(email="rena@polizei-musterland.example")
    typed = [shlex.split(line) for line in re.findall(r"```sh\n(.*?)\n```", PAGE.read_text(encoding="utf-8"))]
    assert [words[:2] for words in typed] == [
        ["seawall", name] for name in ("list", "scan", "match", "import")
    ]
    answers = f"{PASSPHRASE}\n{PASSPHRASE}\n"
    done = [CliRunner().invoke(COMMANDS[words[1]], words[2:], input=answers) for words in typed]
    assert [each.exit_code for each in done] == [0, 0, 4, 0], [each.output for each in done]
    told = done[2].stdout
    assert "1  known:" in told and "1  near:" in told and "1  new:" in told and "2 bits of at most 31" in told
    assert (tmp_path / "E-2026-17.results").exists()
    assert "2  new" in done[3].stdout and "1  known" in done[3].stdout
