"""The staff door in a real browser: a first password, both kinds of second factor, stepping up, and the pages around them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import assert_accessible
from tests.journeys.codes import Authenticator
from tests.journeys.conftest import GERMAN
from tests.journeys.node import RunningNode
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
PASSWORD = "a calm sentence about harbours"
# A key on USB that is always touched at once (Chromium's own double of one).
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
AWAY = "() => { navigator.credentials.create = () => Promise.reject(new Error('away')); }"
Visit = Callable[..., Page]


@pytest.fixture
def door(node: RunningNode) -> str:
    """Served, with one administrator who was just given a link. By name: browsers bind keys to names."""
    node.run("agency", "add", "Meldestelle Nord", "--kind", "hotline", "--country", "DE", "--public-door")
    who = ("ada@nord.example", "--name", "Ada", "--agency", "Meldestelle Nord", "--duty", "administrator")
    link = re.search(r"/account/first-password/\S+", node.run("staff", "add", *who))
    assert link
    node.serve()
    return node.url("staff").replace("127.0.0.1", "localhost") + link[0]


def plug_in_key(page: Page) -> None:
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def set_first_password(page: Page, link: str) -> None:
    page.goto(link)
    assert "set-password" in page.url
    assert_accessible(page)
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password again").fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()


def give_password(page: Page) -> None:
    page.get_by_label("E-mail address").fill("ada@nord.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def sign_out(page: Page) -> None:
    page.goto(base(page) + "/account/logout/")
    page.get_by_role("button", name="Sign out").last.click()


def base(page: Page) -> str:
    return page.url.split("/account")[0].rstrip("/")


def test_it_sets_up_an_app_and_signs_in_with_it(door: str, visit: Visit) -> None:
    page = visit()
    set_first_password(page, door)
    assert_accessible(page)
    give_password(page)
    expect(page.get_by_role("heading", name="Set up your second factor")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Set up an app").click()
    # The picture really loads: a browser that refused it would give it no width.
    assert page.locator("main img").evaluate("picture => picture.naturalWidth") > 100
    page.get_by_text("The camera does not work?").click()
    app = Authenticator(page.locator("code").inner_text())
    assert_accessible(page)
    page.get_by_label("Code").fill(app.code())
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert_accessible(page)
    saved = page.locator("main li").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    page.goto(base(page) + "/account/")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    sign_out(page)
    give_password(page)
    expect(page.get_by_role("heading", name="Show your second factor")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Code").fill(saved)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(base(page) + "/")


def test_it_sets_up_a_key_signs_in_and_confirms_with_it(door: str, visit: Visit) -> None:
    page = visit()
    plug_in_key(page)
    set_first_password(page, door)
    give_password(page)
    page.get_by_role("link", name="Set up a key").click()
    assert_accessible(page)
    page.get_by_label("Name of the key").fill("Blue key")
    page.evaluate(AWAY)
    page.get_by_role("button", name="Set up this key").click()
    expect(page.get_by_text("The key did not answer")).to_be_visible()
    assert_accessible(page)
    page.reload()
    page.get_by_label("Name of the key").fill("Blue key")
    page.get_by_role("button", name="Set up this key").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    sign_out(page)
    give_password(page)
    page.get_by_role("button", name="Use your security key").click()
    page.wait_for_url(base(page) + "/")
    page.goto(base(page) + "/account/factors/")
    expect(page.get_by_text("Blue key", exact=True)).to_be_visible()
    assert_accessible(page)
    page.goto(base(page) + "/account/confirm/key/?next=/people/duties")
    assert_accessible(page)
    page.get_by_role("button", name="Use your security key").click()
    page.wait_for_url("**/people/duties")


def test_every_page_of_an_administrator_is_sound_in_both_languages(
    door: str, node: RunningNode, visit: Visit, watch: Watch
) -> None:
    page = visit()
    plug_in_key(page)
    set_first_password(page, door)
    give_password(page)
    page.get_by_role("link", name="Set up a key").click()
    page.get_by_role("button", name="Set up this key").click()
    page.get_by_role("link", name="I have kept them").click()
    here = base(page)
    page.goto(here + "/people/add")
    page.get_by_label("Name").fill("Mara")
    page.get_by_label("E-mail address").fill("mara@nord.example")
    page.get_by_label("Analyst").check()
    page.get_by_role("button", name="Add and make the link").click()
    expect(page.get_by_role("heading", name="A link for Mara")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Done").click()
    person = page.url
    pages = ["/people/", "/people/add", "/people/duties", "/account/", "/account/breaks", "/account/sessions"]
    pages += [
        "/account/password/",
        "/account/factors/",
        "/account/factors/app/add/",
        "/account/factors/recovery-codes/",
    ]
    pages += ["/account/factors/recovery-codes/renew/", "/account/logout/", person.removeprefix(here)]
    for language in ("en", "de"):
        page.goto(here + "/account/")
        page.locator("select[name=language]").select_option(language)
        page.locator("form:has(select[name=language]) button").click()
        for path in pages:
            answer = page.goto(here + path)
            assert answer and answer.status == 200, path
            assert page.locator("html").get_attribute("lang") == language, path
            assert_accessible(page)


def test_signing_in_works_without_javascript(door: str, visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    page.goto(door)
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password again").fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    give_password(page)
    page.get_by_role("link", name="Set up an app").click()
    page.get_by_text("The camera does not work?").click()
    app = Authenticator(page.locator("code").inner_text())
    page.get_by_label("Code").fill(app.code())
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    german = visit(**GERMAN, java_script_enabled=False)
    german.goto(base(page) + "/account/login/")
    expect(german.get_by_role("heading", name="Anmelden")).to_be_visible()
