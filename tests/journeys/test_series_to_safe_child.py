"""Story 3: a series becomes a safe child. Jonas claims, weighs and identifies; Lena in another country holds the same bytes, is told and stops; a
third agency sees nothing of it."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from seawall.core import clock
from tests.journeys.forms import send
from tests.journeys.node import RunningNode
from tests.journeys.page_rules import assert_fits, assert_sound
from tests.journeys.staff import Colleague, add_police

pytestmark = pytest.mark.browser

CONTACT = "+31 10 555 0100"
# Random fingerprints of nothing: two items that Jonas holds, of which Lena holds one as well, and her series around it.
ITEMS = """
import json
from seawall.identification.actions import ClaimTerms, claim_series, open_series
from seawall.material.tests.make import an_item, sha256
from seawall.people.queries import actor_of, staff_by_email

jonas, lena = (actor_of(staff_by_email(email)) for email in ("jonas@politie.example", "lena@polizei.example"))
both = sha256()
items = [an_item(jonas, both).id, an_item(jonas).id]
series = open_series([an_item(lena, both).id], actor=lena)
claim_series(series, ClaimTerms("vid@polizei.example", 14), actor=lena)
print(json.dumps({"items": items, "hers": series.id, "mark": both.value}))
"""


@pytest.fixture
def people(node: RunningNode) -> dict[str, Colleague]:
    return add_police(
        node,
        ("Politie Voorbeeld", "NL", {"jonas@politie.example": "specialist"}),
        ("Polizei Musterland", "DE", {"lena@polizei.example": "specialist"}),
        ("Police Ailleurs", "FR", {"luc@police.example": "specialist"}),
    )


def found_in_the_box(page: Page, text: str) -> None:
    """As anybody does it: paste, Enter."""
    page.locator("#search-box").fill(text)
    with page.expect_navigation():
        page.locator("#search-box").press("Enter")


def looked_at(page: Page) -> Page:
    assert_sound(page, "en")
    assert_fits(page)
    return page


def opened_series(page: Page, desk: str, items: list[str]) -> str:
    page.goto(f"{desk}/identification/items/")
    for item in items:
        page.locator(f"input[name=items][value='{item}']").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Open a series").click()
    return page.url


def protected(page: Page, desk: str, victim: str) -> None:
    """A body is in charge of the child, and asked again in a month."""
    page.goto(f"{desk}/identification/protection/bodies/")
    send(page, "/bodies/", {"name": "Youth office Example", "country": "NL", "contact": "+31 10 555 0177"})
    page.goto(victim)
    body = page.locator("[name=care-body] option").nth(1).get_attribute("value") or ""
    next_on = (clock.now() + timedelta(days=30)).date().isoformat()
    send(page, "/body/", {"care-body": body, "care-next_on": next_on})


def test_a_series_becomes_a_safe_child(
    node: RunningNode, people: dict[str, Colleague], visit: Callable[..., Page]
) -> None:
    told = json.loads(node.run(code=ITEMS))
    node.serve()
    desk = node.url("staff")
    jonas, lena = visit(), visit()
    people["jonas"].sign_in(jonas, desk)

    # Before he begins: somebody else works on it, and here is how to reach her.
    series = opened_series(jonas, desk, told["items"])
    code = jonas.locator("h1").inner_text().split()[-1]
    expect(looked_at(jonas).locator("main")).to_contain_text(
        "Another agency holds the same bytes and works on it"
    )
    expect(jonas.locator("main")).to_contain_text("vid@polizei.example")
    send(jonas, "/claim/", {"contact": CONTACT, "days": "14"})

    # A clue, what it says, and the country that it speaks for.
    jonas.goto(f"{series}clues/")
    clue = {"kind": "plug", "words": "A white plug with two round pins.", "supports": "NL", "excludes": "GB"}
    send(jonas, "/clues/note/", {**clue, "confidence": "high"})
    expect(jonas.locator("main")).not_to_contain_text("two round pins")
    jonas.goto(f"{series}board/")
    board = jonas.locator("main")
    expect(board).to_contain_text("Netherlands")
    found_in_the_box(jonas, "round pins")
    assert_sound(jonas, "en")
    expect(jonas.locator("main table")).to_contain_text("C-")
    expect(jonas.locator("main")).not_to_contain_text("round pins")

    # The child, step by step, each on its ground.
    jonas.goto(series)
    send(jonas, "/victims/", {"age": "7-10"})
    jonas.locator("section[aria-labelledby=victims] a[data-row]").click()
    victim = jonas.url
    for state in ("country_known", "identified"):
        send(jonas, "/step/", {"state": state, "country": "NL", "ground": "work"})
    protected(jonas, desk, victim)
    send(jonas, "/step/", {"state": "safeguarded", "country": "NL", "ground": "protection"})

    # Whoever holds the series is told: Lena finds it on her own page, asks there, and stops.
    people["lena"].sign_in(lena, desk)
    lena.goto(f"{desk}/identification/series/{told['hers']}/")
    hers = looked_at(lena).locator("main")
    expect(hers).to_contain_text("says that the child is safe")
    expect(hers).to_contain_text(CONTACT)
    send(lena, "/release/")
    expect(lena.locator("section[aria-labelledby=claim]")).to_contain_text("Nobody.")
    lena.goto(f"{desk}/identification/known/")
    send(lena, "/known/", {"kind": "sha256", "value": told["mark"]})
    expect(lena.locator("main [role=status]")).to_contain_text("Known and safe")

    # Neither she nor a third agency sees the record; the third finds nothing at all.
    luc = visit()
    people["luc"].sign_in(luc, desk)
    for page in (lena, luc):
        found_in_the_box(page, code)
        expect(page.locator("main")).to_contain_text("Nothing found")
        for url in (series, victim):
            assert page.request.get(url).status == 404
    luc.goto(f"{desk}/identification/?shelf=all")
    assert luc.locator("main a[data-row]").count() == 0

    # What happened, on one page, without the words of the clue.
    jonas.goto(series)
    jonas.get_by_role("link", name="Timeline").click()
    story = looked_at(jonas).locator("ol.timeline")
    for words in (
        "safeguarded",
        "identified",
        "country known",
        "Clue noted",
        "Series claimed",
        "Series opened",
    ):
        expect(story).to_contain_text(words)
    expect(story).not_to_contain_text("round pins")
    assert "Traceback" not in node.log.read_text()
