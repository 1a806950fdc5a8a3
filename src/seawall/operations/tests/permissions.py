"""Who gets what at each page of operations."""

from datetime import date
from typing import Any

from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.operations.actions import (
    draft_request,
    find_links,
    freeze_figures,
    give_part,
    go_measure,
    keep_links,
    lay_charge,
    merge_persons,
    note_person,
    open_operation,
    send_request,
)
from seawall.operations.models import (
    Account,
    Clash,
    Link,
    Measure,
    Operation,
    PersonChange,
    Request,
    Site,
)
from seawall.operations.persons.words import ChargeTerms, PersonTerms
from seawall.operations.requesting.states import RequestTerms
from seawall.operations.states import FoundLink, PartKind, PartTerms
from seawall.operations.tests.make import noted, taken
from seawall.operations.tests.persona_permissions import ROWS as PERSONA_ROWS
from seawall.operations.tests.planning import CONTACT, planned, window
from seawall.operations.tests.referral_permissions import ROWS as REFERRAL_ROWS
from seawall.operations.tests.scenes import (
    DONE,
    TEXT,
    WHO,
    a_table,
    a_taken_table,
    an_account,
    an_operation,
    lead_of,
    one_account,
    police,
    the_site,
)
from tests.architecture.permissions import Scene, staff


def two_accounts(scene: Scene) -> Operation:
    site = the_site(scene)
    taken(site, "handle,email\nred_cup,red@post.example\nblue_kite,red@post.example\n", lead_of(scene))
    return site.operation


def a_link(scene: Scene) -> dict[str, Any]:
    operation = two_accounts(scene)
    search = find_links(operation, actor=lead_of(scene))
    ids = sorted(Account.objects.values_list("pk", flat=True))
    found = [FoundLink(*ids, 12.0, (("email", "same", 12.0),))]
    keep_links(search, found, actor=Actor.system(operation.owner_id))
    return {"link_id": Link.objects.get().id}


def a_part(scene: Scene) -> dict[str, Any]:
    operation = the_site(scene).operation
    terms = PartTerms(PartKind.INVESTIGATION, ("SE",))
    return {"part_id": give_part(operation, terms, agency_id=police().id, actor=lead_of(scene)).id}


def a_part_to_give(_scene: Scene) -> dict[str, Any]:
    return {"agency": police().id, "kind": "investigation", "countries": "SE"}


def a_paste(_scene: Scene) -> dict[str, Any]:
    return {"site": Site.objects.get().id, "table": TEXT}


def a_person(scene: Scene) -> dict[str, Any]:
    return {"person_id": noted(the_site(scene).operation, lead_of(scene)).id}


def a_named_person(scene: Scene) -> dict[str, Any]:
    operation = the_site(scene).operation
    terms = PersonTerms(name="Ola Exempel")
    return {"person_id": note_person(operation, terms, actor=lead_of(scene)).id}


def an_open_charge(scene: Scene) -> dict[str, Any]:
    person = noted(the_site(scene).operation, lead_of(scene))
    terms = ChargeTerms("§ 1 Beispielgesetz", "DE", date(2026, 1, 31))
    return {"charge_id": lay_charge(person, terms, actor=lead_of(scene)).id}


def a_merging(scene: Scene) -> dict[str, Any]:
    operation, lead = the_site(scene).operation, lead_of(scene)
    merge_persons(noted(operation, lead), noted(operation, lead), words="The same device.", actor=lead)
    return {"change_id": PersonChange.objects.get(kind="merged").id}


def an_account_of_somebody(scene: Scene) -> dict[str, Any]:
    parts = an_account(scene)
    account = Account.objects.get()
    noted(account.operation, lead_of(scene), account=account)
    return parts


def another_person(scene: Scene) -> dict[str, Any]:
    other = noted(Operation.objects.get(), lead_of(scene))
    return {"merge-code": other.code, "merge-words": "The same device.", "give-code": other.code}


MAPPING = {"column_0": "handle", "column_1": "email", "source": "ip", "confidence": "1"}
POINTS = dict.fromkeys(("child_contact", "work_with_children", "administrator", "uploader", "fresh"), "10")
REQUEST = {"instrument": "eu_preserve", "addressee": "Post Example", "country": "NL"}


