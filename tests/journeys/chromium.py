"""Where the browser comes from, and how it is started so that it speaks to nobody but us."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium(playwright: Playwright) -> str | None:
    """The system's browser; else the one that `playwright install chromium` has put in its own place."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def launch(playwright: Playwright) -> Browser:
    """A browser with a fresh, empty profile. Missing: skipped with the reason, or a failure where CI is set."""
    found = find_chromium(playwright)
    if found is None:
        reason = "no Chromium: install the system's package `chromium` to walk the journeys"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return playwright.chromium.launch(executable_path=found, args=list(QUIET), env=without_proxies())


def without_proxies() -> dict[str, str | float | bool]:
    """A proxy of the surrounding machine must not stand between the browser and loopback."""
    return {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
