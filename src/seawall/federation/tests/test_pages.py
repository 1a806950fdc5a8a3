from seawall.core import clock
from seawall.federation.models import Agreement
from seawall.federation.states import AgreementState
from seawall.federation.tests.conftest import HOLDER


def filled(known, **more: str) -> dict[str, str]:
    today = clock.now().date().isoformat()
    words = {"list": known.id, "holder": HOLDER, "handling": "amber", "purpose": "prevent"}
    return words | {"begins_on": today, "ends_on": today} | more


def test_a_reviewer_signs_reads_and_ends_an_agreement(staff_client, rena, known, opened):
    opened()
    desk = staff_client(rena)
    page = desk.get(desk.at("federation:sign_agreement")).content.decode()
    assert HOLDER in page and known.name in page

    answer = desk.post(desk.at("federation:sign_agreement"), filled(known))

    agreement = Agreement.objects.get()
    place = desk.at("federation:agreement", agreement_id=agreement.id)
    assert answer.status_code == 302 and answer["Location"] == place
    assert known.id in desk.get(place).content.decode()
    assert HOLDER in desk.get(desk.at("federation:agreements")).content.decode()

    desk.post(desk.at("federation:end_agreement", agreement_id=agreement.id))
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.ENDED
    assert "End for good" not in desk.get(place).content.decode()


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(staff_client, rena, known, opened):
    opened()
    desk = staff_client(rena)
    answer = desk.post(desk.at("federation:sign_agreement"), filled(known, handling="green"))
    assert answer.status_code == 422 and not Agreement.objects.exists()
    assert "handled more strictly" in answer.content.decode() and HOLDER in answer.content.decode()


def test_a_list_of_another_agency_cannot_be_chosen(staff_client, rena, known, opened, other_hotline):
    opened()
    type(known).objects.update(owner=other_hotline)
    desk = staff_client(rena)
    assert known.name not in desk.get(desk.at("federation:sign_agreement")).content.decode()
    assert desk.post(desk.at("federation:sign_agreement"), filled(known)).status_code == 422


def test_who_only_reads_sees_no_button(staff_client, otto, ada, opened, signed):
    opened()
    agreement = signed()
    for person in (otto, ada):
        desk = staff_client(person)
        page = desk.get(desk.at("federation:agreement", agreement_id=agreement.id)).content.decode()
        assert HOLDER in page and "End for good" not in page
        assert "Sign an agreement" not in desk.get(desk.at("federation:agreements")).content.decode()
