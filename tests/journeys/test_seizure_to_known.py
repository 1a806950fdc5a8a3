"""Story 2: a seizure becomes knowledge. A folder is scanned where it lies, matched without a link, imported, and the desk says of each
picture what it is: known, near, or new."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from seawall.core.ids import short
from seawall.material.offline.tests.folders import seawall
from tests.journeys.keyboard import until
from tests.journeys.node import RunningNode
from tests.journeys.page_rules import assert_fits, assert_sound
from tests.journeys.staff import Colleague, add_agency, add_colleague

pytestmark = pytest.mark.browser

PHOTOGRAPHS = Path(__file__).parent / "photographs"
PASSPHRASE = "seven paper boats at noon"
# Two independent opinions and a reviewer: the way of every fingerprint onto a list. Prints the item.
KNOWN = """
from seawall.material import actions
from seawall.material.queries import items_for
from seawall.material.states import HandlingCode
from seawall.material.tests.make import labels
from seawall.people.queries import actor_of, staff_by_email

jonas, mika, rena = (actor_of(staff_by_email(f"{name}@polizei.example")) for name in ("jonas", "mika", "rena"))
[item] = items_for(jonas)
for person in (jonas, mika):
    actions.assess(item, labels(), actor=person)
known = actions.open_list("Known material", handling=HandlingCode.AMBER, actor=rena)
actions.share_entry(actions.propose_entry(item, known, actor=jonas), actor=rena)
print(item.id)
"""
# The items by the names of their files, as only this test knows them.
ITEMS = """
import json, sys
from seawall.material.queries import items_for
from seawall.material.states import GivenFingerprint
from seawall.people.queries import actor_of, staff_by_email
from seawall.wire.manifest import open_manifest

items = items_for(actor_of(staff_by_email("jonas@polizei.example")))
with open("seizure.manifest", "rb") as file:
    exact = {record.path: record.exact for record in open_manifest(file)}
