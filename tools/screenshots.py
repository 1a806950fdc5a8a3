"""Takes the pictures of docs/pictures/ from a running demo, light and dark.

    make demo                                          in one terminal
    .venv/bin/python -m tools.screenshots              in another
    .venv/bin/python -m tools.screenshots --port 9000  where the demo runs elsewhere

Nothing of a picture is drawn by hand: what is shown is what the demo's people see at this moment.
"""

import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import click
from playwright.sync_api import Browser, Page, sync_playwright

from seawall.demo import roster
from seawall.demo.places import PORT, Places
from tests.journeys.chromium import launch
from tests.journeys.reporter import follow_up, report

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = {"width": 1160, "height": 780}
PHONE = {"width": 390, "height": 780}


@click.command()
@click.option("--port", default=PORT, show_default=True, help="The first port of the running demo.")
def main(port: int) -> None:
    """Take every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    places = Places(port)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for scheme in ("light", "dark"):
            take_all(browser, places, scheme)
        browser.close()


def take_all(browser: Browser, places: Places, scheme: str) -> None:
    mara = signed_in(browser, places, scheme)
    outside = browser.new_context(viewport=SIZE, color_scheme=scheme, locale="en-GB").new_page()
    phone = browser.new_context(viewport=PHONE, color_scheme=scheme, locale="en-GB").new_page()
    shots: dict[str, Callable[[], Page]] = {
        "report": lambda: at(outside, f"{places.public}/en/report/"),
        "young": lambda: at(phone, f"{places.public}/en/young/"),
        "receipt": lambda: receipt_of(outside, places),
        "home": lambda: at(mara, f"{places.staff}/"),
        "worklist": lambda: at(mara, f"{places.staff}/reports/"),
        "bundle": lambda: to_be_labelled(mara, places),
        "location": lambda: first_of(mara, f"{places.staff}/takedown/?state=noticed"),
        "figures": lambda: at(mara, f"{places.staff}/figures/"),
        "notice": lambda: at(outside, link_of_newest_notice(mara, places)),
    }
    for name, go in shots.items():
        page = go()
        file = FOLDER / file_of(name, scheme)
        file.write_bytes(smaller(page.screenshot()))
        click.echo(f"{file.name}: {file.stat().st_size // 1024} KiB")


def smaller(picture: bytes) -> bytes:
    """The same PNG, packed harder and without what no viewer needs."""
    kept, packed, at = [], b"", 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        kind, body = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        if kind == b"IDAT":
            packed += body
        elif kind == b"IHDR":
            kept.append(chunk(kind, body))
        at += length + 12
    return b"".join(
        [picture[:8], *kept, chunk(b"IDAT", zlib.compress(zlib.decompress(packed), 9)), chunk(b"IEND", b"")]
    )


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def file_of(name: str, scheme: str) -> str:
    return f"{name}.png" if scheme == "light" else f"{name}-{scheme}.png"


def at(page: Page, url: str) -> Page:
    page.goto(url)
    page.wait_for_load_state("networkidle")
    return page


def first_of(page: Page, url: str) -> Page:
    at(page, url)
    with page.expect_navigation():
        page.locator("a[data-row]").first.click()
    return page


def to_be_labelled(page: Page, places: Places) -> Page:
    """A bundle with an address that waits, with the first labels chosen as one does with keys."""
    at(page, f"{places.staff}/reports/")
    row = (
        page.locator("tr:not([data-tone])")
        .filter(has_text="hxxp")
        .filter(has=page.locator("[data-state=received]"))
    )
    with page.expect_navigation():
        row.first.locator("a[data-row]").click()
    for key in ("y", "3"):
        page.keyboard.press(key)
    page.locator("#assess-title").scroll_into_view_if_needed()
    page.mouse.wheel(0, 330)
    page.wait_for_timeout(300)
    return page


def receipt_of(page: Page, places: Places) -> Page:
    """Of something that was reported and removed before: the receipt says so at once."""
    at(page, f"{places.guide}/console")
    key = page.locator("li:has(.badge[data-state=gone]) .mono").first.inner_text()
    site, _, path = key.partition("/")
    code = report(page, places.public, places.url_of(site, f"/{path}"), "", language="en")
    follow_up(page, places.public, code, language="en")
    return page


def signed_in(browser: Browser, places: Places, scheme: str) -> Page:
    page = browser.new_context(viewport=SIZE, color_scheme=scheme, locale="en-GB").new_page()
    one = roster.PEOPLE[0] if scheme == "light" else roster.PEOPLE[1]
    at(page, places.staff)
    page.locator("[name=login]").fill(one.email)
    page.locator("[name=password]").fill(roster.PASSWORD)
    page.keyboard.press("Enter")
    page.locator("[name=code]").fill(roster.code_of(one))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return page


def link_of_newest_notice(page: Page, places: Places) -> str:
    """From the letter itself, as the provider has it."""
    first_of(page, f"{places.staff}/takedown/outbox")
    page.get_by_text("Reveal the letter").click()
    page.locator("select[name=purpose]").select_option(index=1)
    page.locator("form[action$=reveal] button").click()
    letter = page.locator("pre.letter.revealed").inner_text()
    return next(word for word in letter.split() if word.startswith(f"{places.node}/notices/"))


if __name__ == "__main__":
    sys.exit(main())
