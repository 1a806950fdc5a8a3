from seawall.approvals.actions import approve
from seawall.approvals.tests.makers import proposed
from seawall.audit.models import Line
from seawall.people.models import Agency, Staff


def deeds_in_trail(owner: Agency) -> list[str]:
    lines = Line.objects.filter(agency_id=owner.pk).order_by("seq")
    return [line.what for line in lines if line.what.startswith("approvals.")]


def test_it_shows_what_will_happen_and_two_buttons(one, jet: Staff, staff_client):
    asked, client = proposed(one), staff_client(jet)
    assert f"/approvals/{asked.id}/" in client.get("/").content.decode()
    assert f"/approvals/{asked.id}/" in client.get("/approvals/").content.decode()
    page = client.get(f"/approvals/{asked.id}/").content.decode()
    assert "blue" in page and "seen from the ship" in page and "Jonas" in page
    assert "Approve" in page and "Refuse" in page
    client.post(f"/approvals/{asked.id}/approve/", {"seen": asked.digest})
    asked.refresh_from_db()
    assert asked.state == "approved"
    assert f"/approvals/{asked.id}/" not in client.get("/").content.decode()


def test_who_proposed_it_sees_no_button_to_approve(one, jonas: Staff, staff_client):
    asked, client = proposed(one), staff_client(jonas)
    page = client.get(f"/approvals/{asked.id}/").content.decode()
    assert "/approve/" not in page and "/withdraw/" in page
    assert "Waiting for a second person" not in client.get("/").content.decode()
    assert client.post(f"/approvals/{asked.id}/approve/", {"seen": asked.digest}).status_code == 403
    assert client.post(f"/approvals/{asked.id}/withdraw/").status_code == 302
    assert deeds_in_trail(jonas.agency) == [
        "approvals.proposed",
        "approvals.try_refused",
        "approvals.withdrawn",
    ]


def test_an_old_page_approves_nothing(one, jet: Staff, staff_client):
    asked, newer = proposed(one), proposed(one, "red")
    answer = staff_client(jet).post(f"/approvals/{newer.id}/approve/", {"seen": asked.digest})
    assert answer.status_code == 409 and "not what was shown" in answer.content.decode()
    assert deeds_in_trail(jet.agency)[-1] == "approvals.try_refused"


def test_a_refusal_says_why(one, jonas: Staff, jet: Staff, staff_client):
    asked, client = proposed(one), staff_client(jet)
    assert client.post(f"/approvals/{asked.id}/refuse/", {"reason": ""}).status_code == 422
    client.post(f"/approvals/{asked.id}/refuse/", {"reason": "Green <b>is</b> better."})
    page = staff_client(jonas).get(f"/approvals/{asked.id}/").content.decode()
    assert "Green &lt;b&gt;is&lt;/b&gt; better." in page and "refused" in page


def test_once_approved_it_leads_to_the_record(one, other, jonas: Staff, staff_client):
    asked = proposed(one)
    approve(asked, asked.digest, actor=other)
    assert f"/squares/{asked.about}/" in staff_client(jonas).get(f"/approvals/{asked.id}/").content.decode()
