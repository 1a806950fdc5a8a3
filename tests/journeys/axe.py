"""axe-core on the page as it stands: no finding of serious or critical impact.

The engine is evaluated through the browser's debugging door, so the page's content policy stays in force and untouched.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page, Route

ENGINE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = "() => axe.run(document, {resultTypes: ['violations']})"
GRAVE = {"serious", "critical"}
HAS_SCRIPTS = "() => matchMedia('(scripting: enabled)').matches"


def findings(page: Page) -> list[dict[str, Any]]:
    with seen_with_scripts(page) as seen:
        seen.evaluate(ENGINE)
        return list(seen.evaluate(RUN)["violations"])


@contextmanager
def seen_with_scripts(page: Page) -> Iterator[Page]:
    """axe waits on timers, which rest where scripts are off: there it looks at a copy of what the visitor sees."""
    if page.evaluate(HAS_SCRIPTS):
        yield page
        return
    markup, browser = page.content(), page.context.browser
    assert browser is not None
    context = browser.new_context(viewport=page.viewport_size)

    def give_copy(route: Route) -> None:
        route.fulfill(body=markup, content_type="text/html; charset=utf-8")

    copy = context.new_page()
    copy.route(page.url, give_copy)
    copy.goto(page.url)
    try:
        yield copy
    finally:
        context.close()


def assert_accessible(page: Page) -> None:
    grave = [told(finding) for finding in findings(page) if finding["impact"] in GRAVE]
    assert not grave, f"{page.url}\n" + "\n".join(grave)


def told(finding: dict[str, Any]) -> str:
    places = [" ".join(map(str, node["target"])) for node in finding["nodes"][:5]]
    return f"{finding['impact']} {finding['id']}: {finding['help']} at {'; '.join(places)}"
