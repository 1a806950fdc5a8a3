"""Who gets what at the pages of referrals, and at the door of the return ticket."""

from typing import Any

from seawall.approvals.actions import approve
from seawall.core.actors import Duty
from seawall.operations.actions import (
    propose_sending,
)
from seawall.operations.models import (
    Operation,
    Referral,
)
from seawall.operations.tests.make import noted
from seawall.operations.tests.referring import addressed, checked, drafted, sent, sent_to
from seawall.operations.tests.scenes import DONE, WHO, an_operation, lead_of, police, the_site
from tests.architecture.permissions import Scene, node, staff

RECIPIENT = {
    "to-kind": "police",
    "to-name": "Polis Exempel",
    "to-contact": "desk@polis.example",
    "to-handling": "red",
    "to-days": "30",
    "to-language": "en",
}
OUTCOME = {"outcome": "used"}


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


ROWS = [
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
]
