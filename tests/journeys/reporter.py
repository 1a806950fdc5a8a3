"""What Cleo, somebody of the public, does at the public door: choices, fields and buttons, without scripts."""

from collections.abc import Callable

from playwright.sync_api import Page

Look = Callable[[Page], None]


def nothing(page: Page) -> None:
    """No look: for a story that is about something else."""


def report(
    page: Page, door: str, address: str, words: str, *, language: str = "de", look: Look = nothing
) -> str:
    """Fill in the form in its four steps and send it; the receipt code comes back."""
    page.goto(f"{door}/{language}/")
    look(page)
    press(page, f"a[href='/{language}/report/']", look)
    page.locator("[name=seen][value=pictures]").check()
    page.locator("[name=text]").fill(words)
    press(page, "button[value=next]", look)
    page.locator("[name=place]").fill(address)
    press(page, "button[value=next]", look)
    page.locator("[name=danger][value=no]").check()
    press(page, "button[value=next]", look)
    page.locator("[name=reach][value=code]").check()
    press(page, "button[value=next]", look)
    press(page, "button[value=send]", look)
    return page.locator(".receipt-code").inner_text()


def press(page: Page, selector: str, look: Look = nothing) -> None:
    """A click that leads to another page, which is there when this returns."""
    with page.expect_navigation():
        page.locator(selector).first.click()
    look(page)


def follow_up(page: Page, door: str, code: str, *, language: str = "de", look: Look = nothing) -> str:
    """What the receipt page says now: the stage the report has reached, in its own words."""
    page.goto(f"{door}/{language}/follow-up/")
    look(page)
    page.locator("[name=code]").fill(code)
    press(page, "main form button", look)
    return page.locator("main .lede").inner_text()
