"""A person at the desk who has no mouse: everything goes through keys."""

from collections.abc import Callable
from re import Pattern

from playwright.sync_api import Page, expect

MOST_TABS = 120


class Keyboard:
    def __init__(self, page: Page) -> None:
        self._page, self._keys = page, page.keyboard

    def go_to(self, selector: str) -> None:
        """Tab until the focus is on what is meant, as one does without a mouse."""
        for _ in range(MOST_TABS):
            if self._page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                return
            self._keys.press("Tab")
        shown = self._page.locator("body").inner_text()
        raise AssertionError(f"{self._page.url}: {selector} cannot be reached with the Tab key on\n{shown}")

    def type_into(self, selector: str, words: str) -> None:
        self.go_to(selector)
        self._keys.type(words)

    def press(self, *keys: str) -> None:
        for key in keys:
            self._keys.press(key)

    def follow(self, selector: str) -> None:
        """Tab to a link or button and press Enter; the next page is there when this returns."""
        self.go_to(selector)
        with self._page.expect_navigation():
            self._keys.press("Enter")

    def follow_key(self, *keys: str) -> None:
        """The page's own key for a deed or a place, two in a row where it says so."""
        with self._page.expect_navigation():
            self.press(*keys)


def until(page: Page, found: Callable[[Page], bool], *, tries: int = 40) -> None:
    """Background work takes a moment: reload as a person would."""
    for _ in range(tries):
        if found(page):
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"{page.url}: still not there:\n{page.locator('main').inner_text()}")


def expect_state(page: Page, state: str | Pattern[str]) -> None:
    expect(page.locator(f"main .badge[data-state='{state}']").first).to_be_visible()
