"""Other weights tried before they are set: both rankings side by side, and nothing written."""

from typing import Any

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.operations import actions, queries
from seawall.operations.models import Operation, Site, Weights
from seawall.operations.ranking import FIRST, Reason
from seawall.operations.states import Column, PartKind, PartTerms
from seawall.operations.tests.make import H, taken
from seawall.people.models import Staff

ONLY_CONTACT = {reason: 90 if reason is Reason.CHILD_CONTACT else 0 for reason in Reason}


def forty_of_each(site: Site, lead: Actor) -> None:
    """By the weights of the house contact to a child goes before the administrators; both together fill more than the first page."""
    rows = [f"cup_{number},admin,no,SE" for number in range(40)]
    rows += [f"kite_{number},member,yes,DE" for number in range(40)]
    text = "a,b,c,d\n" + "\n".join(rows)
    taken(site, text, lead, H, Column.ROLE, Column.CHILD_CONTACT, Column.COUNTRY)


def sent(points: dict[Reason, int], **more: str) -> dict[str, Any]:
    return {**{reason.value: number for reason, number in points.items()}, **more}


def test_it_shows_what_would_change_and_writes_nothing(
    operation: Operation, site: Site, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    forty_of_each(site, lead)
    client = staff_client(dana)
    lines = Line.objects.count()
    only_admins = {**dict.fromkeys(Reason, 0), Reason.ADMINISTRATOR: 9}
    page = client.post(
        client.at("operations:weights"), sent(only_admins, operation=operation.id, **{"try": "yes"})
    )
    found = page.context["found"]
    assert page.status_code == 200 and len(found.first) == FIRST
    # Those with contact to a child stood first, 40 of them; now the administrators do, of whom ten stood there.
    assert found.come == 30 and len(found.gone) == 30
    assert [one.before for one in found.first[:3]] == [41, 42, 43]
    assert {one.points for one in found.first[:40]} == {9}
    assert "30 accounts would be new" in page.content.decode()
    assert not Weights.objects.exists() and Line.objects.count() == lines


def test_the_same_weights_change_nothing(operation: Operation, site: Site, lead: Actor) -> None:
    forty_of_each(site, lead)
    same = {reason: getattr(Weights(), reason.value) for reason in Reason}
    found = queries.what_if_for(lead, operation, same)
    assert not found.stirs and not found.gone and found.come == 0


def test_another_agency_tries_them_on_its_part_alone(
    operation: Operation, site: Site, lead: Actor, elin: Staff, staff_client: Any
) -> None:
    forty_of_each(site, lead)
    client = staff_client(elin)
    asked = sent(ONLY_CONTACT, operation=operation.id, **{"try": "yes"})
    assert client.post(client.at("operations:weights"), asked).status_code == 404
    actions.give_part(
        operation, PartTerms(PartKind.INVESTIGATION, ("SE",), ()), agency_id=elin.agency_id, actor=lead
    )
    found = client.post(client.at("operations:weights"), asked).context["found"]
    assert {one.account.country for one in found.first} == {"SE"} and len(found.first) == 40
