from datetime import timedelta

from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.desk.home.needs import questions
from seawall.material.models import Item
from seawall.material.tests.make import an_item
from seawall.people.actions import note_exposure, set_breaks
from seawall.people.models import Staff
from seawall.people.states import Severity
from seawall.reports.actions import take_lock
from seawall.reports.tests.makers import a_bundle
from seawall.takedown.actions import expire_hold, keep_trace
from seawall.takedown.tests.makers import found, held, objected, traced


def home(client) -> str:
    return client.get("/").content.decode()


def test_it_shows_danger_and_what_is_in_hand(mara, hotline, staff_client, actor_of):
    danger = a_bundle(hotline, danger="now", text="Somebody writes to a child.")
    mine = a_bundle(hotline)
    take_lock(mine, actor=actor_of(mara))
    page = home(staff_client(mara))
    assert page.index(danger.short) < page.index(mine.short)
    assert "a child in danger?" in page and "in your hands" in page


def test_it_shows_what_takedown_asks(mara, staff_client, actor_of, dana):
    hold = held(actor_of(mara), dana.agency_id)
    ready = traced(actor_of(mara), "https://bilder.example/ready")
    page = home(staff_client(mara))
    assert f"/takedown/locations/{ready.id}" in page
    assert "ready for a notice" in page
    assert f"/takedown/holds/{hold.id}" not in page
    assert f"/takedown/holds/{hold.id}" in home(staff_client(dana))


def test_it_says_since_when_takedown_asks(mara, actor_of, dana):
    """An expired hold since it expired, whatever was seen of the address later."""
    hold = held(actor_of(mara), dana.agency_id)
    later = hold.expires_at + timedelta(hours=5)
    with clock.at(later):
        expire_hold(hold, actor=Actor.system(hold.owner_id))
        keep_trace(hold.location, found(), actor=actor_of(mara))
    (need,) = questions(actor_of(mara)).needs
    assert need.at == hold.expires_at


def test_it_brings_objections_to_the_reviewer_alone(mara, rena, staff_client, actor_of):
    answer = objected(actor_of(mara))
    assert f"/takedown/objections/{answer.id}" in home(staff_client(rena))
    assert "Objections to decide" not in home(staff_client(mara))


def test_it_masks_every_address(mara, staff_client, actor_of):
    traced(actor_of(mara), "https://bilder.example/secret/path")
    page = home(staff_client(mara))
    assert "hxxps://bil…/…" in page
    assert "bilder.example" not in page and "secret" not in page


def test_it_reminds_of_the_break_one_has_set_oneself(mara, mika, staff_client, actor_of):
    actor = actor_of(mara)
    set_breaks(mara, most_per_hour=1, minutes=10, actor=actor)
    note_exposure(actor=actor, severity=Severity.HEAVY, what="test")
    assert "time for a break" in home(staff_client(mara))
    assert "time for a break" not in home(staff_client(mika))


def test_the_stranger_sees_nothing_of_it(mara, hotline, stranger, staff_client, actor_of):
    bundle = a_bundle(hotline, danger="now")
    traced(actor_of(mara))
    page = home(staff_client(stranger))
    assert bundle.short not in page and "hxxps" not in page
    assert "Nothing waits for you" in page


def test_somebody_without_a_duty_is_told_whom_to_ask(hotline, staff_client):
    newcomer = Staff.objects.create(email="new@hotline.example", name="Nora", agency=hotline)
    assert "You have no duty yet" in home(staff_client(newcomer))


def test_the_first_few_are_enough(mara, hotline, staff_client, django_assert_max_num_queries):
    for _ in range(15):
        a_bundle(hotline, danger="now", text="Words.")
    client = staff_client(mara)
    home(client)
    with django_assert_max_num_queries(30):
        page = home(client)
    assert page.count("a child in danger?") == 10
    assert "All of them" in page


def test_nobody_is_sent_to_sign_in(staff_client):
    response = staff_client().get("/")
    assert response.status_code == 302 and "login" in response["Location"]


def test_an_old_look_asks_for_no_break(mara, staff_client, actor_of):
    actor = actor_of(mara)
    set_breaks(mara, most_per_hour=1, minutes=10, actor=actor)
    with clock.at(clock.now() - timedelta(hours=2)):
        note_exposure(actor=actor, severity=Severity.HEAVY, what="test")
    assert "time for a break" not in home(staff_client(mara))
    assert Duty.ANALYST in mara.duties()


def test_numbers_past_a_thousand_are_read_in_the_form_of_the_language(mara, rena, staff_client, actor_of):
    item = an_item(actor_of(mara))
    Item.objects.filter(pk=item.pk).update(flood=1200, quarantined_at=clock.now())
    client = staff_client(rena)
    for language, home_says, item_says in (
        ("en", "1,200 matches", "It matched 1,200 other pictures"),
        ("de", "1.200 Treffer", "1.200"),
    ):
        asked = {"accept-language": language}
        assert home_says in client.get("/", headers=asked).content.decode()
        assert (
            item_says
            in client.get(client.at("material:item", item_id=item.id), headers=asked).content.decode()
        )
