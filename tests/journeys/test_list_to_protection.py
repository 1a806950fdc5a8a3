"""Stories 2 and 5 in one: a seizure becomes knowledge, knowledge becomes a list, and the list protects. What people do is done on pages; what
machines do, by the clients that they have."""

import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from seawall.core.ids import short
from seawall.engine import Picture, fingerprint
from seawall.reports.tests.tipline import Answer, Provider, details_of
from tests.journeys.keyboard import Keyboard, until
from tests.journeys.node import RunningNode
from tests.journeys.page_rules import assert_fits, assert_sound
from tests.journeys.reporter import press
from tests.journeys.staff import Colleague, add_agency, add_colleague
from tests.tx.conftest import Calls, calls
from tests.tx.machine import COLLAB, Machine, needs_threatexchange

pytestmark = [pytest.mark.slow, pytest.mark.browser, needs_threatexchange]
# A fixture of the tests of threatexchange.
__all__ = ["calls"]

NORD, POLICE = "Meldestelle Nord", "Polizei Musterland"
PROVIDER, LIST = "Bilderhafen", "Known material"
PEOPLE = {"mara": "analyst", "mika": "analyst", "rena": "reviewer", "ada": "administrator"}
# real child yes, 7 to 10, class A, not AI-generated, not coerced, fairly sure: the page shows each key beside its answer.
LABELS = ("y", "3", "a", "w", "z", ".")
# The items by the names of their files, as only this test knows them.
ITEMS = """
import json
from seawall.material.queries import items_for
from seawall.material.states import GivenFingerprint
from seawall.people.queries import actor_of, staff_by_email
from seawall.wire.manifest import open_manifest

items = items_for(actor_of(staff_by_email("mara@nord.example")))
with open("own.manifest", "rb") as file:
    exact = {record.path: record.exact.md5 for record in open_manifest(file)}
digests = {path: GivenFingerprint.read("md5", md5).digest for path, md5 in exact.items()}
found = {path: items.get(fingerprints__digest=digest).id for path, digest in digests.items()}
print(json.dumps([found, exact]))
"""


def squares(place: Path, seed: int) -> Path:
    """Squares of colours: nothing is to be seen, and PDQ finds structure enough."""
    small = Image.frombytes("RGB", (8, 8), Random(seed).randbytes(192))
    small.resize((256, 256)).save(place)
    return place


def pdq_of(picture: Path) -> dict[str, Any]:
    found = fingerprint(picture).picture
    assert isinstance(found, Picture)
    return {"kind": "pdq", "value": found.code.tobytes().hex(), "quality": found.quality}


