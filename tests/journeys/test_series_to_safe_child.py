"""Story 3: a series becomes a safe child. Jonas claims and weighs; Dana sends to the country that his clues speak for what he refers there, and it
answers; he identifies; Lena in another country holds the same bytes, is told and stops; a third agency sees nothing of it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from seawall.core import clock
from tests.journeys.forms import send
from tests.journeys.node import RunningNode
from tests.journeys.page_rules import assert_fits, assert_sound
from tests.journeys.staff import Colleague, add_police

pytestmark = pytest.mark.browser

# The country for which the clue speaks.
ABROAD, COUNTRY = "SE", "Sweden"
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
        (
            "Politie Voorbeeld",
            "NL",
            {"jonas@politie.example": "specialist", "dana@politie.example": "investigator"},
        ),
        ("Polizei Musterland", "DE", {"lena@polizei.example": "specialist"}),
        ("Police Ailleurs", "FR", {"luc@police.example": "specialist"}),
        ("Polisen Exempel", ABROAD, {"elin@polisen.example": "investigator"}),
    )


@dataclass
class Story:
    """Where it has come to; records by their addresses, and the series also by its code."""

    desk: str
    jonas: Page
    told: dict[str, Any] = field(repr=False)
    series: str = ""
    code: str = ""
    victim: str = ""
    operation: str = ""


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


def it_is_opened_and_claimed(story: Story) -> None:
    """Before Jonas begins: somebody else works on it, and here is how to reach her."""
    jonas = story.jonas
    story.series = opened_series(jonas, story.desk, story.told["items"])
    story.code = jonas.locator("h1").inner_text().split()[-1]
    expect(looked_at(jonas).locator("main")).to_contain_text(
        "Another agency holds the same bytes and works on it"
    )
    expect(jonas.locator("main")).to_contain_text("vid@polizei.example")
    send(jonas, "/claim/", {"contact": CONTACT, "days": "14"})


def a_clue_speaks_for_a_country(story: Story) -> None:
    jonas = story.jonas
    jonas.goto(f"{story.series}clues/")
    clue = {
        "kind": "plug",
        "words": "A white plug with two round pins.",
        "supports": ABROAD,
        "excludes": "GB",
    }
    send(jonas, "/clues/note/", {**clue, "confidence": "high"})
    expect(jonas.locator("main")).not_to_contain_text("two round pins")
    jonas.goto(f"{story.series}board/")
    expect(jonas.locator("main")).to_contain_text(COUNTRY)
    found_in_the_box(jonas, "round pins")
    assert_sound(jonas, "en")
    expect(jonas.locator("main table")).to_contain_text("C-")
    expect(jonas.locator("main")).not_to_contain_text("round pins")


def a_child_is_noted(story: Story) -> None:
    jonas = story.jonas
    jonas.goto(story.series)
    send(jonas, "/victims/", {"age": "7-10"})
    jonas.locator("section[aria-labelledby=victims] a[data-row]").click()
    story.victim = jonas.url


def that_country_is_told(story: Story, dana: Page) -> None:
    """Jonas drafts it; Dana, who leads the operation, sees no code of it, and sends it."""
    jonas = story.jonas
    dana.goto(f"{story.desk}/operations/open/")
    send(dana, "", {"code": "Lantern"})
    story.operation = dana.url
    jonas.goto(f"{story.desk}/operations/series/")
    send(jonas, "/series/", {"code": story.code})
    jonas.get_by_role("link", name=f"Refer it to another country {story.code}").click()
    send(jonas, "/refer/", {"country": ABROAD})
    expect(looked_at(jonas).locator("main")).to_contain_text(f"Referral to {COUNTRY} (draft)")
    dana.goto(f"{story.operation}referrals/")
    with dana.expect_navigation():
        dana.locator("main a[data-row]").first.click()
    expect(looked_at(dana).locator("main")).not_to_contain_text(story.code)
    dana.locator("[name=to-agency]").select_option(label="Polisen Exempel")
    send(dana, "/address/", {"to-kind": "agency"})
    send(dana, "/check/")
    send(dana, "/send/")


def it_answers_and_jonas_hears(story: Story, elin: Page) -> None:
    elin.goto(f"{story.desk}/operations/referrals/to-us/")
    with elin.expect_navigation():
        elin.locator("main a[data-row]").first.click()
    send(elin, "/receipt/")
    send(looked_at(elin), "/answer/", press="A child is safeguarded")
    story.jonas.goto(f"{story.desk}/outcomes/")
    expect(looked_at(story.jonas).locator("main")).to_contain_text("a child is safeguarded")


def the_child_is_found_step_by_step(story: Story) -> None:
    """Each on its ground."""
    jonas = story.jonas
    jonas.goto(story.victim)
    for state in ("country_known", "identified"):
        send(jonas, "/step/", {"state": state, "country": ABROAD, "ground": "work"})
    protected(jonas, story.desk, story.victim)
    send(jonas, "/step/", {"state": "safeguarded", "country": ABROAD, "ground": "protection"})


def lena_is_told_and_stops(story: Story, lena: Page) -> None:
    """Whoever holds the series finds it on her own page, and can ask."""
    lena.goto(f"{story.desk}/identification/series/{story.told['hers']}/")
    hers = looked_at(lena).locator("main")
    expect(hers).to_contain_text("says that the child is safe")
    expect(hers).to_contain_text(CONTACT)
    send(lena, "/release/")
    expect(lena.locator("section[aria-labelledby=claim]")).to_contain_text("Nobody.")
    lena.goto(f"{story.desk}/identification/known/")
    send(lena, "/known/", {"kind": "sha256", "value": story.told["mark"]})
    expect(lena.locator("main [role=status]")).to_contain_text("Known and safe")


def nobody_else_sees_the_record(story: Story, lena: Page, luc: Page) -> None:
    """Luc of a third agency finds nothing at all."""
    for page in (lena, luc):
        found_in_the_box(page, story.code)
        expect(page.locator("main")).to_contain_text("Nothing found")
        for url in (story.series, story.victim):
            assert page.request.get(url).status == 404
    luc.goto(f"{story.desk}/identification/?shelf=all")
    assert luc.locator("main a[data-row]").count() == 0


def what_happened_stands_on_one_page(story: Story) -> None:
    """Without the words of the clue."""
    jonas = story.jonas
    jonas.goto(story.series)
    jonas.get_by_role("link", name="Timeline").click()
    timeline = looked_at(jonas).locator("ol.timeline")
    for words in (
        "safeguarded",
        "identified",
        "country known",
        "Clue noted",
        "Series claimed",
        "Series opened",
    ):
        expect(timeline).to_contain_text(words)
    expect(timeline).not_to_contain_text("round pins")


def test_a_series_becomes_a_safe_child(
    node: RunningNode, people: dict[str, Colleague], visit: Callable[..., Page]
) -> None:
    told = json.loads(node.run(code=ITEMS))
    node.serve()
    story = Story(node.url("staff"), visit(), told)

    def come(name: str) -> Page:
        page = story.jonas if name == "jonas" else visit()
        people[name].sign_in(page, story.desk)
        return page

    come("jonas")
    it_is_opened_and_claimed(story)
    a_clue_speaks_for_a_country(story)
    a_child_is_noted(story)
    that_country_is_told(story, come("dana"))
    it_answers_and_jonas_hears(story, come("elin"))
    the_child_is_found_step_by_step(story)
    lena = come("lena")
    lena_is_told_and_stops(story, lena)
    nobody_else_sees_the_record(story, lena, come("luc"))
    what_happened_stands_on_one_page(story)
    assert "Traceback" not in node.log.read_text()
