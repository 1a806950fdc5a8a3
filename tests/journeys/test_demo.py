"""The demo starts in an empty home, and the walk it prints works as it is printed."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from seawall.demo import roster
from tests.journeys.demo import RunningDemo
from tests.journeys.keyboard import Keyboard, until
from tests.journeys.page_rules import assert_sound
from tests.journeys.reporter import follow_up, press, report

pytestmark = pytest.mark.browser


def reported_page(demo: RunningDemo) -> str:
    found = re.search(r"http://[a-z-]+\.example:\d+/\S+", demo.printed)
    assert found is not None
    return found[0]


def typed_id(url: str) -> str:
    """The part of an id that grows with time, whatever the id is of."""
    found = re.search(r"[a-z]{3}_([0-9a-z]{26})", url)
    assert found is not None, url
    return found[1]


def test_it_prints_where_everything_is(demo: RunningDemo) -> None:
    places = demo.places
    for url in (places.public, places.staff, places.node, places.guide):
        assert url in demo.printed
    assert all(one.email in demo.printed for one in roster.PEOPLE)


def test_its_page_shows_the_codes_of_now(demo: RunningDemo, visit: Callable[..., Page]) -> None:
    page, one = visit(), roster.person("rena")
    assert one is not None
    page.goto(f"{demo.places.guide}/codes")
    now = time.time()
    shown = page.locator("[data-code-of=rena]").inner_text()
    assert shown in {roster.code_of(one, now), roster.code_of(one, now - 5)}


@pytest.mark.parametrize("path", ["", "codes", "console", "de", "de/codes", "de/console"])
def test_its_own_pages_are_sound(demo: RunningDemo, visit: Callable[..., Page], path: str) -> None:
    page = visit()
    page.goto(f"{demo.places.guide}/{path}")
    assert_sound(page, "de" if path.startswith("de") else "en")


def test_every_page_of_it_says_that_all_is_invented(demo: RunningDemo, visit: Callable[..., Page]) -> None:
    page = visit()
    for place in (demo.places.public, demo.places.staff, demo.places.guide):
        page.goto(place)
        expect(page.locator(".banner")).to_contain_text("invented")


def test_its_walk_works_as_it_is_printed(demo: RunningDemo, visit: Callable[..., Page]) -> None:
    address, places = reported_page(demo), demo.places
    cleo = visit()
    code = report(cleo, places.public, address, "A page about a bridge.", language="en")

    # Assess, trace, send: each with the keys that the walk names.
    page = visit()
    demo.sign_in(page, "mara")
    keyboard = Keyboard(page)
    keyboard.press("/")
    page.keyboard.type(address)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, "main a[href*='/reports/bundles/']")
    bundle = typed_id(page.url)
    keyboard.follow_key("l")
    keyboard.press("y", "3", "a", "w", "z")
    keyboard.follow_key("s")
    keyboard.follow_key("g", "t")
    until(page, lambda page: typed_id(page.locator("a[data-row]").first.get_attribute("href") or "") > bundle)
    press(page, "a[data-row]")
    until(page, lambda page: page.get_by_text("Hafen Hosting").count() > 0)
    keyboard.follow_key("n")
    keyboard.follow_key("s")
    until(page, lambda page: page.locator(".badge[data-state=sent]").count() > 0)

    # Read the letter in the outbox, take the page down, answer through the link.
    link = demo.newest_link(page)
    assert address in page.locator("pre.letter").inner_text()
    ravi = visit()
    ravi.goto(f"{places.guide}/console")
    key = address.split("//")[1].replace(f":{places.sites_port}", "")
    ravi.get_by_role("button", name=f"Take down {key}").click()
    ravi.goto(link)
    press(ravi, "button[name=kind][value=removed]")

    # The receipt turns to gone.
    for _ in range(40):
        follow_up(cleo, places.public, code, language="en")
        if cleo.locator("main .timeline li[data-tone=good]").count() == 4:
            return
        cleo.wait_for_timeout(500)
    raise AssertionError(cleo.locator("main").inner_text())