class Story:
    """The node, its people each in a browser of their own, and the provider's machine."""

    def __init__(self, node: RunningNode, visit: Callable[..., Page]) -> None:
        self.node, self.desk = node, node.url("staff")
        self._visit, self._pages = visit, dict[str, Page]()
        self.items: dict[str, str] = {}
        self.md5: dict[str, str] = {}

    def page_of(self, name: str) -> Page:
        if name not in self._pages:
            self._pages[name] = page = self._visit()
            Colleague(f"{name}@nord.example").sign_in(page, self.desk)
        return self._pages[name]

    def at(self, name: str, path: str) -> Page:
        page = self.page_of(name)
        page.goto(f"{self.desk}{path}")
        assert_sound(page, "en")
        assert_fits(page)
        return page

    def item(self, name: str, file: str) -> Page:
        return self.at(name, f"/material/items/{self.items[file]}")

    def entry(self, file: str) -> Locator:
        """Its row on the page of the list, as the reviewer has it open."""
        page = self.at("rena", "/material/lists/")
        press(page, f"main a[data-row]:has-text('{LIST}')")
        return page.locator("tbody tr").filter(has_text=short(self.items[file]))

    def asked(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        request = urllib.request.Request(self.node.url("node") + path, body or None, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return Answer(answer.status, answer.read(), answer.headers)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read(), error.headers)

    def told(self, secret: str, path: str, document: Any) -> Any:
        headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
        answer = self.asked("POST", path, json.dumps(document).encode(), headers)
        assert answer.status == 200, answer.body
        return json.loads(answer.body)


@pytest.fixture
def story(node: RunningNode, visit: Callable[..., Page]) -> Story:
    add_agency(node, NORD, "--kind", "hotline", "--country", "DE", "--public-door")
    add_agency(node, POLICE, "--kind", "police", "--country", "DE")
    for name, duty in PEOPLE.items():
        add_colleague(node, f"{name}@nord.example", NORD, duty)
    for name, duty in (("jonas", "specialist"), ("paula", "reviewer")):
        add_colleague(node, f"{name}@polizei.example", POLICE, duty)
    return Story(node, visit)


def scanned(node: RunningNode, folder: str, person: str) -> str:
    node.run("scan", folder, "--out", f"{folder}.manifest", "--label", folder, "--language", "en")
    return node.run("import", f"{folder}.manifest", "--as", person, "--language", "en")


def seizure_becomes_knowledge(story: Story) -> None:
    """Our own pictures by their manifest; those of the police, of which one is ours as well, by VICS."""
    node, own, seized = story.node, story.node.folder / "own", story.node.folder / "seized"
    own.mkdir()
    seized.mkdir()
    first = squares(own / "first.png", 1)
    squares(own / "other.png", 2)
    Image.open(first).resize((160, 160)).save(own / "smaller.jpg", quality=85)
    (seized / "same.png").write_bytes(first.read_bytes())
    squares(seized / "new.png", 3)

    assert "3  new" in scanned(node, "own", "mara@nord.example")
    scanned(node, "seized", "jonas@polizei.example")
    words = ("--as", "paula@polizei.example", "--region", "US", "--language", "en")
    node.run("export", "--format", "vics", "--items", "--out", "seized.json", *words)
    said = node.run(
        "import", "seized.json", "--as", "mara@nord.example", "--source", POLICE, "--language", "en"
    )
    assert "1  new" in said and "1  here before" in said, said
    story.items, story.md5 = json.loads(node.run(code=ITEMS))


def known_near_new_on_pages(story: Story) -> None:
    page = story.item("mara", "first.png")
    until(
        page,
        lambda page: page.locator("#near ~ ul").get_by_text(short(story.items["smaller.jpg"])).count() > 0,
    )
    near = story.item("mara", "smaller.jpg").locator("section[aria-labelledby=near]").inner_text()
    assert short(story.items["first.png"]) in near and "of 256 bits differ" in near
    assert "No other item looks like it" in story.item("mara", "other.png").locator("main").inner_text()


def two_agree(story: Story, file: str) -> None:
    for name in ("mara", "mika"):
        page = story.at(name, f"/material/items/{story.items[file]}/assess")
        keyboard = Keyboard(page)
        keyboard.press(*LABELS)
        keyboard.follow_key("s")
    assert story.item("mara", file).locator(".badge[data-state=confirmed]").count()


def a_list(story: Story) -> str:
    """Opened by the reviewer; its id."""
    page = story.at("rena", "/material/lists/")
    page.locator("[name=name]").fill(LIST)
    page.locator("[name=handling]").select_option("amber")
    press(page, "form[action$='/lists/open'] button[type=submit]")
    page = story.at("rena", "/material/lists/")
    press(page, f"main a[data-row]:has-text('{LIST}')")
    return page.url.rpartition("/")[2]


def shared(story: Story, file: str) -> None:
    """Proposed by one, shared by another."""
    press(story.item("mara", file), "form[action$='/propose'] button")
    row = story.entry(file)
    with row.page.expect_navigation():
        row.get_by_role("button", name="Share").click()
    assert story.entry(file).locator(".badge[data-state=shared]").count()


def key_for_the_provider(story: Story) -> tuple[str, str]:
    """Its name and its secret."""
    page = story.at("ada", "/keys/open/")
    page.get_by_label("Organisation").fill(PROVIDER)
    for scope in ("match", "lists", "reports"):
        page.locator(f"[name=scopes][value={scope}]").check()
    page.get_by_label(LIST).check()
    press(page, "main form button[type=submit]")
    assert_sound(page, "en")
    shown = page.locator("main").inner_text()
    name, secret = re.search(r"key_\w+", shown), re.search(r"seawall_[\w-]{43}", shown)
    assert name and secret, shown
    return name[0], secret[0]


def agreement_signed(story: Story) -> None:
    page = story.at("rena", "/federation/agreements/sign/")
    page.locator("[name=list]").select_option(label=LIST)
    page.locator("[name=holder]").select_option(PROVIDER)
    page.locator("[name=handling]").select_option("amber")
    page.locator("[name=purpose][value=prevent]").check()
    press(page, "main form button[type=submit]")
    assert_sound(page, "en")
    assert PROVIDER in page.locator("main").inner_text()


def reports_from_the_provider(story: Story, name: str, secret: str) -> None:
    """In JSON, and by a client for the CyberTipline; both are reports on the worklist."""
    document = {
        "reference": "ticket 4711",
        "about": "pictures",
        "urls": ["https://pictures.example/album/7"],
    }
    first = story.told(secret, "/api/v1/reports", document)
    again = story.told(secret, "/api/v1/reports", document)
    assert not first["test"] and not first["again"] and again["again"] and again["id"] == first["id"]

    client = Provider(story.asked, name, secret)
    assert client.status().code == 0
    number = client.submit().number
    assert client.fileinfo(details_of(number)).code == 0 and client.finish(number).code == 0
    page = story.at("mara", "/")
    Keyboard(page).follow_key("g", "w")
    until(page, lambda page: page.locator("main a[data-row]").count() >= 2)


def hits(story: Story, secret: str) -> dict[str, list[tuple[int, str]]]:
    """What the match interface says to the picture's own bytes and to how its smaller copy looks: position and list."""
    asked = [
        {"kind": "md5", "value": story.md5["first.png"]},
        pdq_of(story.node.folder / "own" / "smaller.jpg"),
        {"kind": "md5", "value": story.md5["other.png"]},
    ]
    answer = story.told(secret, "/api/v1/match", {"fingerprints": asked})
    return {
        kind: sorted({(hit["position"], hit["list"]) for hit in answer[kind]}) for kind in ("exact", "near")
    }


def withdrawn(story: Story, file: str) -> None:
    row = story.entry(file)
    row.locator("summary", has_text="Withdraw").click()
    row.locator("select[name=because]").select_option("objection")
    with row.page.expect_navigation():
        row.locator("button.button-careful").click()
    assert story.entry(file).locator(".badge[data-state=withdrawn]").count()


def soon(found: Callable[[], bool]) -> None:
    """Another process reads what changed within a second; a crowded machine takes longer."""
    until_then = time.monotonic() + 60
    while not found():
        assert time.monotonic() < until_then
        time.sleep(0.2)


def test_a_list_becomes_protection(story: Story, calls: Calls, tmp_path: Path) -> None:
    seizure_becomes_knowledge(story)
    story.node.serve()
    known_near_new_on_pages(story)
    list_id = a_list(story)
    name, secret = key_for_the_provider(story)
    agreement_signed(story)
    for file in ("first.png", "other.png"):
        two_agree(story, file)
        shared(story, file)

    # Pulled by the client of Hash Sharing, and by the command line through our extension.
    def client(*asked: list[Any]) -> list[Any]:
        return calls("ncmec", story.node.url("node") + "/hashsharing", list_id, secret, *asked)

    _own, members, reasons, first = client(["status"], ["members"], ["reasons", "MD5"], ["fetch", 0])
    assert members[0][1] == NORD and len(first["held"]) == 2
    assert first["signals"]["pdq"].count(pdq_of(story.node.folder / "own" / "first.png")["value"]) == 1
    machine = Machine(tmp_path / "provider", secret)
    machine.folder.mkdir()
    machine.take_on(story.node.url("node"), list_id)
    machine.done("fetch")
    own = story.node.folder / "own"
    assert COLLAB in machine.finds(own / "first.png") and COLLAB in machine.finds(own / "smaller.jpg")
    assert COLLAB in machine.knows(story.md5["other.png"])

    reports_from_the_provider(story, name, secret)
    both = {"exact": [(0, list_id), (2, list_id)], "near": [(1, list_id)]}
    soon(lambda: hits(story, secret) == both)

    # Its vote against stands beside the entry.
    [[page]] = client(["pages", first["since"] - 3600, first["since"] + 1])
    [entry] = [
        each["id"] for each in page["entries"] if each["fingerprints"].get("md5") == story.md5["first.png"]
    ]
    guid = next(guid for guid, words in reasons.items() if "everyday" in words)
    assert client(["vote", members[0][0], entry, "MD5", False, guid]) == [None]
    assert story.entry("first.png").locator("[data-label='Votes against']").inner_text().strip() == "1"

    # Withdrawn: gone everywhere at the next pull, and the other entry stays.
    withdrawn(story, "first.png")
    [second] = client(["fetch", first["since"]])
    assert second["dropped"] == [f"{members[0][0]}-{entry}"]
    machine.done("fetch")
    assert COLLAB not in machine.finds(own / "first.png") and COLLAB not in machine.knows(
        story.md5["first.png"]
    )
    assert COLLAB in machine.knows(story.md5["other.png"])
    soon(lambda: hits(story, secret) == {"exact": [(2, list_id)], "near": []})
    assert "Traceback" not in story.node.log.read_text()
