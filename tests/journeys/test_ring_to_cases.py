"""Story 4: a ring becomes cases in several countries. Dana brings the accounts, joins them, ranks them, and walks from an invented profile to who runs
it; Elin in another country works on her part and answers what was referred to her; the figures add up; a third agency sees nothing."""

from collections.abc import Callable
from dataclasses import dataclass

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


@dataclass
class Ring:
    """Where the story has come to. What is not known yet is empty; records by their addresses, persons and personas also by their codes."""

    desk: str
    dana: Page
    elin: Page
    operation: str = ""
    accounts: int = 0
    # Two accounts of one person, and whom Dana noted with them; and one of her own country.
    joined: tuple[str, str] = ("", "")
    suspect: str = ""
    code: str = ""
    own: str = ""
    own_code: str = ""
    persona: str = ""
    referral: str = ""
    ticket: str = ""


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


def persona_of(page: Page, desk: str, account: str, **more: str) -> str:
    """An invented profile noted on the page of the account that runs it; the address of the persona."""
    page.goto(f"{desk}{account}")
    with page.expect_navigation():
        page.get_by_role("link", name="Note a persona that it runs").click()
    send(page, "", {"platform": "Chat Example", "method": "game", "unidentified": "3", **more})
    return page.url


def walked_to(page: Page, name: str) -> Page:
    """One step of the graph: what stood beside it stands in the middle now."""
    with page.expect_navigation():
        page.locator(".graph-columns").get_by_role("link", name=name).first.click()
    expect(page.locator(".graph-centre")).to_contain_text(name)
    return looked_at(page)


def send_part(page: Page, operation: str) -> None:
    """All accounts of one country, and nothing else, for the agency there."""
    page.goto(f"{operation}parts/")
    page.locator("[name=agency]").select_option(label=f"Politie Voorbeeld ({ABROAD})")
    send(page, "", {"kind": "investigation", "countries": ABROAD})


def the_accounts_are_brought_joined_and_ranked(ring: Ring) -> None:
    dana, twin = ring.dana, Twin(7, accounts=ACCOUNTS, until=until())
    ring.operation = a_led_operation(dana, ring.desk)
    ring.accounts = sum(bring(dana, ring.operation, site, twin.table(site)) for site in ("Site A", "Site B"))
    ring.joined = joined(dana, ring.operation)
    dana.goto(f"{ring.operation}accounts/")
    points = [number(cell) for cell in dana.locator("main tbody td[data-label=Points]").all_inner_texts()]
    assert points == sorted(points, reverse=True) and points[0] > points[-1]


def two_suspects_are_noted(ring: Ring) -> None:
    """The two accounts are one suspect of the country abroad, whose agency has a part; another one is of Dana's own country."""
    dana, (one, other) = ring.dana, ring.joined
    send_part(dana, ring.operation)
    ring.suspect = noted_with(dana, ring.desk, ring.operation, one, ABROAD)
    ring.code = dana.locator("h1").inner_text().split()[-1]
    dana.goto(f"{ring.desk}{other}")
    send(dana, "/person/", {"give-code": ring.code})
    dana.goto(f"{ring.operation}accounts/?country=DE")
    links = [str(link.get_attribute("href")) for link in dana.locator("main tbody th a").all()]
    german = next(link for link in links if link not in ring.joined)
    ring.own = noted_with(dana, ring.desk, ring.operation, german, "DE")
    ring.own_code = dana.locator("h1").inner_text().split()[-1]


def a_profile_leads_to_who_runs_it(ring: Ring) -> None:
    """From the persona to its person, from there to the other profile of that person, and to the platform on which both stand."""
    dana, (one, other) = ring.dana, ring.joined
    second = persona_of(dana, ring.desk, other, method="gift")
    second_code = dana.locator("h1").inner_text().split()[-1]
    ring.persona = persona_of(dana, ring.desk, one, handle="paper_boat")
    expect(looked_at(dana).locator("main")).not_to_contain_text("paper_boat")
    for persona in (second, ring.persona):
        dana.goto(persona)
        send(dana, "/link/", {"link-end": ring.code, "link-words": "Named in the answer of the provider."})
    with dana.expect_navigation():
        dana.get_by_role("link", name="Walk from here").click()
    walked_to(dana, ring.code)
    walked_to(dana, second_code)
    walked_to(dana, "Chat Example")


def one_is_referred_abroad(ring: Ring) -> None:
    refer(ring.dana, ring.operation, ring.code)
    ring.referral = ring.dana.url


