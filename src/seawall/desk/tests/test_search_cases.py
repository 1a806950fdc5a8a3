"""The search over series and operations: two agencies, each with its own, and a third that finds nothing."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor, Duty
from seawall.desk.searching.looking import FEW, MANY
from seawall.identification.tests.makers import a_clue, a_series, a_victim
from seawall.identification.tests.makers import drafted as card_drafted
from seawall.material.actions import hold_file
from seawall.material.tests.make import an_item, sha256
from seawall.operations import actions
from seawall.operations.models import Account, Operation, Site
from seawall.operations.states import Column, PartKind, PartTerms
from seawall.operations.tests.conftest import investigator
from seawall.operations.tests.make import H, a_site, noted, taken
from seawall.operations.tests.planning import planned, window
from seawall.operations.tests.referring import checked as referral_checked
from seawall.operations.tests.requesting import drafted
from seawall.operations.tests.walking import a_persona
from seawall.people.models import Agency, DutyGrant, Staff

MEMBERS = "a,b,c\nRed_Cup,red@post.example,SE\nred.cup,blue@post.example,DE\ngreen_kite,,DE\n"


def found(client: Any, text: str, **more: str) -> Any:
    return client.post("/search/", {"text": text, **more})


def shelves(client: Any, text: str) -> dict[str, list[str]]:
    """What stands on which shelf; an answer that jumps to its record has none."""
    groups = found(client, text).context["answer"].groups
    return {group.shelf.code: [row.url for row in group.rows] for group in groups}


@pytest.fixture
def lead(dana: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(dana)


@pytest.fixture
def elin(db: None) -> Staff:
    return investigator("Elin", Agency.objects.create(name="Polis Exempel", kind="police", country="SE"))


@pytest.fixture
def solal(db: None) -> Staff:
    return investigator("Solal", Agency.objects.create(name="Police Ailleurs", kind="police", country="FR"))


@pytest.fixture
def site(lead: Actor) -> Site:
    """With three accounts; those of Sweden are in the part of Elin's agency once it has one."""
    site = a_site(lead)
    taken(site, MEMBERS, lead, H, Column.EMAIL, Column.COUNTRY)
    return site


def part_for(person: Staff, operation: Operation, lead: Actor, *countries: str) -> None:
    terms = PartTerms(PartKind.INVESTIGATION, countries, ())
    actions.give_part(operation, terms, agency_id=person.agency_id, actor=lead)


def test_an_account_is_found_in_whole_and_what_is_written_alike_stands_apart(
    site: Site, dana: Staff, staff_client: Any
) -> None:
    client = staff_client(dana)
    by_country = {one.country: one for one in Account.objects.filter(site=site).order_by("id")}
    urls = {code: f"/operations/accounts/{one.id}/" for code, one in by_country.items()}
    swedish = urls["SE"]
    answer = shelves(client, "Red_Cup")
    assert answer["accounts"] == [swedish] and len(answer["alike"]) == 1
    assert shelves(client, "RED@post.example")["accounts"] == [swedish]
    assert shelves(client, "red@post.exampl") == {} == shelves(client, "Red_")
    page = found(client, "Red_Cup").content.decode()
    assert "Red_Cup" not in page and "red.cup" not in page and "post.example" not in page


def test_each_agency_finds_its_part_and_a_third_finds_nothing(
    site: Site, lead: Actor, dana: Staff, elin: Staff, solal: Staff, staff_client: Any
) -> None:
    part_for(elin, site.operation, lead, "SE")
    swede, german = noted(site.operation, lead, country="SE"), noted(site.operation, lead, country="DE")
    referral = referral_checked(site, lead)
    request, measure = drafted(site, lead), planned(site.operation, lead, window("Haven-Stad"))
    asked = ["Harbour", "Site A", "Post Example", "haven stad", "Polismyndigheten", "Red_Cup", "green_kite"]
    seen = {
        person.name: {text: sorted(shelves(staff_client(person), text)) for text in asked}
        for person in (dana, elin, solal)
    }
    assert seen["Dana"] == {
        "Harbour": ["operations"],
        "Site A": ["sites"],
        "Post Example": ["requests"],
        "haven stad": ["measures"],
        "Polismyndigheten": ["referrals"],
        "Red_Cup": ["accounts", "alike"],
        "green_kite": ["accounts"],
    }
    assert seen["Elin"] == {
        **dict.fromkeys(asked, []),
        "Harbour": ["operations"],
        "Site A": ["sites"],
        "Red_Cup": ["accounts"],
    }
    assert seen["Solal"] == dict.fromkeys(asked, [])
    records = (site.operation.id, swede.code, german.code, swede.id, request.id, measure.id, referral.id)
    for person, sees in ((dana, (1,) * 7), (elin, (1, 1, 0, 1, 0, 0, 0)), (solal, (0,) * 7)):
        answers = [found(staff_client(person), text) for text in records]
        assert [int(answer.status_code == 302) for answer in answers] == list(sees), person.name


