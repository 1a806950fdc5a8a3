"""A court gets the case of one person: all that the agency sees of it, hashed, with its trail, and with what is not in it."""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from seawall.audit.models import Line
from seawall.audit.standalone.verify_trail import main
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, StepUpNeeded
from seawall.identification.actions import add_victim
from seawall.identification.tests.makers import a_series
from seawall.operations import actions
from seawall.operations.disclosing.states import DisclosurePurpose, LeftOut
from seawall.operations.models import Account, Person, Site
from seawall.operations.persons.words import ChargeTerms
from seawall.operations.requesting.states import RequestTerms
from seawall.operations.tests.make import noted, taken
from seawall.operations.tests.referring import SENTINELS, a_person_of, unpacked
from seawall.operations.tests.test_scope import part
from seawall.operations.tests.walking import a_persona, linked
from seawall.people.models import Staff

COURT = DisclosurePurpose.COURT


@pytest.fixture
def person(site: Site, lead: Actor) -> Person:
    one = a_person_of(site, lead)
    for law in ("§ 1 Beispielgesetz", SENTINELS["court"]):
        actions.lay_charge(one, ChargeTerms(law, "DE", date(2026, 1, 31)), actor=lead)
    return one


def test_it_holds_what_is_known_with_hashes_and_a_trail_that_verifies(
    person: Person, lead: Actor, tmp_path: Path
) -> None:
    account = Account.objects.get()
    terms = RequestTerms("eu_preserve", "Post Example", "NL", "A 7", (account.id,))
    asked = actions.draft_request(person.operation, terms, actor=lead)
    parcel = actions.reveal_case(person, COURT, actor=lead)
    files, manifest = unpacked(parcel.archive)
    assert (manifest["person"], manifest["purpose"]) == (person.code, "court")
    for said in parcel.parts:
        assert hashlib.sha256(files[said.name]).hexdigest() == said.sha256
    case = json.loads(files["case.json"])
    assert case["person"][0]["name"] == SENTINELS["name"]
    assert case["accounts"][0]["handle"].startswith(SENTINELS["accounts"])
    assert SENTINELS["identifiers"] in case["accounts"][0]["identifier_1"]
    assert [one["law"] for one in case["charges"]] == ["§ 1 Beispielgesetz", SENTINELS["court"]]
    assert case["requests"][0]["id"] == asked.id and files["case.pdf"].startswith(b"%PDF-")
    assert "charges" not in case["left_out"][1] and len(case["left_out"]) == len(LeftOut) - 1
    trail = tmp_path / "trail.jsonl"
    trail.write_bytes(files["trail.jsonl"])
    assert main([str(trail)]) == 0
    for subject in (person.id, account.id, asked.id):
        assert subject in files["trail.jsonl"].decode()
    line = Line.objects.get(what="operations.case_revealed")
    assert line.subject_id == person.id and SENTINELS["name"] not in line.body


def test_the_profiles_that_lead_to_the_person_are_in_it_and_no_other(
    site: Site, person: Person, lead: Actor, specialist: Actor
) -> None:
    behind = a_persona(site.operation, lead, account=Account.objects.get())
    linked(behind, person.code, lead)
    child = add_victim(a_series(specialist), actor=specialist)
    actions.name_series(site.operation, child.series.code, actor=specialist)  # type: ignore[union-attr]
    linked(behind, child.code, specialist)
    beside = a_persona(site.operation, lead)
    files, _manifest = unpacked(actions.reveal_case(person, COURT, actor=lead).archive)
    (told,) = json.loads(files["case.json"])["personas"]
    assert (told["code"], told["handle"]) == (behind.code, "paper_boat") and "link_2" in told
    for secret in (beside.code, child.code, child.id):
        assert secret.encode() not in files["case.json"]


def test_nothing_of_another_person_is_in_it(site: Site, person: Person, lead: Actor) -> None:
    taken(site, "handle,country\nother_cup,DE\n", lead)
    other = noted(site.operation, lead, country="DE", account=Account.objects.latest("id"))
    files, _manifest = unpacked(actions.reveal_case(person, COURT, actor=lead).archive)
    for word in ("other_cup", other.code, other.id):
        assert not any(word.encode() in content for content in files.values())


def test_one_charge_leaves_the_others_out(site: Site, person: Person, lead: Actor) -> None:
    first, second = person.charges.order_by("id")
    files, _manifest = unpacked(actions.reveal_case(person, COURT, charge=first, actor=lead).archive)
    case = json.loads(files["case.json"])
    assert [one["law"] for one in case["charges"]] == [first.law]
    assert second.law.encode() not in files["case.json"] + files["trail.jsonl"]
    assert len(case["left_out"]) == len(LeftOut)
    with pytest.raises(Invalid):
        actions.reveal_case(noted(site.operation, lead), COURT, charge=first, actor=lead)


def test_another_agency_gives_out_its_part_alone(
    site: Site, person: Person, lead: Actor, partner: Actor, outsider: Actor
) -> None:
    taken(site, "handle,country\nbeyond_sentinel,NL\n", lead)
    beyond = Account.objects.latest("id")
    actions.give_account(person, beyond, actor=lead)
    terms = RequestTerms("eu_preserve", "Post Example", "NL", "lead_sentinel", (beyond.id,))
    actions.draft_request(person.operation, terms, actor=lead)
    part(site.operation, lead, partner, countries=("SE",))
    files, _manifest = unpacked(actions.reveal_case(person, COURT, actor=partner).archive)
    assert SENTINELS["accounts"].encode() in files["case.json"]
    for word in ("beyond_sentinel", "lead_sentinel", beyond.id, lead.agency_id):
        assert word.encode() not in files["case.json"] + files["trail.jsonl"]
    with pytest.raises(Refused):
        actions.reveal_case(person, COURT, actor=outsider)


def test_it_asks_for_the_second_factor_and_comes_as_a_file(
    person: Person, lead: Actor, dana: Staff, staff_client: Callable[..., Client]
) -> None:
    with pytest.raises(StepUpNeeded):
        actions.reveal_case(person, COURT, actor=lead.stale())
    desk, at = staff_client(dana), f"/operations/persons/{person.id}/case/"
    assert desk.post(at, {"disclose-purpose": "curiosity"}).status_code == 422
    answer = desk.post(at, {"disclose-purpose": "court", "disclose-charge": ""})
    assert (
        answer["Content-Type"] == "application/zip" and person.code.lower() in answer["Content-Disposition"]
    )
