"""Story 4: a ring becomes cases in several countries. Dana brings the accounts, joins them and ranks them; Elin in another country works on her
part and answers what was referred to her; the figures add up; a third agency sees nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from seawall.core import clock
from seawall.demo.ring.accounts import Twin, until
from tests.journeys.forms import send
from tests.journeys.keyboard import until as comes
from tests.journeys.node import RunningNode
from tests.journeys.page_rules import assert_fits, assert_sound
from tests.journeys.staff import Colleague, add_police

pytestmark = pytest.mark.browser

ACCOUNTS = 400
# The ring's second country, and the agency that has it as its part.
ABROAD, COUNTRY = "NL", "Netherlands"


@pytest.fixture
def people(node: RunningNode) -> dict[str, Colleague]:
    return add_police(
        node,
        ("Polizei Musterland", "DE", {"dana@polizei.example": "investigator"}),
        ("Politie Voorbeeld", ABROAD, {"elin@politie.example": "investigator"}),
        ("Police Ailleurs", "FR", {"luc@police.example": "investigator"}),
    )


def looked_at(page: Page) -> Page:
    assert_sound(page, "en")
    assert_fits(page)
    return page


def a_led_operation(page: Page, desk: str) -> str:
    page.goto(f"{desk}/operations/open/")
    send(page, "", {"code": "Harbour"})
    operation = page.url
    for site in ("Site A", "Site B"):
        page.goto(f"{operation}sites/")
        send(page, "", {"name": site, "kind": "hidden"})
    return operation


def bring(page: Page, operation: str, site: str, table: str) -> int:
    """By the wizard: paste, say what the columns mean, look, take. How many accounts it made."""
    page.goto(f"{operation}table/")
    page.locator("[name=site]").select_option(label=site)
    send(page, "", {"table": table})
    send(page, "/columns/", {"source": "ip", "confidence": "2"})
    expect(page.locator("main")).to_contain_text("What would become of the first rows")
    send(page, "/take/")
    comes(page, lambda page: page.get_by_text("What became of it").count() > 0)
    return int(page.locator("section[aria-labelledby=became] dd").first.inner_text())


def joined(page: Page, operation: str) -> tuple[str, str]:
    """Two accounts that the search suggests as one person's, after Dana has said so."""
    page.goto(f"{operation}links/")
    send(page, "/links/find/")
    comes(page, lambda page: page.locator("main tbody tr").count() > 0, tries=120)
    pair = page.locator("main tbody tr").first
    one, other = (str(link.get_attribute("href")) for link in pair.locator("th a").all())
    with page.expect_navigation():
        pair.locator("button[value=confirmed]").click()
    page.goto(f"{operation}links/?state=confirmed")
    expect(page.locator("main tbody tr")).to_have_count(1)
    return one, other


def noted_with(page: Page, desk: str, operation: str, account: str, country: str) -> str:
    """A person noted from an account's page; the address of the person."""
    page.goto(f"{desk}{account}")
    with page.expect_navigation():
        page.get_by_role("link", name="Note a person with this account").click()
    send(page, "", {"country": country})
    return page.url


def refer(page: Page, operation: str, code: str) -> None:
    """One person to an agency of this node: drafted, addressed, packed, noted as sent."""
    page.goto(f"{operation}referrals/draft/")
    send(page, "", {"persons": code})
    page.locator("[name=to-agency]").select_option(label="Politie Voorbeeld")
    send(page, "/address/", {"to-kind": "agency"})
    send(page, "/check/")
    send(page, "/send/")
    expect(page.locator("main .badge[data-state=sent]")).to_be_visible()


def arrest_and_charge(page: Page, person: str) -> None:
    today = clock.now().date().isoformat()
    page.goto(person)
    send(page, "/step/", {"step-state": "identified", "step-ground": "work"})
    send(page, "/care/", {"care-support": "offered", "care-risk": "low", "care-household": "none"})
    send(page, "/step/", {"step-state": "arrested", "step-ground": "work"})
    send(page, "/charge/", {"charge-law": "Example Act 7", "charge-country": ABROAD, "charge-laid_on": today})
    send(page, "/step/", {"step-state": "charged", "step-ground": "court"})


def figures_of(page: Page, operation: str) -> dict[str, int]:
    """Each figure by its title, after every column of countries was added up."""
    page.goto(f"{operation}figures/")
    first, by_country = page.locator("main .table table").all()[:2]
    totals = {
        row.locator("th").inner_text(): number(row.locator("td").first.inner_text())
        for row in first.locator("tbody tr").all()
    }
    titles = by_country.locator("thead th").all_inner_texts()[1:]
    rows = [
        [number(cell) for cell in row.locator("td").all_inner_texts()]
        for row in by_country.locator("tbody tr").all()
    ]
    *countries, together = rows
    assert (
        [sum(column) for column in zip(*countries, strict=True)]
        == together
        == [totals[title] for title in titles]
    )
    return totals


def number(text: str) -> int:
    return int(text.replace(",", "").strip())