def test_a_persona_is_found_by_its_code_and_its_platform_within_the_part(
    site: Site, lead: Actor, dana: Staff, elin: Staff, solal: Staff, staff_client: Any
) -> None:
    part_for(elin, site.operation, lead, "SE")
    swede = a_persona(site.operation, lead, country="SE")
    german = a_persona(site.operation, lead, country="DE")
    assert found(staff_client(elin), swede.code.lower())["Location"] == f"/operations/personas/{swede.id}/"
    seen = {
        person.name: len(shelves(staff_client(person), "chat-EXAMPLE").get("personas", []))
        for person in (dana, elin, solal)
    }
    assert seen == {"Dana": 2, "Elin": 1, "Solal": 0}
    assert shelves(staff_client(elin), german.code) == {} == shelves(staff_client(dana), "paper_boat")


def test_a_specialist_finds_codes_and_words_of_clues_and_nobody_else_does(
    jonas: Staff, dana: Staff, actor_of: Callable[..., Actor], staff_client: Any
) -> None:
    at_work = actor_of(jonas)
    series, victim = a_series(at_work), a_victim(at_work)
    clue = a_clue(at_work, series)
    client = staff_client(jonas)
    assert found(client, series.code.lower())["Location"] == f"/identification/series/{series.id}/"
    assert found(client, victim.code)["Location"] == f"/identification/victims/{victim.id}/"
    assert found(client, clue.id)["Location"] == f"/identification/clues/{clue.id}/"
    page = found(client, "three flat pins")
    assert clue.code in page.content.decode() and "flat" not in page.content.decode()
    assert shelves(client, "pi") == {}
    asked = card_drafted(at_work)
    assert found(client, asked.id)["Location"] == f"/identification/requests/{asked.id}/"
    assert shelves(client, "small lion") == {"cards": [f"/identification/requests/{asked.id}/"]}
    stranger = Staff.objects.create(email="lena@police.example", name="Lena", agency=dana.agency)
    DutyGrant.objects.create(staff=stranger, duty=Duty.SPECIALIST, granted_by="system")
    for person in (dana, stranger):
        for text in (series.code, victim.code, clue.code, clue.id, "three flat pins", asked.id, "small lion"):
            assert shelves(staff_client(person), text) == {}


def test_items_are_found_by_fingerprint_and_evidence_number(
    jonas: Staff, dana: Staff, actor_of: Callable[..., Actor], staff_client: Any
) -> None:
    at_work, mark = actor_of(jonas), sha256()
    item = an_item(at_work, mark)
    hold_file(item, agency=jonas.agency, evidence_number="E-2026-17", actor=at_work)
    for text in (mark.value.upper(), "E-2026-17"):
        assert shelves(staff_client(jonas), text) == {"items": [f"/material/items/{item.id}"]}
        assert shelves(staff_client(dana), text) == {}


def test_a_long_shelf_is_turned_page_by_page_without_the_text_in_the_page(
    site: Site, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    rows = "\n".join(f"cup_{number},one@post.example" for number in range(MANY + 7))
    taken(site, f"a,b\n{rows}\n", lead, H, Column.EMAIL)
    client = staff_client(dana)
    first = found(client, "one@post.example")
    answer = first.context["answer"]
    [group] = answer.groups
    assert len(group.rows) == FEW and group.count == MANY + 7 and group.further
    assert "one@post.example" not in first.content.decode()
    ahead = {"sealed": answer.sealed, "shelf": "accounts"}
    pages = [client.post("/search/", {**ahead, "page": str(page)}) for page in (1, 2)]
    rows_of = [[row.url for row in page.context["answer"].groups[0].rows] for page in pages]
    assert [len(rows) for rows in rows_of] == [MANY, 7] and not set(rows_of[0]) & set(rows_of[1])
    assert json.loads(Line.objects.filter(what="desk.searched").latest("seq").body)["facts"] == {
        "kind": "thing",
        "hits": MANY + 7,
    }
    for wrong in ({**ahead, "page": "0"}, {**ahead, "page": "x"}, {**ahead, "shelf": "names"}):
        assert client.post("/search/", wrong).status_code == 404
    changed = client.post("/search/", {"sealed": answer.sealed[:-9] + "AAAAAAAA="})
    assert "What are you looking for?" in changed.content.decode()
