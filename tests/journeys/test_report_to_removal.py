"""Story 1: a report becomes a removal. Every deed on a real page, every peer a real server on loopback."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.keyboard import Keyboard, expect_state, until
from tests.journeys.node import RunningNode
from tests.journeys.page_rules import assert_fits, assert_sound
from tests.journeys.reporter import follow_up, press, report
from tests.journeys.staff import Colleague, add_agency, add_colleague

pytestmark = pytest.mark.browser

SITE, PATH = "fotobruecke.example", "/album/7"
ABUSE = "abuse@hafen-hosting.example"
# real child yes, 7 to 10, class A, not AI-generated, not coerced: the page shows each key beside its answer.
LABELS = ("y", "3", "a", "w", "z")


@pytest.fixture
def hotline(node: RunningNode) -> RunningNode:
    """A hotline in an internet of one site: its name, its host's registry entry, the page it carries."""
    node.dns.names[SITE] = ["127.0.0.1"]
    node.rdap.add_network("127.0.0.0/8", "Hafen Hosting", country="DE", abuse=ABUSE, asn=64496)
    node.rdap.add_domain(SITE, registrar="Namen und Mehr", abuse="abuse@namen-und-mehr.example")
    node.web.carry(PATH)
    add_agency(node, "Meldestelle Nord", "--kind", "hotline", "--country", "DE", "--public-door")
    return node


@pytest.fixture
def dana(hotline: RunningNode) -> Colleague:
    add_agency(hotline, "Polizei Musterland", "--kind", "police", "--country", "DE")
    return add_colleague(hotline, "dana@polizei-musterland.example", "Polizei Musterland", "investigator")


@pytest.fixture
def mara(hotline: RunningNode) -> Colleague:
    return add_colleague(hotline, "mara@meldestelle-nord.example", "Meldestelle Nord", "analyst")


def in_german(page: Page) -> None:
    assert_sound(page, "de")
    assert_fits(page)


def in_english(page: Page) -> None:
    assert_sound(page, "en")


def address(node: RunningNode) -> str:
    return f"http://{SITE}:{node.web.port}{PATH}"


def open_first_bundle(page: Page) -> None:
    keyboard = Keyboard(page)
    keyboard.follow_key("g", "w")
    in_english(page)
    keyboard.press("j")
    with page.expect_navigation():
        keyboard.press("Enter")
    in_english(page)


def assess_as_to_be_removed(page: Page) -> None:
    """Take in hand, label with one key each, save: the way of every bundle."""
    keyboard = Keyboard(page)
    keyboard.follow_key("l")
    expect_state(page, "locked")
    keyboard.press(*LABELS)
    keyboard.follow_key("s")
    in_english(page)


def open_location(page: Page) -> None:
    """The address waits among the locations, traced by itself in the background."""
    keyboard = Keyboard(page)
    keyboard.follow_key("g", "t")
    until(page, lambda page: page.locator("a[data-row]").count() > 0)
    in_english(page)
    keyboard.press("j")
    with page.expect_navigation():
        keyboard.press("Enter")
    until(page, lambda page: page.get_by_text("Hafen Hosting").count() > 0)
    in_english(page)


def send_notice(page: Page) -> None:
    keyboard = Keyboard(page)
    keyboard.follow_key("n")
    in_english(page)
    keyboard.follow_key("s")
    until(page, lambda page: page.locator(".badge[data-state=sent]").count() > 0)
    in_english(page)


def the_letter(node: RunningNode) -> tuple[str, dict[str, object], str]:
    """Text, XARF report and signed link of the one letter that the mail server was given."""
    assert len(node.mail.letters) == 1
    letter = node.mail.letters[0]
    text = letter.get_body(("plain",)).get_content()
    attached = [part for part in letter.iter_attachments() if part.get_content_type() == "application/json"]
    link = re.search(r"http://127\.0\.0\.1:\d+/notices/\S+", text)
    assert link is not None
    return text, json.loads(attached[0].get_payload(decode=True)), link[0]