def the_request(scene: Scene) -> Request:
    account = one_account(scene)
    terms = RequestTerms(**REQUEST, reference="", accounts=(account.id,))
    return draft_request(account.operation, terms, actor=lead_of(scene))


def a_draft(scene: Scene) -> dict[str, Any]:
    return {"request_id": the_request(scene).id}


def a_request(scene: Scene) -> dict[str, Any]:
    an_hour_ago = clock.in_future(hours=-1)
    return {"request_id": send_request(the_request(scene), an_hour_ago, actor=lead_of(scene)).id}


def a_request_to_draft(_scene: Scene) -> dict[str, Any]:
    return {**REQUEST, "accounts": Account.objects.get().id}


def an_operation_with_account(scene: Scene) -> dict[str, Any]:
    return {"operation_id": one_account(scene).operation_id}


def this_moment(_scene: Scene) -> dict[str, Any]:
    return {"at": clock.now().strftime("%Y-%m-%dT%H:%M:%S")}


def the_measure(scene: Scene) -> Measure:
    return planned(the_site(scene).operation, lead_of(scene), window("Havenstad"))


def a_measure(scene: Scene) -> dict[str, Any]:
    return {"measure_id": the_measure(scene).id}


def a_going_measure(scene: Scene) -> dict[str, Any]:
    return {"measure_id": go_measure(the_measure(scene), actor=lead_of(scene)).id}


def a_clash(scene: Scene) -> dict[str, Any]:
    there = scene.actor_of(scene.person(police(), Duty.INVESTIGATOR))
    planned(open_operation("Beacon", actor=there), there, window("Havenstad"))
    return {"clash_id": Clash.objects.get(measure=the_measure(scene)).id}


def a_window(_scene: Scene) -> dict[str, Any]:
    begins, ends = (clock.in_future(hours=hours).strftime("%Y-%m-%dT%H:%M") for hours in (30, 34))
    return {"begins_at": begins, "ends_at": ends, "country": "NL", "place": "Bergdorp"}


def a_plan(scene: Scene) -> dict[str, Any]:
    return {**a_window(scene), "kind": "search", "contact": CONTACT}


def a_release(scene: Scene) -> dict[str, Any]:
    operation = the_site(scene).operation
    return {"release_id": freeze_figures(operation, clock.now(), actor=lead_of(scene)).id}


def arrested(scene: Scene) -> dict[str, Any]:
    return {**an_operation(scene), "rule": "person_arrested"}


