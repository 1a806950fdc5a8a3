"""An administrator's pages, and what nobody else gets there."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from seawall.core.actors import Actor, Duty
from seawall.core.errors import Invalid, NotFound, Refused, WrongState
from seawall.people.actions import (
    add_agency,
    choose_language,
    deactivate_staff,
    link_to_set_password,
    reactivate_staff,
    reset_factors,
    set_password,
)
from seawall.people.models import Agency, Staff
from seawall.people.queries import (
    colleagues_for,
    one_person_for,
    people_for,
    police_agencies_for,
    public_agency,
    staff_name,
    staff_names,
)
from seawall.people.states import AgencyKind
from seawall.people.tests.door import PASSWORD, give_password, lines, ready

Door = Callable[..., Any]
Actors = Callable[..., Actor]


def add_through_the_page(desk: Any, **more: Any) -> Any:
    sent = {"name": "Neu", "email": "Neu@nord.example", "duties": ["analyst"], **more}
    return desk.post(desk.at("people:add"), sent)


def link_on(page: Any) -> str:
    found = re.search(r"http://[^<\s]+(/account/first-password/[^<\s]+)", page.content.decode())
    assert found
    return found[1]


def test_it_adds_a_person_who_sets_a_password_and_signs_in(staff_client: Door, ada: Staff) -> None:
    page = add_through_the_page(staff_client(ada))
    assert page["Cache-Control"] == "no-store"
    person = Staff.objects.get(email="neu@nord.example")
    assert person.duties() == {Duty.ANALYST} and person.agency_id == ada.agency_id
    door = staff_client()
    opened = door.get(link_on(page))
    assert opened.status_code == 302 and "set-password" in opened["Location"]
    form = door.get(opened["Location"])
    assert "Set your password" in form.content.decode()
    sent = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert door.post(opened["Location"], sent)["Location"] == door.at("account_login")
    assert give_password(door, person)["Location"] == "/"
    assert door.get("/")["Location"] == door.at("mfa_index")
    assert [line.actor_id for line in lines("people.staff_added")] == [ada.id]


def test_a_stale_session_confirms_before_the_form_is_filled_in(staff_client: Door, ada: Staff) -> None:
    desk = staff_client(ready(ada), fresh=False)
    asked = desk.get(desk.at("people:add"))
    assert asked["Location"] == f"{desk.at('account_reauthenticate')}?next=%2Fpeople%2Fadd"
    assert add_through_the_page(desk).status_code == 302
    assert not Staff.objects.filter(name="Neu").exists()


def test_a_link_works_once(staff_client: Door, ada: Staff) -> None:
    url = link_on(add_through_the_page(staff_client(ada)))
    door = staff_client()
    target = door.get(url)["Location"]
    door.post(target, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    again = staff_client().get(url, follow=True)
    assert "This link no longer works" in again.content.decode()
    assert f'href="{door.at("account_login")}"' in again.content.decode()


def test_a_newer_link_makes_the_older_one_useless(staff_client: Door, ada: Staff, mara: Staff) -> None:
    desk = staff_client(ada)
    older = link_on(desk.post(desk.at("people:link", staff_id=mara.id)))
    newer = link_on(desk.post(desk.at("people:link", staff_id=mara.id)))
    assert "no longer works" in staff_client().get(older, follow=True).content.decode()
    assert "no longer works" not in staff_client().get(newer, follow=True).content.decode()


def test_a_made_up_link_tells_nothing(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    page = door.get(door.at("people:first_password", uidb64="bm9ib2R5", token="abc-def"))
    assert page.status_code == 200 and "no longer works" in page.content.decode()


def test_a_weak_password_is_refused(mara: Staff) -> None:
    for weak in ("short", "password12345", "Mara1234"):
        with pytest.raises(Invalid):
            set_password(mara, weak, actor=Actor.system(mara.agency_id))


@pytest.mark.parametrize(
    "sent", [{"email": "no address"}, {"name": " "}, {"email": ""}, {"duties": ["auditor", "analyst"]}]
)
def test_what_is_wrong_is_said_at_the_field(staff_client: Door, ada: Staff, sent: dict[str, Any]) -> None:
    page = add_through_the_page(staff_client(ada), **sent)
    assert page.status_code == 200 and "error-summary" in page.content.decode()
    assert not Staff.objects.filter(name="Neu").exists()


def test_an_address_is_used_once(staff_client: Door, ada: Staff, mara: Staff) -> None:
    page = add_through_the_page(staff_client(ada), email=mara.email.upper())
    assert "Somebody already signs in with this e-mail address" in page.content.decode()


def test_only_an_administrator_sees_people(
    staff_client: Door, mara: Staff, ada: Staff, stranger: Staff
) -> None:
    for person in (mara, stranger):
        door = staff_client(person)
        assert door.get(door.at("people:people")).status_code == 403
        assert door.get(door.at("people:person", staff_id=ada.id)).status_code == 403
    desk = staff_client(ada)
    assert mara.email in desk.get(desk.at("people:people")).content.decode()
    assert stranger.email not in desk.get(desk.at("people:people")).content.decode()
    assert desk.get(desk.at("people:person", staff_id=stranger.id)).status_code == 404
    assert desk.get(desk.at("people:person", staff_id="nonsense")).status_code == 404


def test_queries_refuse_whom_the_pages_refuse(
    mara: Staff, ada: Staff, stranger: Staff, actor_of: Actors
) -> None:
    with pytest.raises(Refused):
        people_for(actor_of(mara))
    with pytest.raises(Refused):
        people_for(Actor.system(mara.agency_id))
    with pytest.raises(NotFound):
        one_person_for(actor_of(ada), stranger.id)


def test_somebody_who_leaves_cannot_sign_in_until_reactivated(
    staff_client: Door, mara: Staff, ada: Staff, actor_of: Actors
) -> None:
    ready(mara)
    deactivate_staff(mara, actor=actor_of(ada))
    assert give_password(staff_client(), mara).status_code == 200
    with pytest.raises(WrongState):
        deactivate_staff(mara, actor=actor_of(ada))
    with pytest.raises(WrongState):
        link_to_set_password(mara, actor=actor_of(ada))
    reactivate_staff(mara, actor=actor_of(ada))
    assert give_password(staff_client(), mara).status_code == 302
    with pytest.raises(WrongState):
        reactivate_staff(mara, actor=actor_of(ada))


def test_resetting_factors_takes_the_password_too(
    staff_client: Door, mara: Staff, ada: Staff, actor_of: Actors
) -> None:
    """Otherwise whoever knows the password could set up a factor of their own."""
    reset_factors(ready(mara), actor=actor_of(ada))
    assert not Authenticator.objects.filter(user=mara).exists()
    assert give_password(staff_client(), mara).status_code == 200
    assert [line.subject_id for line in lines("people.factors_reset")] == [mara.id]


@pytest.mark.parametrize("deed", [deactivate_staff, reset_factors, reactivate_staff, link_to_set_password])
def test_the_stranger_and_oneself_are_refused(
    deed: Callable[..., Any], ada: Staff, mara: Staff, mika: Staff, stranger: Staff, actor_of: Actors
) -> None:
    for staff, by in ((mara, stranger), (mara, mika), (mara, mara), (ada, ada)):
        with pytest.raises(Refused):
            deed(staff, actor=actor_of(by))
    for nobody in (Actor.reporter(mara.agency_id), Actor.provider(mara.agency_id, "ntc_x"), Actor.system("")):
        with pytest.raises(Refused):
            deed(mara, actor=nobody)


def test_an_agency_is_added_by_the_node_alone(db: None, mara: Staff, actor_of: Actors) -> None:
    with pytest.raises(Refused):
        add_agency("Neue Stelle", AgencyKind.HOTLINE, country="DE", actor=actor_of(mara))
    added = add_agency("Neue Stelle", AgencyKind.HOTLINE, country="de", actor=Actor.system(""))
    assert added.country == "DE"
    assert [line.agency_id for line in lines("people.agency_added")] == [added.id]
    for name, country, door in (
        ("Neue Stelle", "DE", False),
        ("Andere", "Germany", False),
        ("", "DE", False),
        ("Tür", "DE", True),
    ):
        with pytest.raises(Invalid):
            add_agency(name, AgencyKind.HOTLINE, country=country, public_door=door, actor=Actor.system(""))


def test_names_for_timelines(mara: Staff) -> None:
    assert staff_name(mara.id) == "Mara"
    assert staff_names(["system", "reporter", "ntc_1", "stf_gone"]) == {
        "system": "Seawall",
        "reporter": "the reporter",
        "ntc_1": "the provider",
        "stf_gone": "somebody unknown",
    }


def test_colleagues_and_police(
    mara: Staff, mika: Staff, rena: Staff, stranger: Staff, police: Agency, dana: Staff, actor_of: Actors
) -> None:
    assert list(colleagues_for(actor_of(mara))) == [mara, mika, rena]
    assert list(colleagues_for(actor_of(mara), Duty.REVIEWER)) == [rena]
    assert list(police_agencies_for(actor_of(mara))) == [police]
    assert list(police_agencies_for(actor_of(dana))) == []
    assert public_agency() == mara.agency


def test_a_person_chooses_their_language(
    staff_client: Door, mara: Staff, mika: Staff, actor_of: Actors
) -> None:
    door = staff_client(mara)
    page = door.post(door.at("people:language"), {"language": "de"}, follow=True).content.decode()
    assert '<html lang="de"' in page and "Ihre Sprache ist eingestellt" in page
    with pytest.raises(Refused):
        choose_language(mara, "en", actor=actor_of(mika))
    with pytest.raises(Invalid):
        choose_language(mara, "xx", actor=actor_of(mara))
