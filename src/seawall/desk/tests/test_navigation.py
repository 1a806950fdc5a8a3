import pytest
from django.test import RequestFactory, override_settings

from seawall.config.programs import STAFF
from seawall.core.actors import Duty
from seawall.desk.navigation import MINE, MORE, PLACES, page_context
from seawall.people.models import Staff
from seawall.reports.tests.makers import a_bundle


def person_with(duty: Duty | None, agency) -> Staff:
    person = Staff.objects.create(email="somebody@hotline.example", name="Somebody", agency=agency)
    if duty:
        person.grants.create(duty=duty, granted_by="system")
    return person


@pytest.mark.parametrize("duty", [*Duty, None], ids=str)
def test_every_place_it_shows_is_open(duty, hotline, staff_client, actor_of):
    """A link that ends at "not open to you" is a promise broken."""
    person = person_with(duty, hotline)
    client = staff_client(person)
    request = RequestFactory().get("/")
    request.actor = actor_of(person)
    with override_settings(ROOT_URLCONF=STAFF.urlconf):
        context = page_context(request)
    shown = [entry.url for entry in (*context["navigation"], *context["more_places"], *context["me_links"])]
    shown += [context[name] for name in ("search_url", "keyboard_url", "home_url") if context[name]]
    answers = {url: client.get(url).status_code for url in shown}
    assert set(answers.values()) == {200}, answers


def test_no_key_leads_to_two_places():
    keys = [place.key for place in (*PLACES, *MORE, *MINE) if place.key]
    assert len(keys) == len(set(keys))


def test_the_keyboard_map_names_no_place_without_a_key(ada, staff_client):
    [(_title, places), *_others] = staff_client(ada).get("/keyboard/").context["groups"]
    assert places and all(key for keys, _label in places for key in keys)


@pytest.mark.parametrize(
    ("duty", "shown"), [(Duty.ANALYST, True), (Duty.ABUSE_DESK, False), (Duty.AUDITOR, False)]
)
def test_the_keyboard_map_shows_the_keys_of_ones_own_pages(duty, shown, hotline, staff_client):
    groups = dict(staff_client(person_with(duty, hotline)).get("/keyboard/").context["groups"])
    assert {"Worklist", "A bundle", "A location"} & groups.keys() == (
        {"Worklist", "A bundle", "A location"} if shown else set()
    )
    assert (["?"], "this map") in groups["Everywhere"]


def test_the_keyboard_map_names_the_search_where_there_is_one(hotline, staff_client):
    for duty, there in ((Duty.ANALYST, True), (Duty.ABUSE_DESK, False)):
        Staff.objects.all().delete()
        groups = dict(staff_client(person_with(duty, hotline)).get("/keyboard/").context["groups"])
        assert ((["/"], "search") in groups["Everywhere"]) is there


def test_nobody_gets_no_bar():
    assert page_context(RequestFactory().get("/")) == {}


def test_it_marks_where_one_is(mara, staff_client):
    page = staff_client(mara).get("/figures/").content.decode()
    assert page.count('aria-current="page"') == 2
    assert "Keyboard map" in staff_client(mara).get("/keyboard/").content.decode()


def test_a_bundle_leads_to_its_timeline(mara, hotline, staff_client):
    bundle = a_bundle(hotline)
    page = staff_client(mara).get(f"/reports/bundles/{bundle.id}/").content.decode()
    assert f'href="/bundles/{bundle.id}/timeline/"' in page
