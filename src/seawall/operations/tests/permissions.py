"""Who gets what at each page of operations."""

from datetime import date
from typing import Any

from seawall.approvals.actions import approve
from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.core.jobs import settle
from seawall.identification.models import Series
from seawall.identification.tests.makers import a_series, a_victim
from seawall.operations.actions import (
    bring_table,
    draft_request,
    find_links,
    freeze_figures,
    give_part,
    go_measure,
    keep_links,
    lay_charge,
    merge_persons,
    name_series,
    note_person,
    open_operation,
    propose_sending,
    send_request,
    take_table,
)
from seawall.operations.models import (
    Account,
    AccountTable,
    Clash,
    Link,
    Measure,
    Operation,
    Persona,
    PersonaLink,
    PersonChange,
    Referral,
    Request,
    Site,
)
from seawall.operations.persons.words import ChargeTerms, PersonTerms
from seawall.operations.requesting.states import RequestTerms
from seawall.operations.states import FoundLink, PartKind, PartTerms
from seawall.operations.tests.make import a_site, mapped, noted, pasted, taken
from seawall.operations.tests.planning import CONTACT, planned, window
from seawall.operations.tests.referring import addressed, checked, drafted, sent, sent_to
from seawall.operations.tests.walking import a_persona, linked
from seawall.people.models import Agency
from tests.architecture.permissions import Scene, may, node, staff

WHO = may(Duty.INVESTIGATOR)
DONE = may(Duty.INVESTIGATOR, status=302)
TEXT = "handle,email\nred_cup,red@post.example\n,none@post.example\n"


def lead_of(scene: Scene) -> Actor:
    return scene.actor(Duty.INVESTIGATOR)


def the_site(scene: Scene) -> Site:
    return a_site(lead_of(scene))


def an_operation(scene: Scene) -> dict[str, Any]:
    return {"operation_id": the_site(scene).operation_id}


def the_table(scene: Scene) -> AccountTable:
    lead = lead_of(scene)
    return mapped(bring_table(a_site(lead), pasted(TEXT), actor=lead), lead)


def a_table(scene: Scene) -> dict[str, Any]:
    return {"table_id": the_table(scene).id}


def a_taken_table(scene: Scene) -> dict[str, Any]:
    table = the_table(scene)
    take_table(table, actor=lead_of(scene))
    settle()
    return {"table_id": table.id}


def one_account(scene: Scene) -> Account:
    a_taken_table(scene)
    return Account.objects.get()


def an_account(scene: Scene) -> dict[str, Any]:
    return {"account_id": one_account(scene).id}


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


def police() -> Agency:
    return Agency.objects.get_or_create(name="Polis Exempel", defaults={"kind": "police", "country": "SE"})[0]


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


def the_persona(scene: Scene) -> Persona:
    return a_persona(the_site(scene).operation, lead_of(scene))


def one_persona(scene: Scene) -> dict[str, Any]:
    return {"persona_id": the_persona(scene).id}


def a_node(scene: Scene) -> dict[str, Any]:
    persona = the_persona(scene)
    return {"operation_id": persona.operation_id, "node_id": persona.id}


def a_platform(scene: Scene) -> dict[str, Any]:
    persona = the_persona(scene)
    return {"operation_id": persona.operation_id, "persona_id": persona.id}


def a_person_behind(scene: Scene) -> dict[str, Any]:
    person = noted(Operation.objects.get(), lead_of(scene))
    return {"link-end": person.code, "link-words": "Named in the answer of the provider."}


def a_link_to_unlink(scene: Scene) -> dict[str, Any]:
    """For a specialist one to a child, for everybody else one to a person."""
    persona, lead = the_persona(scene), lead_of(scene)
    if scene.visitor and Duty.SPECIALIST in scene.actor_of(scene.visitor).duties:
        specialist = scene.actor(Duty.SPECIALIST)
        child = a_victim(specialist)
        name_series(persona.operation, child.series.code, actor=specialist)  # type: ignore[union-attr]
        linked(persona, child.code, specialist)
    else:
        linked(persona, noted(persona.operation, lead).code, lead)
    return {"link_id": PersonaLink.objects.get().id}


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


def an_operation_and_series(scene: Scene) -> dict[str, Any]:
    parts = an_operation(scene)
    a_series(scene.actor(Duty.SPECIALIST))
    return parts


def its_code(_scene: Scene) -> dict[str, Any]:
    return {"code": Series.objects.get().code}


def a_named_series(scene: Scene) -> dict[str, Any]:
    specialist = scene.actor(Duty.SPECIALIST)
    named = name_series(the_site(scene).operation, a_series(specialist).code, actor=specialist)
    return {"named_id": named.id}


def a_release(scene: Scene) -> dict[str, Any]:
    operation = the_site(scene).operation
    return {"release_id": freeze_figures(operation, clock.now(), actor=lead_of(scene)).id}


def arrested(scene: Scene) -> dict[str, Any]:
    return {**an_operation(scene), "rule": "person_arrested"}


def a_referral_draft(scene: Scene) -> dict[str, Any]:
    lead, operation = lead_of(scene), the_site(scene).operation
    return {"referral_id": addressed(drafted(operation, lead, noted(operation, lead, country="SE")), lead).id}


def a_checked_referral(scene: Scene) -> dict[str, Any]:
    return {"referral_id": checked(the_site(scene), lead_of(scene)).id}


def a_stopped_referral(scene: Scene) -> dict[str, Any]:
    return {"referral_id": checked(the_site(scene), lead_of(scene), "IR").id}


