"""A browser, a node with its peers, and visits that are watched."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.chromium import launch
from tests.journeys.demo import RunningDemo
from tests.journeys.node import RunningNode
from tests.journeys.watch import Watch

GERMAN = {"locale": "de-DE"}
ENGLISH = {"locale": "en-GB"}
PHONE = {"viewport": {"width": 360, "height": 740}}
DESK = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    # Package, not session: while playwright runs, Django takes this thread for an asynchronous one and refuses
    # its database to the tests that come after.
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def visit(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """`visit(java_script_enabled=False, locale="de-DE")` is a new visitor, watched until the test ends."""
    contexts = []

    def new(**options: Any) -> Page:
        context = browser.new_context(**{**ENGLISH, **DESK, **options})
        context.set_default_timeout(15_000)
        watch.follow(context, scripts=options.get("java_script_enabled", True))
        contexts.append(context)
        return context.new_page()

    yield new
    for context in contexts:
        context.close()
    watch.check()


@pytest.fixture
def node(tmp_path: Path) -> Iterator[RunningNode]:
    """On SQLite, or on a database of its own on the server of DATABASE_URL."""
    with RunningNode(tmp_path, os.environ.get("DATABASE_URL", "")) as running:
        yield running


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDemo]:
    """The demo as a newcomer has it, with fewer reports; started once for all journeys that need a lively node."""
    with RunningDemo(tmp_path_factory.mktemp("home"), "--reports", "40") as running:
        yield running
