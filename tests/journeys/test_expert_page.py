"""The page that an expert opens by a link: sound, in both languages, on a telephone, without scripts, from the question to the thanks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.node import RunningNode
from tests.journeys.page_rules import assert_fits, assert_sound
from tests.journeys.staff import add_agency, add_colleague

pytestmark = pytest.mark.browser

# An invented plug; prints the link.
PAST = """
from seawall.identification.actions import invite_expert
from seawall.identification.asking.tickets import TICKETS
from seawall.identification.tests.makers import an_expert_s_card, in_days
from seawall.people.models import Staff
from seawall.people.queries import actor_of

jonas, jet = (actor_of(one, fresh=True) for one in Staff.objects.order_by("email"))
print(TICKETS.link_to(invite_expert(an_expert_s_card(jet, jonas), in_days(20), actor=jet)[1]))
"""


@pytest.fixture
def link(node: RunningNode) -> str:
    add_agency(node, "Polizei Musterland", "--kind", "police", "--country", "DE")
    for name in ("jonas", "jet"):
        add_colleague(node, f"{name}@polizei-musterland.example", "Polizei Musterland", "specialist")
    ticket = str(node.run(code=PAST).splitlines()[-1]).rstrip("/").rpartition("/")[2]
    return f"{node.url('node')}/cards/{ticket}/"


def test_an_expert_answers_from_a_telephone_without_scripts(
    node: RunningNode, link: str, visit: Callable[..., Page]
) -> None:
    node.serve()
    page = visit(java_script_enabled=False, locale="de-DE", viewport={"width": 390, "height": 800})
    page.goto(link)
    assert_sound(page, "de")
    assert_fits(page)
    with page.expect_navigation():
        page.get_by_role("link", name="English").click()
    assert_sound(page, "en")
    page.locator("[name=words]").fill("Sold in every shop of Noordland.")
    page.locator("[name=certainty][value=high]").check()
    with page.expect_navigation():
        page.locator("main button[type=submit]").click()
    assert_sound(page, "en")
    assert_fits(page)
    assert "Nobody has weighed it yet" in page.locator("main").inner_text()
    page.goto(link)
    assert_sound(page, "de")
    assert "lion" not in page.content()