CARE = {"care-support": "offered", "care-risk": "low", "care-household": "none"}
CHARGE = {"charge-law": "§ 1 Beispielgesetz", "charge-country": "DE", "charge-laid_on": "2026-01-31"}
CHARGE_END = {"outcome": "dropped", "ended_on": "2026-02-28"}
COURT = {"court-kind": "trial", "court-court": "Amtsgericht Musterstadt", "court-on": "2027-01-31"}
CORRECTED = {"correct-country": "SE", "correct-age": "adult", "correct-words": "The papers say so."}
ROWS = [
    staff("operations:measures", WHO, at=an_operation),
    staff("operations:plan_measure", WHO, at=an_operation),
    staff("operations:plan_measure", DONE, "POST", at=an_operation, sends=a_plan),
    staff("operations:measure", WHO, at=a_measure),
    staff("operations:move_measure", DONE, "POST", at=a_measure, sends=a_window),
    staff("operations:go_measure", DONE, "POST", at=a_measure),
    staff("operations:finish_measure", DONE, "POST", at=a_going_measure),
    staff("operations:call_off_measure", DONE, "POST", at=a_measure),
    staff("operations:agree_clash", DONE, "POST", at=a_clash),
    staff("operations:radar", WHO),
    staff("operations:requests", WHO, at=an_operation),
    staff("operations:draft_request", WHO, at=an_operation),
    staff("operations:draft_request", DONE, "POST", at=an_operation_with_account, sends=a_request_to_draft),
    staff("operations:request", WHO, at=a_draft),
    staff("operations:send_request", DONE, "POST", at=a_draft, sends=this_moment),
    staff("operations:acknowledge_request", DONE, "POST", at=a_request, sends=this_moment),
    staff("operations:answer_request", DONE, "POST", at=a_request, sends={"answer": "full"}),
    staff("operations:renew_request", DONE, "POST", at=a_request),
    staff("operations:end_request", DONE, "POST", at=a_request),
    staff("operations:operations", WHO),
    staff("operations:open_operation", WHO),
    staff("operations:open_operation", DONE, "POST", sends={"code": "Lantern"}),
    staff("operations:weights", WHO),
    staff("operations:weights", DONE, "POST", sends=POINTS),
    staff("operations:operation", WHO, at=an_operation),
    staff("operations:add_site", WHO, at=an_operation),
    staff("operations:add_site", DONE, "POST", at=an_operation, sends={"name": "Site B", "kind": "web"}),
    staff("operations:give_part", WHO, at=an_operation),
    staff("operations:give_part", DONE, "POST", at=an_operation, sends=a_part_to_give),
    staff("operations:end_part", DONE, "POST", at=a_part),
    staff("operations:accounts", WHO, at=an_operation),
    staff("operations:bring_table", WHO, at=an_operation),
    staff("operations:bring_table", DONE, "POST", at=an_operation, sends=a_paste),
    staff("operations:table", WHO, at=a_table),
    staff("operations:map_columns", DONE, "POST", at=a_table, sends=MAPPING),
    staff("operations:take_table", DONE, "POST", at=a_table),
    staff("operations:drop_table", DONE, "POST", at=a_table),
    staff("operations:refused_rows", WHO, at=a_taken_table, steps_up=True),
    staff("operations:links", WHO, at=an_operation),
    staff("operations:find_links", DONE, "POST", at=an_operation),
    staff("operations:answer_link", DONE, "POST", at=a_link, sends={"answer": "rejected"}),
    staff("operations:account", WHO, at=an_account),
    staff(
        "operations:reveal_account",
        WHO,
        "POST",
        at=an_account,
        sends={"purpose": "investigate"},
        steps_up=True,
    ),
    staff("operations:persons", WHO, at=an_operation),
    staff("operations:note_person", WHO, at=an_operation),
    staff("operations:note_person", DONE, "POST", at=an_operation, sends={"country": "SE", "age": "adult"}),
    staff("operations:person", WHO, at=a_person),
    staff(
        "operations:step_person",
        DONE,
        "POST",
        at=a_person,
        sends={"step-state": "investigated", "step-ground": "work"},
    ),
    staff("operations:note_care", DONE, "POST", at=a_person, sends=CARE),
    staff("operations:lay_charge", DONE, "POST", at=a_person, sends=CHARGE),
    staff("operations:end_charge", DONE, "POST", at=an_open_charge, sends=CHARGE_END),
    staff("operations:set_court_date", DONE, "POST", at=a_person, sends=COURT),
    staff("operations:correct_person", DONE, "POST", at=a_person, sends=CORRECTED),
    staff("operations:name_person", DONE, "POST", at=a_person, sends={"name-name": "Ola Exempel"}),
    staff(
        "operations:reveal_person",
        WHO,
        "POST",
        at=a_named_person,
        sends={"purpose": "investigate"},
        steps_up=True,
    ),
    staff(
        "operations:reveal_case",
        WHO,
        "POST",
        at=a_person,
        sends={"disclose-purpose": "court"},
        steps_up=True,
    ),
    staff("operations:merge_persons", DONE, "POST", at=a_person, sends=another_person),
    staff("operations:part_persons", DONE, "POST", at=a_merging),
    staff("operations:give_account", DONE, "POST", at=an_account, sends=another_person),
    staff(
        "operations:take_account", DONE, "POST", at=an_account_of_somebody, sends={"words": "Sold by then."}
    ),
    staff("operations:case", WHO, at=an_operation),
    staff("operations:figures", WHO, at=an_operation),
    staff("operations:behind", WHO, at=arrested),
    staff("operations:freeze_figures", DONE, "POST", at=an_operation),
    staff("operations:release", WHO, at=a_release),
    staff("operations:sheet", WHO, at=a_release),
    *PERSONA_ROWS,
    *REFERRAL_ROWS,
]
