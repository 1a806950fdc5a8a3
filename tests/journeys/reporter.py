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
    page.locator(f"a[href='/{language}/report/']").first.click()
    look(page)
    page.locator("[name=seen][value=pictures]").check()
    page.locator("[name=text]").fill(words)
    go_on(page, look)
    page.locator("[name=place]").fill(address)
    go_on(page, look)
    page.locator("[name=danger][value=no]").check()
    go_on(page, look)
    page.locator("[name=reach][value=code]").check()
    go_on(page, look)
    page.locator("button[value=send]").click()
    look(page)
    return page.locator(".receipt-code").inner_text()


def go_on(page: Page, look: Look) -> None:
    page.locator("button[value=next]").click()
    look(page)


def follow_up(page: Page, door: str, code: str, *, language: str = "de", look: Look = nothing) -> str:
    """What the receipt page says now: the stage the report has reached, in its own words."""
    page.goto(f"{door}/{language}/follow-up/")
    look(page)
    page.locator("[name=code]").fill(code)
    page.locator("main form button").first.click()
    look(page)
    return page.locator("main .lede").inner_text()