def an_approved_sending(scene: Scene) -> dict[str, Any]:
    """Proposed by the visitor, where the visitor may."""
    parts = a_stopped_referral(scene)
    one = Referral.objects.get()
    visitor = scene.visitor
    asks = scene.actor_of(visitor) if visitor and visitor.agency == scene.hotline else lead_of(scene)
    if Duty.INVESTIGATOR in asks.duties:
        approval = propose_sending(one, "An assurance was given.", counsel="R 7/26", actor=asks)
        approve(approval, approval.digest, actor=lead_of(scene))
    return parts


def a_sent_referral(scene: Scene) -> dict[str, Any]:
    return {"referral_id": sent(the_site(scene), lead_of(scene))[0].id}


def a_ticket(scene: Scene) -> dict[str, Any]:
    return {"ticket": sent(the_site(scene), lead_of(scene))[1]}


def a_referral_to_us(scene: Scene) -> dict[str, Any]:
    """To the agency of whoever stands at the door, by another one."""
    one = sent_to(the_site(scene), lead_of(scene), police().id)
    Referral.objects.update(owner=police(), recipient=scene.hotline)
    return {"referral_id": one.id}


def an_operation_with_person(scene: Scene) -> dict[str, Any]:
    operation = the_site(scene).operation
    noted(operation, lead_of(scene), country="SE")
    return {"operation_id": operation.id}


def a_batch(_scene: Scene) -> dict[str, Any]:
    person = Operation.objects.get().persons.get()
    return {"persons": person.code, "grouping": "country", "handling": "red", "days": "30"}


RECIPIENT = {
    "to-kind": "police",
    "to-name": "Polis Exempel",
    "to-contact": "desk@polis.example",
    "to-handling": "red",
    "to-days": "30",
}
OUTCOME = {"outcome": "used"}
SPECIALISTS = may(Duty.SPECIALIST)
WALKERS = may(Duty.INVESTIGATOR, Duty.SPECIALIST)
UNLINKERS = may(Duty.INVESTIGATOR, Duty.SPECIALIST, status=302)
PERSONA = {"platform": "Chat Example", "method": "game", "unidentified": "3"}
OTHER_METHOD = {f"correct-{name}": value for name, value in {**PERSONA, "method": "gift"}.items()}
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
    staff("operations:referrals", WHO, at=an_operation),
    staff("operations:draft_referrals", WHO, at=an_operation),
    staff("operations:draft_referrals", DONE, "POST", at=an_operation_with_person, sends=a_batch),
    staff("operations:referral", WHO, at=a_referral_draft),
    staff("operations:address_referral", DONE, "POST", at=a_referral_draft, sends=RECIPIENT),
    staff("operations:check_referral", DONE, "POST", at=a_referral_draft),
    staff("operations:send_referral", WHO, "POST", at=a_checked_referral),
    staff(
        "operations:propose_sending",
        DONE,
        "POST",
        at=a_stopped_referral,
        sends={"stop-purpose": "An assurance was given.", "stop-counsel": "R 7/26"},
    ),
    staff("operations:send_past_stop", WHO, "POST", at=an_approved_sending),
    staff("operations:renew_ticket", WHO, "POST", at=a_sent_referral),
    staff("operations:note_outcome", DONE, "POST", at=a_sent_referral, sends=OUTCOME),
    staff("operations:call_back_referral", DONE, "POST", at=a_sent_referral),
    staff(
        "operations:reveal_referral",
        WHO,
        "POST",
        at=a_checked_referral,
        sends={"purpose": "send"},
        steps_up=True,
    ),
    staff("operations:referrals_to", WHO),
    staff("operations:referral_to", WHO, at=a_referral_to_us),
    staff("operations:receive_referral", DONE, "POST", at=a_referral_to_us),
    staff("operations:answer_referral", DONE, "POST", at=a_referral_to_us, sends=OUTCOME),
    node("tickets:ticket", 200, at=a_ticket),
    node("tickets:receive", 302, "POST", at=a_ticket),
    node("tickets:answer", 302, "POST", at=a_ticket, sends=OUTCOME),
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
    staff("operations:personas", WALKERS, at=an_operation),
    staff("operations:note_persona", WHO, at=an_operation),
    staff("operations:note_persona", DONE, "POST", at=an_operation, sends=PERSONA),
    staff("operations:persona", WALKERS, at=one_persona),
    staff("operations:correct_persona", DONE, "POST", at=one_persona, sends=OTHER_METHOD),
    staff("operations:link_persona", DONE, "POST", at=one_persona, sends=a_person_behind),
    staff("operations:unlink_persona", UNLINKERS, "POST", at=a_link_to_unlink),
    staff(
        "operations:reveal_persona",
        WHO,
        "POST",
        at=one_persona,
        sends={"purpose": "investigate"},
        steps_up=True,
    ),
    staff("operations:graph", WALKERS, at=a_node),
    staff("operations:platform_graph", WALKERS, at=a_platform),
    staff("operations:series", SPECIALISTS),
    staff(
        "operations:name_series",
        may(Duty.SPECIALIST, status=302),
        "POST",
        at=an_operation_and_series,
        sends=its_code,
    ),
    staff("operations:drop_series", may(Duty.SPECIALIST, status=302), "POST", at=a_named_series),
    staff("operations:case", WHO, at=an_operation),
    staff("operations:figures", WHO, at=an_operation),
    staff("operations:behind", WHO, at=arrested),
    staff("operations:freeze_figures", DONE, "POST", at=an_operation),
    staff("operations:release", WHO, at=a_release),
    staff("operations:sheet", WHO, at=a_release),
]
