"""Every page of takedown, in every state it can show: sound, readable without a mouse's width, in both languages."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.node import RunningNode
from tests.journeys.page_rules import assert_fits, assert_sound
from tests.journeys.staff import Colleague, add_agency, add_colleague

pytestmark = pytest.mark.browser

# Deeds of invented people about an invented site; prints the addresses of the pages they made.
PAST = """
import json
from seawall.core.models import Job
from seawall.people.models import Agency, Staff
from seawall.people.queries import actor_of
from seawall.takedown import actions
from seawall.takedown.links import link_for
from seawall.takedown.models import Location, Notice
from seawall.takedown.tests import makers

mara = actor_of(Staff.objects.get(email__startswith="mara"), fresh=True)
police = Agency.objects.get(kind="police")
site = "https://fotobruecke.example"
held = makers.held(mara, police.id, f"{site}/held")
moved = makers.moved(mara, f"{site}/moved")
lost = makers.traced(mara, f"{site}/lost", contact="", country="")
draft = makers.drafted(mara, f"{site}/draft", contact="abuse@anderer-host.example", country="DE")
sent = makers.sent(mara, f"{site}/sent", contact="abuse@hafen-hosting.example", country="DE")
answer = makers.objected(mara, f"{site}/objected")
failed = makers.drafted(mara, f"{site}/failed", contact="abuse@dritter-host.example")
Notice.objects.filter(pk=failed.pk).update(state="failed", failure="trace_incomplete")
# The traces asked for on the way would change what the pages show.
Job.objects.all().delete()
print(json.dumps({
    "desk": [
        "", "notices", "outbox", "holds", "holds?state=ended", "objections", "objections?state=all",
        *[f"locations/{one.id}" for one in Location.objects.all()],
        f"locations/{lost.id}/hold", f"locations/{lost.id}/contact",
        *[f"notices/{one.id}" for one in (draft, sent, failed)],
        f"holds/{held.id}", f"objections/{answer.id}",
    ],
    "police": ["holds", f"holds/{held.id}"],
    "portal": link_for(sent).token,
}))
"""


@pytest.fixture
def pages(node: RunningNode) -> dict[str, list[str]]:
    add_agency(node, "Meldestelle Nord", "--kind", "hotline", "--country", "DE", "--public-door")
    add_agency(node, "Polizei Musterland", "--kind", "police", "--country", "DE")
    add_colleague(node, "mara@meldestelle-nord.example", "Meldestelle Nord", "analyst")
    add_colleague(node, "dana@polizei-musterland.example", "Polizei Musterland", "investigator")
    return dict(json.loads(node.run(code=PAST).splitlines()[-1]))


def look_at(page: Page, url: str, language: str) -> None:
    answered = page.goto(url)
    assert answered is not None and answered.status == 200, url
    assert_sound(page, language)
    assert_fits(page)
    assert "fotobruecke" not in page.content(), f"{url} shows an address"


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_page_is_sound(
    language: str, node: RunningNode, pages: dict[str, list[str]], visit: Callable[..., Page]
) -> None:
    node.serve()
    locale = {"locale": f"{language}-{'GB' if language == 'en' else 'DE'}"}
    node.run(code=f"from seawall.people.models import Staff\nStaff.objects.update(language={language!r})")
    for name, paths in (
        ("mara@meldestelle-nord", pages["desk"]),
        ("dana@polizei-musterland", pages["police"]),
    ):
        page = visit(**locale)
        Colleague(f"{name}.example").sign_in(page, node.url("staff"))
        for path in paths:
            look_at(page, f"{node.url('staff')}/takedown/{path}", language)


def test_the_portal_is_sound_and_speaks_both_languages(
    node: RunningNode, pages: dict[str, list[str]], visit: Callable[..., Page]
) -> None:
    """Without scripts; the letter went to Germany, so the page begins in German."""
    node.serve()
    page = visit(java_script_enabled=False, locale="en-GB")
    look_at(page, f"{node.url('node')}/notices/{pages['portal']}/", "de")
    with page.expect_navigation():
        page.get_by_role("link", name="English").click()
    assert_sound(page, "en")
    for summary in page.locator("main summary").all():
        summary.click()
    assert_sound(page, "en")
    with page.expect_navigation():
        page.locator("button[name=kind][value=already_gone]").click()
    assert_sound(page, "en")
    assert re.search("already gone", page.locator("main").inner_text(), re.IGNORECASE)
