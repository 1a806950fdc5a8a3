from seawall.core.ids import new_id
from seawall.desk.actions import note_search
from seawall.reports.actions import take_lock
from seawall.reports.tests.makers import a_bundle


def test_it_shows_each_deed_with_who_and_what(mara, otto, hotline, staff_client, actor_of):
    bundle = a_bundle(hotline)
    take_lock(bundle, actor=actor_of(mara))
    page = staff_client(otto).get("/trail/").content.decode()
    assert page.index("Taken in hand") < page.index("Report received")
    assert bundle.id in page and "Mara" in page


def test_it_narrows_down_to_a_record_or_a_person(mara, mika, otto, hotline, staff_client, actor_of):
    first, second = a_bundle(hotline), a_bundle(hotline)
    take_lock(first, actor=actor_of(mara))
    take_lock(second, actor=actor_of(mika))
    client = staff_client(otto)
    of_record = client.get("/trail/", {"about": first.id}).content.decode()
    assert "Mara" in of_record and "Mika" not in of_record
    of_person = client.get("/trail/", {"by": mika.id}).content.decode()
    assert second.id in of_person and first.id not in of_person


def test_it_turns_pages_without_counting(mara, otto, staff_client, actor_of):
    for number in range(130):
        note_search("id", number, actor=actor_of(mara))
    client = staff_client(otto)
    first = client.get("/trail/").content.decode()
    assert first.count("<tr>") == 101 and "?before=" in first
    second = client.get("/trail/", {"before": "31"}).content.decode()
    assert second.count("<tr>") == 31 and 'rel="next"' not in second


def test_odd_questions_find_nothing(otto, staff_client):
    client = staff_client(otto)
    for query in (
        {"before": "-1"},
        {"before": "²"},
        {"about": "'--"},
        {"by": "\u202e"},
        {"before": "9" * 40},
    ):
        assert client.get("/trail/", query).status_code == 200


def test_another_agency_has_a_trail_of_its_own(mara, hotline, ines, stranger, staff_client, actor_of):
    bundle = a_bundle(hotline)
    take_lock(bundle, actor=actor_of(mara))
    stranger.grants.create(duty="auditor", granted_by="system")
    page = staff_client(stranger).get("/trail/", {"about": bundle.id}).content.decode()
    assert "No lines" in page and new_id("evt") not in page
