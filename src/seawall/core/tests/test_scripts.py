"""The two small scripts in a real browser: keys for staff, quick exit for the public."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.journeys.chromium import launch

pytestmark = pytest.mark.browser
SCRIPTS = Path(__file__).parents[1] / "static" / "core"
ROWS = "".join(f'<a data-row href="#row{number}">row {number}</a>' for number in range(3))
STAFF = f"""
<body><nav><a href="#home" data-key="g h">Home</a></nav>
<input id="search" type="search" data-key="/">
<label><input type="radio" name="age" value="1" data-key="1">one</label>
<label><input type="radio" name="age" value="2" data-key="2">two</label>
<a href="#hidden" data-key="x" hidden>hidden</a>{ROWS}</body>
"""


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser.new_page()
        browser.close()


def show(page: Page, body: str, script: str) -> Page:
    page.set_content(body)
    page.add_script_tag(path=str(SCRIPTS / script))
    return page


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def test_a_key_does_what_a_click_does(page: Page) -> None:
    show(page, STAFF, "keys.js")
    page.keyboard.press("2")
    assert page.evaluate("document.querySelector(':checked').value") == "2"
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_function("location.hash === '#home'")
    page.keyboard.press("x")
    assert not page.url.endswith("#hidden")


def test_rows_are_walked_with_j_and_k(page: Page) -> None:
    show(page, STAFF, "keys.js")
    for key in "jjjjk":
        page.keyboard.press(key)
    assert focused(page) == "row 1"


def test_keys_rest_while_somebody_types(page: Page) -> None:
    show(page, STAFF, "keys.js")
    page.keyboard.press("/")
    page.keyboard.type("gh2j")
    assert page.input_value("#search") == "gh2j" and focused(page) == "search"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert focused(page) == "row 0"


def test_keys_leave_the_browsers_own_alone(page: Page) -> None:
    show(page, STAFF, "keys.js")
    page.keyboard.press("Control+2")
    assert page.evaluate("document.querySelector(':checked')") is None


def test_keys_can_be_switched_off(page: Page) -> None:
    show(page, STAFF.replace("<body>", '<body data-keys="off">'), "keys.js")
    page.keyboard.press("2")
    assert page.evaluate("document.querySelector(':checked')") is None
    assert page.locator("[aria-keyshortcuts]").count() == 0


@pytest.mark.parametrize(("minutes", "said"), [(9, "for 9 min"), (2, "out in 2 min"), (0, "over")])
def test_it_tells_how_long_the_session_lasts(page: Page, minutes: int, said: str) -> None:
    clock = 'data-left="for {minutes} min" data-near-words="out in {minutes} min" data-over="over"'
    page.set_content(f"<body><span id=clock {clock}></span></body>")
    page.evaluate(
        f"clock.dataset.sessionEnds = new Date(Date.now() + {minutes} * 60000 - 1000).toISOString()"
    )
    page.add_script_tag(path=str(SCRIPTS / "keys.js"))
    assert page.inner_text("#clock") == said


def test_three_times_escape_leaves_at_once(page: Page) -> None:
    show(page, '<body><a data-exit href="about:blank#away">Leave</a></body>', "exit.js")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert not page.url.endswith("#away")
    page.keyboard.press("Escape")
    page.wait_for_url("**#away")