def test_a_ring_becomes_cases(
    node: RunningNode, people: dict[str, Colleague], visit: Callable[..., Page]
) -> None:
    node.serve()
    desk, twin = node.url("staff"), Twin(7, accounts=ACCOUNTS, until=until())
    dana, elin = visit(), visit()
    people["dana"].sign_in(dana, desk)

    # The accounts of two sites, found to be one person's, ranked with reasons.
    operation = a_led_operation(dana, desk)
    accounts = sum(bring(dana, operation, site, twin.table(site)) for site in ("Site A", "Site B"))
    one, other = joined(dana, operation)
    dana.goto(f"{operation}accounts/")
    points = [number(cell) for cell in dana.locator("main tbody td:nth-child(2)").all_inner_texts()]
    assert points == sorted(points, reverse=True) and points[0] > points[-1]

    # Persons: the two accounts are one suspect of the country abroad; another one is of Dana's own country.
    send_part(dana, operation)
    suspect = noted_with(dana, desk, operation, one, ABROAD)
    code = dana.locator("h1").inner_text().split()[-1]
    dana.goto(f"{desk}{other}")
    send(dana, "/person/", {"give-code": code})
    dana.goto(f"{operation}accounts/?country=DE")
    links = dana.locator("main tbody th a").all()
    german = next(
        str(link.get_attribute("href")) for link in links if link.get_attribute("href") not in (one, other)
    )
    own = noted_with(dana, desk, operation, german, "DE")
    own_code = dana.locator("h1").inner_text().split()[-1]

    # Referred abroad: packed, sent as noted, and found there by the agency itself.
    refer(dana, operation, code)
    referral = dana.url

    # Elin sees her part and works on it: identified, the duty of care, arrested, charged.
    people["elin"].sign_in(elin, desk)
    elin.goto(f"{desk}/operations/referrals/to-us/")
    with elin.expect_navigation():
        elin.locator("main a[data-row]").first.click()
    send(elin, "/receipt/")
    ticket = elin.url
    elin.goto(f"{operation}accounts/")
    shown = set(elin.locator("main tbody td:nth-child(5)").all_inner_texts())
    assert shown == {COUNTRY}
    elin.goto(f"{operation}persons/")
    expect(elin.locator("main")).to_contain_text(code)
    expect(elin.locator("main")).not_to_contain_text(own_code)
    assert elin.request.get(own).status == 404
    arrest_and_charge(elin, suspect)
    elin.goto(ticket)
    send(elin, "/answer/", press="An arrest")

    # What came of it is on the page of whoever had a hand in it.
    dana.goto(f"{desk}/outcomes/")
    expect(looked_at(dana).locator("main")).to_contain_text("an arrest")

    # The figures add up for both; what leaves the house tells no small number.
    whole, part = figures_of(dana, operation), figures_of(elin, operation)
    assert whole["Accounts"] == accounts > part["Accounts"] > 0
    arrests = {"Suspects": 2, "Persons under investigation": 0, "Persons arrested": 1, "Persons charged": 1}
    assert {title: whole[title] for title in arrests} == arrests and part["Suspects"] == 1
    dana.goto(f"{operation}figures/?mapped=person_arrested")
    expect(looked_at(dana).locator("svg.map")).to_contain_text(f"{ABROAD} 1")
    send(dana, "/freeze/")
    dana.goto(f"{operation}figures/")
    with dana.expect_navigation():
        dana.get_by_role("link", name="Press sheet").click()
    expect(looked_at(dana).locator("main")).to_contain_text("fewer than 5")

    # The case on one page, and what happened, told across both agencies.
    dana.goto(f"{operation}case/")
    first = looked_at(dana).locator("section[aria-labelledby=persons] tbody tr").first
    for words in (code, "charged", COUNTRY, "Example Act 7 (open)"):
        expect(first).to_contain_text(words)
    dana.goto(suspect)
    dana.get_by_role("link", name="Timeline").click()
    expect(looked_at(dana).locator("ol.timeline")).to_contain_text("Elin, Politie Voorbeeld")

    # A third agency finds nothing, by no way.
    luc = visit()
    people["luc"].sign_in(luc, desk)
    for text in ("Harbour", code):
        luc.locator("#search-box").fill(text)
        with luc.expect_navigation():
            luc.locator("#search-box").press("Enter")
        expect(luc.locator("main")).to_contain_text("Nothing found")
    for url in (
        operation,
        f"{operation}figures/",
        f"{operation}case/",
        suspect,
        referral,
        ticket,
        f"{desk}{one}",
    ):
        assert luc.request.get(url).status == 404
    assert "Traceback" not in node.log.read_text()


def send_part(page: Page, operation: str) -> None:
    """All accounts of one country, and nothing else, for the agency there."""
    page.goto(f"{operation}parts/")
    page.locator("[name=agency]").select_option(label=f"Politie Voorbeeld ({ABROAD})")
    send(page, "", {"kind": "investigation", "countries": ABROAD})
