"""axe-core on the page as it stands: no finding of serious or critical impact.

The engine is evaluated through the browser's debugging door, so the page's content policy stays in force and untouched.
"""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

ENGINE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = "() => axe.run(document, {resultTypes: ['violations']})"
GRAVE = {"serious", "critical"}


def findings(page: Page) -> list[dict[str, Any]]:
    page.evaluate(ENGINE)
    return list(page.evaluate(RUN)["violations"])


def assert_accessible(page: Page) -> None:
    grave = [told(finding) for finding in findings(page) if finding["impact"] in GRAVE]
    assert not grave, f"{page.url}\n" + "\n".join(grave)


def told(finding: dict[str, Any]) -> str:
    places = [" ".join(map(str, node["target"])) for node in finding["nodes"][:5]]
    return f"{finding['impact']} {finding['id']}: {finding['help']} at {'; '.join(places)}"
