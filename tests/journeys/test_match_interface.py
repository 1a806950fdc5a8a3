"""A provider comes on board: a key is opened on the page, the provider's machine asks with it, a person at the desk answers a
near match, and the key is revoked. The code of a known picture is revealed at the desk, as nobody outside could have it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import assert_accessible
from tests.journeys.demo import RunningDemo
from tests.journeys.reporter import press

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


def known_code(demo: RunningDemo, page: Page) -> str:
    """PDQ of a listed item, revealed for a purpose."""
    demo.sign_in(page, "rena")
    page.goto(f"{demo.places.staff}/material/near")
    assert_accessible(page)
    press(page, "main li:has-text('Nord: bestätigt') a[data-row]")
    row = page.locator("dl div:has(dt:text-is('PDQ'))")
    row.locator("summary").click()
    row.locator("select[name=purpose]").select_option(index=1)
    row.locator("form[action$=reveal] button").click()
    return page.locator(".revealed").inner_text()


def open_key(demo: RunningDemo, page: Page) -> str:
    demo.sign_in(page, "ada")
    page.goto(f"{demo.places.staff}/keys/open/")
    page.get_by_label("Organisation").fill("Bilderhafen")
    page.get_by_label("Nord: bestätigt").check()
    press(page, "main form button[type=submit]")
    assert_accessible(page)
    secret = re.search(r"seawall_[\w-]{43}", page.locator("main").inner_text())
    assert secret
    return secret[0]


def ask(demo: RunningDemo, page: Page, secret: str, code: str) -> Any:
    return page.request.post(
        f"{demo.places.node}/api/v1/match",
        headers={"Authorization": f"Bearer {secret}"},
        data={"fingerprints": [{"kind": "pdq", "value": code, "quality": 90}]},
    )


def test_a_provider_asks_with_a_key_that_is_opened_used_and_revoked(demo: RunningDemo, visit: Visit) -> None:
    code = known_code(demo, visit())
    page = visit()
    secret = open_key(demo, page)
    answer = ask(demo, page, secret, f"{int(code, 16) ^ 0b1011:064x}")
    assert answer.status == 200
    (hit, *_) = answer.json()["near"]
    assert (hit["distance"], hit["radius"], hit["hint"]) == (3, 31, "look_first")

    press(page, "main a:has-text('Done')")
    assert_accessible(page)
    expect(page.locator("main")).to_contain_text("Bilderhafen")
    page.get_by_role("button", name="Revoke for good").click()
    expect(page.locator("main")).to_contain_text("revoked")
    # The rule is a second, on every program.
    page.wait_for_timeout(1000)
    assert ask(demo, page, secret, code).status == 401