found = {path: items.filter(fingerprints__digest=GivenFingerprint.read("md5", each.md5).digest).first() for path, each in exact.items()}
print(json.dumps({path: item.id for path, item in found.items() if item}))
"""


def saved(picture: Image.Image, quality: int = 90) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def copies(of: Path) -> dict[str, bytes]:
    """What becomes of a photograph on its way through the world."""
    picture = Image.open(of)
    width, height = picture.size
    edge = (width // 100, height // 100, width - width // 100, height - height // 100)
    return {
        "same.jpg": of.read_bytes(),
        "smaller.jpg": saved(picture.resize((width * 6 // 10, height * 6 // 10))),
        "saved-anew.jpg": saved(picture, quality=35),
        "cropped.jpg": saved(picture.crop(edge)),
        "turned.jpg": saved(picture.transpose(Image.Transpose.ROTATE_90)),
        "half.jpg": saved(picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT))[:4000],
    }


@pytest.fixture
def police(node: RunningNode) -> RunningNode:
    add_agency(node, "Polizei Musterland", "--kind", "police", "--country", "DE")
    for name, duty in (("jonas", "specialist"), ("mika", "specialist"), ("rena", "reviewer")):
        add_colleague(node, f"{name}@polizei.example", "Polizei Musterland", duty)
    return node


@pytest.fixture
def seizure(police: RunningNode) -> Path:
    """Copies of a photograph that is known, two that nobody has seen, and a letter."""
    folder = police.folder / "seizure"
    folder.mkdir()
    for name, data in copies(PHOTOGRAPHS / "cup.jpg").items():
        (folder / name).write_bytes(data)
    for name in ("cat.jpg", "rocket.jpg"):
        (folder / name).write_bytes((PHOTOGRAPHS / name).read_bytes())
    (folder / "letter.txt").write_text("words")
    return folder


def scanned(node: RunningNode, folder: str, *words: str) -> str:
    """Scanned and imported, as Jonas does it."""
    node.run("scan", folder, "--out", f"{folder}.manifest", "--label", folder, "--language", "en")
    return node.run("import", f"{folder}.manifest", "--as", "jonas@polizei.example", *words)


def known_before(node: RunningNode) -> str:
    (node.folder / "earlier").mkdir()
    (node.folder / "earlier" / "cup.jpg").write_bytes((PHOTOGRAPHS / "cup.jpg").read_bytes())
    assert "1  new" in scanned(node, "earlier")
    return node.run(code=KNOWN).strip()


def matched_without_a_link(node: RunningNode) -> dict[str, str]:
    """What the evidence machine says of each file, from lists taken along."""
    words = ("--out", "known.age", "--as", "rena@polizei.example", "--passphrase-stdin")
    node.run("list", "snapshot", "Known material", *words, told=PASSPHRASE + "\n")
    asked = ("match", "seizure.manifest", "--snapshot", "known.age", "--passphrase-stdin", "--out", "results")
    done = seawall(*asked, given=PASSPHRASE + "\n", cwd=node.folder)
    assert done.returncode == 4, done.stderr
    lines = map(json.loads, (node.folder / "results").read_text().splitlines())
    return {line["path"]: line["finding"] for line in lines if "path" in line}


def look_at(page: Page, node: RunningNode, item: str) -> str:
    page.goto(f"{node.url('staff')}/material/items/{item}")
    assert_sound(page, "en")
    assert_fits(page)
    return page.locator("section[aria-labelledby=near]").inner_text()


def test_a_seizure_becomes_knowledge(police: RunningNode, seizure: Path, visit: Callable[..., Page]) -> None:
    cup = known_before(police)
    said = scanned(police, "seizure", "--evidence", "E-2026-17")
    assert "1  known" in said and "7  new" in said and "1  left out" in said, said
    near = {"smaller.jpg", "saved-anew.jpg", "cropped.jpg", "turned.jpg"}
    assert matched_without_a_link(police) == {
        "same.jpg": "known",
        **dict.fromkeys(near, "near"),
        "half.jpg": "not_hashable",
        "cat.jpg": "new",
        "rocket.jpg": "new",
        "letter.txt": "other",
    }
    items = json.loads(police.run(code=ITEMS))
    assert items["same.jpg"] == cup and "letter.txt" not in items
    called, cup_called = {name: short(item) for name, item in items.items()}, short(cup)

    police.serve()
    page = visit()
    Colleague("jonas@polizei.example").sign_in(page, police.url("staff"))

    # The known one: decided, on its list, held under its number, with its look-alikes.
    page.goto(f"{police.url('staff')}/material/items/{cup}")
    until(page, lambda page: all(page.get_by_text(called[name]).count() for name in near))
    assert page.locator(".badge[data-state=confirmed]").count() and page.get_by_text("E-2026-17").count()
    assert page.get_by_text("Known material").count()
    alike = look_at(page, police, cup)
    assert not any(called[name] in alike for name in ("cat.jpg", "rocket.jpg", "half.jpg"))

    # The near ones: how far, on which list, and in words; waiting for a person.
    for name in near:
        shown = look_at(page, police, items[name])
        assert (
            cup_called in shown and "of 256 bits differ" in shown and "on the list “Known material”" in shown
        )
        assert "the same picture" in shown, shown
        assert page.locator(".badge[data-state=waiting]").count()

    # The new ones: nothing looks like them.
    for name in ("cat.jpg", "rocket.jpg"):
        assert "No other item looks like it" in look_at(page, police, items[name])

    # Somebody says that one of them is not the same: it is not shown again, on neither side.
    page.goto(f"{police.url('staff')}/material/items/{items['cropped.jpg']}")
    pair = page.locator("section[aria-labelledby=near] > ul > li")
    with page.expect_navigation():
        pair.filter(has_text=cup_called).get_by_role("button", name="Not the same").click()
    assert pair.filter(has_text=cup_called).count() == 0
    look_at(page, police, cup)
    assert pair.filter(has_text=called["cropped.jpg"]).count() == 0 and pair.count() >= 2
    assert "Traceback" not in police.log.read_text()