def test_a_report_becomes_a_removal(
    hotline: RunningNode, mara: Colleague, visit: Callable[..., Page]
) -> None:
    hotline.serve()
    public, desk = hotline.url("public"), hotline.url("staff")

    # Cleo reports, in German, without scripts, and keeps the code.
    cleo = visit(java_script_enabled=False, locale="de-DE")
    code = report(cleo, public, address(hotline), "Das Album ist öffentlich.", look=in_german)
    received = follow_up(cleo, public, code, look=in_german)

    # Mara signs in and works, with keys alone.
    page = visit()
    mara.sign_in(page, desk, look=in_english)
    in_english(page)
    open_first_bundle(page)
    expect(page.locator("main")).not_to_contain_text(SITE)
    assess_as_to_be_removed(page)
    open_location(page)
    send_notice(page)

    # The provider was written to: the exact address is in the letter and in its XARF report, not in its subject.
    text, xarf, link = the_letter(hotline)
    assert hotline.mail.receivers == [ABUSE]
    assert address(hotline) in text
    assert address(hotline) in json.dumps(xarf)
    assert SITE not in str(hotline.mail.letters[0]["Subject"])
    acted_on = follow_up(cleo, public, code, look=in_german)
    assert acted_on != received

    # Ravi at the provider takes the page down and says so, through the link alone.
    ravi = visit(java_script_enabled=False, locale="de-DE")
    ravi.goto(link)
    in_german(ravi)
    expect(ravi.locator("main")).not_to_contain_text(SITE)
    hotline.web.remove(PATH)
    press(ravi, "button[name=kind][value=removed]", in_german)

    # The next check finds it gone; the desk shows it and so does the receipt.
    Keyboard(page).follow_key("g", "t")
    until(page, lambda page: hotline.web.requests[f"HEAD {PATH}"] > 0)
    until_receipt_changes(cleo, public, code, acted_on)
    in_german(cleo)
    expect(cleo.locator("main .timeline li[data-tone=good]")).to_have_count(4)
    # Nothing but HEAD ever reached the site.
    assert set(hotline.web.requests) == {f"HEAD {PATH}"}
    assert SITE not in hotline.log.read_text()
    hotline.run("audit", "verify")


def until_receipt_changes(page: Page, public: str, code: str, before: str) -> str:
    for _ in range(40):
        now = follow_up(page, public, code)
        if now != before:
            return now
        page.wait_for_timeout(500)
    raise AssertionError(f"The receipt page still says: {before}")


IN_EIGHT_DAYS = """
from datetime import timedelta
from seawall.core import clock
from seawall.core.jobs import settle
from seawall.core.worker import plan
from seawall.takedown.jobs import expire_due
with clock.at(clock.now() + timedelta(days=8)):
    plan(expire_due)
    settle(clock.now())
"""


def test_an_expired_hold_asks_and_never_sends(
    hotline: RunningNode, mara: Colleague, dana: Colleague, visit: Callable[..., Page]
) -> None:
    hotline.serve()
    desk = hotline.url("staff")
    report(visit(java_script_enabled=False), hotline.url("public"), address(hotline), "")

    # Mara asks the police before anything is sent.
    page = visit()
    mara.sign_in(page, desk)
    open_first_bundle(page)
    assess_as_to_be_removed(page)
    open_location(page)
    keyboard, place = Keyboard(page), page.url
    keyboard.follow_key("h")
    in_english(page)
    keyboard.follow("main form button.button-primary")
    expect_state(page, "asked")

    # Dana of the police wants to look first: the hold has an owner and an end.
    hers = visit()
    dana.sign_in(hers, desk)
    keyboard = Keyboard(hers)
    keyboard.follow_key("g", "p")
    in_english(hers)
    keyboard.press("j")
    with hers.expect_navigation():
        hers.keyboard.press("Enter")
    in_english(hers)
    keyboard.follow_key("p")
    expect_state(hers, "placed")

    # The hold ends while nobody looks: the desk is asked, and no letter has left.
    hotline.run(code=IN_EIGHT_DAYS)
    page.goto(place)
    expect(page.locator("main .callout[data-tone=wait]")).to_be_visible()
    in_english(page)
    assert hotline.mail.letters == []
