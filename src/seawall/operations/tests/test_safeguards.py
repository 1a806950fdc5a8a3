"""What stands against sending a referral: shown before it is sent, gone past by two people alone, and extended by a node's own rows."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from seawall.approvals.actions import approve
from seawall.approvals.models import Approval
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.material.states import HandlingCode
from seawall.operations import actions
from seawall.operations.models import Referral, Site
from seawall.operations.referring import safeguards
from seawall.operations.referring.contents import allowed
from seawall.operations.referring.safeguards import BadTable, all_safeguards, safeguards_for
from seawall.operations.referring.states import (
    Effect,
    RecipientKind,
    ReferralState,
    Section,
)
from seawall.operations.tests.conftest import investigator
from seawall.operations.tests.referring import (
    checked,
    sent,
)
from seawall.people.models import Staff


@pytest.mark.parametrize("country", ["IR", "RU"])
def test_a_safeguard_stops_it_for_one_person(site: Site, lead: Actor, country: str) -> None:
    one = checked(site, lead, country)
    with pytest.raises(WrongState, match="safeguard"):
        actions.send_referral(one, counsel="R 7/26", actor=lead)
    one.refresh_from_db()
    assert one.state == ReferralState.CHECKED and not one.ticket


@pytest.fixture
def second(dana: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(investigator("Edda", dana.agency))


def test_two_people_send_it_past_a_stop(site: Site, lead: Actor, second: Actor) -> None:
    one = checked(site, lead, "IR")
    with pytest.raises(Invalid):
        actions.propose_sending(one, "An assurance was given.", actor=lead)
    approval = actions.propose_sending(one, "An assurance was given.", counsel="R 7/26", actor=lead)
    with pytest.raises(WrongState):
        actions.send_past_stop(one, approval, actor=lead)
    with pytest.raises(Refused):
        approve(approval, approval.digest, actor=lead)
    approval = approve(approval, approval.digest, actor=second)
    Referral.objects.update(handling=HandlingCode.GREEN)
    with pytest.raises(WrongState):
        actions.send_past_stop(one, approval, actor=lead)
    Referral.objects.update(handling=one.handling)
    one, ticket = actions.send_past_stop(one, approval, actor=lead)
    assert ticket and one.safeguards == ["executions/1", "sanctions/1"]
    with pytest.raises(WrongState):
        actions.send_past_stop(one, approval, actor=lead)
    with pytest.raises(WrongState):
        actions.propose_sending(sent(site, lead)[0], "Why.", actor=lead)


def test_the_page_of_a_stop_leads_to_a_second_person(
    site: Site, lead: Actor, dana: Staff, second: Actor, staff_client: Callable[..., Client]
) -> None:
    one, desk = checked(site, lead, "IR"), staff_client(dana)
    at = f"/operations/referrals/{one.id}/"
    assert desk.post(f"{at}propose/", {"stop-purpose": "Assured."}).status_code == 422
    assert desk.post(f"{at}send-nevertheless/").status_code == 409
    desk.post(f"{at}propose/", {"stop-purpose": "Assured.", "stop-counsel": "R 7/26"})
    approval = Approval.objects.get()
    assert f"/approvals/{approval.id}/" in desk.get(at).content.decode()
    looked = desk.get(f"/approvals/{approval.id}/").content.decode()
    assert "Executions were reported there" in looked and one.package.sha256 in looked
    approve(approval, approval.digest, actor=second)
    assert "/tickets/" in desk.post(f"{at}send-nevertheless/").content.decode()


def test_a_central_office_is_the_way_where_a_safeguard_names_it(site: Site, lead: Actor) -> None:
    one = checked(site, lead, "RU", kind=RecipientKind.CHANNEL, handling=HandlingCode.AMBER)
    with pytest.raises(Invalid) as wrong:
        actions.send_referral(one, actor=lead)
    assert "counsel" in wrong.value.fields
    one, ticket = actions.send_referral(one, counsel="R 7/26", actor=lead)
    assert ticket and one.safeguards == ["left_the_council/1", "sanctions/1"] and one.counsel == "R 7/26"


def test_the_tables_name_countries_sources_and_every_recipient(tmp_path: Path, settings: object) -> None:
    assert {row.effect for row in all_safeguards().values()} == {Effect.STOP, Effect.VIA, Effect.COUNSEL}
    for handling in HandlingCode:
        for kind in RecipientKind:
            assert allowed(handling, kind)
    assert Section.NAME not in allowed(HandlingCode.GREEN, RecipientKind.POLICE)
    assert not safeguards_for("SE")


OWN = """
[safeguard.ours]
version = 1
day = 2027-01-31
sure = "reported"
effect = "{effect}"
countries = ["{country}"]
source = "Decree 1/2027"
[safeguard.ours.en]
title = "Ours"
note = "Ask the ministry."
[safeguard.ours.de]
title = "Unser"
note = "Das Ministerium fragen."
"""


def test_a_node_adds_rows_of_its_own(tmp_path: Path, settings: object) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    (tmp_path / safeguards.OWN).write_text(OWN.format(effect="stop", country="SE"), encoding="utf-8")
    assert [row.code for row in safeguards_for("SE")] == ["ours"] and safeguards_for("IR")
    for wrong in (
        OWN.format(effect="perhaps", country="SE"),
        OWN.format(effect="stop", country="XX"),
        "[safeguard",
        "a = 1",
        "safeguard = 3",
        "[safeguard]\nours = 3",
    ):
        with pytest.raises(BadTable, match=r"safeguards\.toml"):
            safeguards.read(wrong)


def test_what_stands_against_sending_abroad_does_not_stop_a_hand_over(
    site: Site,
    lead: Actor,
    dana: Staff,
    staff_client: Callable[..., Client],
    tmp_path: Path,
    settings: object,
) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    own = OWN.format(effect="stop", country=dana.agency.country)
    (tmp_path / safeguards.OWN).write_text(own, encoding="utf-8")
    one = checked(site, lead, dana.agency.country, handling=HandlingCode.AMBER)
    page = staff_client(dana).get(f"/operations/referrals/{one.id}/").content.decode()
    assert "does not arise" in page and "Ask the ministry" not in page
    one, _ticket = actions.send_referral(one, actor=lead)
    assert one.safeguards == []


def test_a_row_of_the_nodes_own_may_hold_within_the_country_too(
    site: Site, lead: Actor, dana: Staff, tmp_path: Path, settings: object
) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    own = OWN.format(effect="stop", country=dana.agency.country).replace("\n[", "\nwithin = true\n[", 2)
    own = own.replace("\nwithin = true\n[safeguard.ours]", "\n[safeguard.ours]")
    (tmp_path / safeguards.OWN).write_text(own, encoding="utf-8")
    one = checked(site, lead, dana.agency.country)
    with pytest.raises(WrongState, match="safeguard"):
        actions.send_referral(one, actor=lead)
    with pytest.raises(BadTable, match="within"):
        safeguards.read(own.replace("within = true", 'within = "perhaps"'))
