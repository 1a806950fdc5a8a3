"""Every page of the product, opened in both languages, on telephone and desk, in light and dark.

The demo is the scene: people of every duty follow every link. What no link leads to is in LEFT_OUT with its reason, and a
page that is in neither fails the last test.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.architecture.permissions import Row, rows
from tests.journeys.conftest import DESK, ENGLISH, GERMAN, PHONE
from tests.journeys.crawl import pages_from
from tests.journeys.demo import RunningDemo
from tests.journeys.page_rules import assert_fits, assert_sound
from tests.journeys.reporter import follow_up, press, report
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser

PEOPLE = ("mara", "rena", "jonas", "dana", "ada", "otto", "ravi", "vera", "noor", "joost")
LIGHT, DARK = {"color_scheme": "light"}, {"color_scheme": "dark"}


@dataclass(frozen=True)
class Sight:
    """How somebody looks at a page."""

    language: str
    options: dict[str, Any]

    @property
    def is_narrow(self) -> bool:
        return bool(self.options["viewport"]["width"] < 600)


# Each language, device and theme once, the longer words where there is less room.
SIGHTS = [
    pytest.param(Sight("en", {**ENGLISH, **DESK, **LIGHT}), id="english-desk-light"),
    pytest.param(Sight("de", {**GERMAN, **PHONE, **DARK}), id="german-phone-dark"),
]
each_sight = pytest.mark.parametrize("sight", SIGHTS)


@pytest.fixture(scope="module")
def known(browser: Browser, demo: RunningDemo) -> Iterator["Known"]:
    yield Known(browser, demo)


class Known:
    """Who is signed in, and which pages each can reach. A page is looked at with the first who can."""

    def __init__(self, browser: Browser, demo: RunningDemo) -> None:
        self.states: dict[str, Any] = {}
        self.pages: dict[str, dict[str, str]] = {}
        self.link = ""
        taken: set[str] = set()
        for key in PEOPLE:
            context = browser.new_context(**ENGLISH)
            page = context.new_page()
            demo.sign_in(page, key)
            if key == "mara":
                self.link = demo.newest_link(page)
            self.states[key] = context.storage_state()
            found = pages_from(context, "staff", f"{demo.places.staff}/")
            self.pages[key] = {
                name: url for name, url in found.items() if name not in taken or name == "desk:home"
            }
            taken |= set(found)
            context.close()


def check(page: Page, sight: Sight) -> None:
    assert_sound(page, sight.language)
    if sight.is_narrow:
        assert_fits(page)


@each_sight
@pytest.mark.parametrize("key", PEOPLE)
def test_every_page_of_the_desk(known: Known, visit: Callable[..., Page], sight: Sight, key: str) -> None:
    page = visit(storage_state=known.states[key], **sight.options)
    faults = []
    for url in known.pages[key].values():
        page.goto(url)
        try:
            check(page, sight)
        except AssertionError as fault:
            faults.append(str(fault))
    assert not faults, "\n\n".join(faults)


@each_sight
def test_every_page_of_sign_in(demo: RunningDemo, visit: Callable[..., Page], sight: Sight) -> None:
    page = visit(**sight.options)
    page.goto(f"{demo.places.staff}/account/login/")
    check(page, sight)


@each_sight
def test_every_page_of_the_public_door(demo: RunningDemo, visit: Callable[..., Page], sight: Sight) -> None:
    page, door = visit(**sight.options), demo.places.public

    def look(page: Page) -> None:
        check(page, sight)

    for url in pages_from(page.context, "public", f"{door}/{sight.language}/").values():
        page.goto(url)
        look(page)
    code = report(
        page, door, "https://tassenforum.example/t/1", "Tassen.", language=sight.language, look=look
    )
    follow_up(page, door, code, language=sight.language, look=look)


@each_sight
def test_the_receipt_of_a_report_taken_at_the_desk(
    demo: RunningDemo, known: Known, visit: Callable[..., Page], sight: Sight
) -> None:
    page = visit(storage_state=known.states["mara"], **sight.options)
    page.goto(f"{demo.places.staff}/reports/take/")
    for name, value in (("channel", "phone"), ("danger", "no"), ("seen", "pictures")):
        page.locator(f"[name={name}][value={value}]").check()
    page.locator("[name=place]").fill("https://tassenforum.example/t/2")
    press(page, "main button[type=submit]")
    assert page.locator(".receipt-code").is_visible()
    check(page, sight)


@each_sight
def test_the_page_of_the_provider(known: Known, visit: Callable[..., Page], sight: Sight) -> None:
    page = visit(**sight.options)
    # It speaks the letter's language until its reader chooses another.
    page.goto(f"{known.link}?language={sight.language}")
    check(page, sight)


@each_sight
def test_the_first_page_of_the_node(demo: RunningDemo, visit: Callable[..., Page], sight: Sight) -> None:
    page = visit(**sight.options)
    page.goto(f"{demo.places.node}/")
    check(page, sight)


@each_sight
@pytest.mark.parametrize("program", ["public", "staff", "node"])
def test_what_does_not_exist_says_so(
    demo: RunningDemo, visit: Callable[..., Page], watch: Watch, known: Known, sight: Sight, program: str
) -> None:
    watch.expected.add(404)
    page = visit(storage_state=known.states["mara"], **sight.options)
    language = f"/{sight.language}" if program == "public" else ""
    page.goto(f"{getattr(demo.places, program)}{language}/nothing-here/")
    check(page, sight)


# Pages that the demo's people cannot have open, and why.
LEFT_OUT = {
    "account_login": "looked at above, by nobody",
    "desk:abuse_figures_file": "a file, not a page",
    "desk:figures_file": "a file, not a page",
    "operations:refused_rows": "a file, not a page",
    "reports:table_template": "a file, not a page",
    "federation:name_reasons": "needs a service that calls its reasons otherwise than we do",
    "healthz": "for machines",
    "readyz": "for machines",
    "mfa_activate_totp": "once set up it leads elsewhere; looked at in the story of the removal",
    "mfa_view_recovery_codes": "right after new ones were made, and never again",
    "mfa_add_webauthn": "a key needs a name instead of 127.0.0.1; the page says so and leads back",
    "mfa_reauthenticate": "shown when five minutes have passed",
    "mfa_remove_webauthn": "needs a key",
    "people:first_password": "needs a link that works once",
}


def test_no_page_is_left_out(known: Known) -> None:
    met = {name for found in known.pages.values() for name in found}
    pages = {row.name for row in rows() if row.program == "staff" and is_page(row)}
    assert sorted(pages - met - set(LEFT_OUT)) == []


def is_page(row: Row) -> bool:
    return row.method == "GET" and not row.json and 200 in {*row.who.values(), row.nobody}
