"""How long a session lasts, what ends it, and what its owner sees of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.core.jobs import settle
from seawall.people.actions import (
    deactivate_staff,
    end_all_sessions,
    grant_duty,
    reset_factors,
    revoke_duty,
    set_password,
)
from seawall.people.jobs import forget_ended_sessions
from seawall.people.models import Staff
from seawall.people.tests.door import PASSWORD, code, lines, ready, sign_in

Door = Callable[..., Any]
MINUTE = timedelta(minutes=1)


def test_it_lasts_while_the_person_works(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    sign_in(door, ready(mara))
    start = clock.now()
    for minutes in range(0, 8 * 60, 14):
        with clock.at(start + minutes * MINUTE):
            assert door.get(door.at("people:duties")).status_code == 200, minutes


def test_it_ends_after_fifteen_idle_minutes_and_says_so(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    sign_in(door, ready(mara))
    with clock.at(clock.now() + 15 * MINUTE + timedelta(seconds=5)):
        gone = door.get(door.at("people:duties"))
        assert gone.status_code == 302
        page = door.get(gone["Location"])
    assert "nothing happened for 15 minutes" in page.content.decode()
    over = lines("people.session_over")
    assert [(line.subject_id, '"reason":"idle"' in line.body) for line in over] == [(mara.id, True)]


def test_it_ends_after_eight_hours_however_busy(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    sign_in(door, ready(mara))
    start = clock.now()
    for minutes in range(0, 8 * 60, 14):
        with clock.at(start + minutes * MINUTE):
            door.get(door.at("people:duties"))
    with clock.at(start + 8 * 60 * MINUTE + timedelta(seconds=5)):
        gone = door.get(door.at("people:duties"), follow=True)
    assert "eight hours at most" in gone.content.decode()


def change_duty(staff: Staff, by: Actor) -> None:
    grant_duty(staff, Duty.REVIEWER, actor=by)


def take_duty(staff: Staff, by: Actor) -> None:
    revoke_duty(staff, Duty.ANALYST, actor=by)


def leave(staff: Staff, by: Actor) -> None:
    deactivate_staff(staff, actor=by)


def lose_factors(staff: Staff, by: Actor) -> None:
    reset_factors(staff, actor=by)


def be_signed_out(staff: Staff, by: Actor) -> None:
    end_all_sessions(staff, actor=by)


def new_password(staff: Staff, by: Actor) -> None:
    set_password(staff, "another calm sentence", actor=Actor.system(staff.agency_id))


@pytest.mark.parametrize("change", [change_duty, take_duty, leave, lose_factors, be_signed_out, new_password])
def test_every_session_ends_when_the_person_changes(
    staff_client: Door, mara: Staff, ada: Staff, actor_of: Any, change: Callable[[Staff, Actor], None]
) -> None:
    here, there = staff_client(mara), staff_client(mara)
    for door in (here, there):
        assert door.get(door.at("people:duties")).status_code == 200
    change(mara, actor_of(ada))
    for door in (here, there):
        assert door.get(door.at("people:duties"))["Location"].startswith(door.at("account_login"))


def test_changing_ones_password_ends_every_session(staff_client: Door, mara: Staff) -> None:
    here, there = staff_client(ready(mara)), staff_client(mara)
    there.get(there.at("people:duties"))
    new = "another calm sentence"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post(here.at("account_change_password"), sent)["Location"] == here.at("account_login")
    for door in (here, there):
        assert door.get(door.at("people:duties")).status_code == 302
    mara.refresh_from_db()
    assert mara.check_password(new)
    assert [line.subject_id for line in lines("people.password_set")] == [mara.id]


def test_a_wrong_old_password_changes_nothing(staff_client: Door, mara: Staff) -> None:
    door = staff_client(ready(mara))
    sent = {
        "oldpassword": "wrong",
        "password1": "another calm sentence",
        "password2": "another calm sentence",
    }
    assert "present password" in door.post(door.at("account_change_password"), sent).content.decode()


def two_sessions(staff_client: Door, person: Staff) -> tuple[Any, Any]:
    """Signed in as in life, so that the list knows them. The app's code is good once, so the second uses the next one."""
    ready(person)
    here, there = staff_client(), staff_client()
    sign_in(here, person)
    there.post(there.at("account_login"), {"login": person.email, "password": PASSWORD})
    there.post(there.at("mfa_authenticate"), {"code": code(step=1)})
    assert there.get(there.at("people:duties")).status_code == 200
    return here, there


def test_a_person_sees_and_ends_their_other_sessions(staff_client: Door, mara: Staff) -> None:
    here, there = two_sessions(staff_client, mara)
    page = here.get(here.at("people:sessions")).content.decode()
    assert page.count("<tr>") == 3 and "this one" in page
    here.post(here.at("people:end_other_sessions"))
    assert here.get(here.at("people:duties")).status_code == 200
    gone = there.get(there.at("people:duties"), follow=True)
    assert "Your session has ended" in gone.content.decode()
    assert [line.subject_id for line in lines("people.sessions_ended")] == [mara.id]


def test_a_person_ends_one_session(staff_client: Door, mara: Staff) -> None:
    here, there = two_sessions(staff_client, mara)
    other = mara.usersession_set.get(session_key=there.session.session_key)
    here.post(here.at("people:end_session", session_id=other.pk))
    assert there.get(there.at("people:duties")).status_code == 302
    assert here.get(here.at("people:duties")).status_code == 200


def test_ending_ones_own_session_signs_out(staff_client: Door, mara: Staff) -> None:
    here, _there = two_sessions(staff_client, mara)
    mine = mara.usersession_set.get(session_key=here.session.session_key)
    assert here.post(here.at("people:end_session", session_id=mine.pk))["Location"] == here.at(
        "account_login"
    )
    assert here.get(here.at("people:duties")).status_code == 302


def test_the_stranger_cannot_end_my_session(staff_client: Door, mara: Staff, stranger: Staff) -> None:
    here, _there = two_sessions(staff_client, mara)
    mine = mara.usersession_set.first()
    door = staff_client(stranger)
    assert door.post(door.at("people:end_session", session_id=mine.pk)).status_code == 404
    assert here.get(here.at("people:duties")).status_code == 200


def test_ended_sessions_leave_the_tables(staff_client: Door, mara: Staff) -> None:
    here, there = two_sessions(staff_client, mara)
    there.post(there.at("account_logout"))
    forget_ended_sessions.enqueue()
    settle()
    assert [kept.session_key for kept in mara.usersession_set.all()] == [here.session.session_key]
    with clock.at(clock.now() + timedelta(hours=9)):
        forget_ended_sessions.enqueue()
        settle()
    assert not Session.objects.exists() and not mara.usersession_set.exists()