def elin_sees_her_part_alone(ring: Ring) -> None:
    elin = ring.elin
    elin.goto(f"{ring.desk}/operations/referrals/to-us/")
    with elin.expect_navigation():
        elin.locator("main a[data-row]").first.click()
    send(elin, "/receipt/")
    ring.ticket = elin.url
    elin.goto(f"{ring.operation}accounts/")
    assert set(elin.locator("main tbody td[data-label=Country]").all_inner_texts()) == {COUNTRY}
    elin.goto(f"{ring.operation}persons/")
    expect(elin.locator("main")).to_contain_text(ring.code)
    expect(elin.locator("main")).not_to_contain_text(ring.own_code)
    assert elin.request.get(ring.own).status == 404
    elin.goto(ring.persona)
    expect(looked_at(elin).locator("main")).to_contain_text(ring.code)


def elin_arrests_and_answers(ring: Ring) -> None:
    arrest_and_charge(ring.elin, ring.suspect)
    ring.elin.goto(ring.ticket)
    send(ring.elin, "/answer/", press="An arrest")
    # What came of it is on the page of whoever had a hand in it.
    ring.dana.goto(f"{ring.desk}/outcomes/")
    expect(looked_at(ring.dana).locator("main")).to_contain_text("an arrest")


def the_figures_add_up_for_both(ring: Ring) -> None:
    """What leaves the house tells no small number."""
    dana = ring.dana
    whole, part = figures_of(dana, ring.operation), figures_of(ring.elin, ring.operation)
    assert whole["Accounts"] == ring.accounts > part["Accounts"] > 0
    arrests = {"Suspects": 2, "Persons under investigation": 0, "Persons arrested": 1, "Persons charged": 1}
    assert {title: whole[title] for title in arrests} == arrests and part["Suspects"] == 1
    dana.goto(f"{ring.operation}figures/?mapped=person_arrested")
    expect(looked_at(dana).locator("svg.map")).to_contain_text(f"{ABROAD} 1")
    send(dana, "/freeze/")
    dana.goto(f"{ring.operation}figures/")
    with dana.expect_navigation():
        dana.get_by_role("link", name="Press sheet").click()
    expect(looked_at(dana).locator("main")).to_contain_text("fewer than 5")


def the_case_is_told_on_one_page(ring: Ring) -> None:
    dana = ring.dana
    dana.goto(f"{ring.operation}case/")
    first = looked_at(dana).locator("section[aria-labelledby=persons] tbody tr").first
    for words in (ring.code, "charged", COUNTRY, "Example Act 7 (open)"):
        expect(first).to_contain_text(words)
    dana.goto(ring.suspect)
    dana.get_by_role("link", name="Timeline").click()
    expect(looked_at(dana).locator("ol.timeline")).to_contain_text("Elin, Politie Voorbeeld")


def a_third_agency_finds_nothing(ring: Ring, luc: Page) -> None:
    for text in ("Harbour", ring.code):
        luc.locator("#search-box").fill(text)
        with luc.expect_navigation():
            luc.locator("#search-box").press("Enter")
        expect(luc.locator("main")).to_contain_text("Nothing found")
    pages = [f"{ring.operation}{page}" for page in ("", "figures/", "case/", "personas/")]
    for url in (
        *pages,
        ring.suspect,
        ring.persona,
        ring.referral,
        ring.ticket,
        f"{ring.desk}{ring.joined[0]}",
    ):
        assert luc.request.get(url).status == 404


def test_a_ring_becomes_cases(
    node: RunningNode, people: dict[str, Colleague], visit: Callable[..., Page]
) -> None:
    node.serve()
    ring = Ring(node.url("staff"), visit(), visit())
    people["dana"].sign_in(ring.dana, ring.desk)
    the_accounts_are_brought_joined_and_ranked(ring)
    two_suspects_are_noted(ring)
    a_profile_leads_to_who_runs_it(ring)
    one_is_referred_abroad(ring)
    people["elin"].sign_in(ring.elin, ring.desk)
    elin_sees_her_part_alone(ring)
    elin_arrests_and_answers(ring)
    the_figures_add_up_for_both(ring)
    the_case_is_told_on_one_page(ring)
    luc = visit()
    people["luc"].sign_in(luc, ring.desk)
    a_third_agency_finds_nothing(ring, luc)
    assert "Traceback" not in node.log.read_text()
