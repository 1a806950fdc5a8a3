"""Too many failed tries: locked for an hour, for account and address together, with a sentence that says so."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.people.actions import unlock_sign_in
from seawall.people.models import Staff
from seawall.people.queries import is_locked_out
from seawall.people.tests.door import PASSWORD, give_code, give_password, lines, ready

Door = Callable[..., Any]


def knock(door: Any, person: Staff, times: int, **more: str) -> Any:
    for _ in range(times):
        answer = give_password(door, person, "not the right sentence", **more)
    return answer


def test_it_locks_after_five_failed_tries_and_says_what_to_do(staff_client: Door, mara: Staff) -> None:
    ready(mara)
    assert knock(staff_client(), mara, 4).status_code == 200
    locked = knock(staff_client(), mara, 1)
    assert locked.status_code == 429
    assert "Wait an hour, or ask your administrator" in locked.content.decode()
    assert give_password(staff_client(), mara).status_code == 429
    assert is_locked_out(mara)


def test_an_unknown_address_is_locked_in_the_same_words(staff_client: Door, hotline: Any) -> None:
    door = staff_client()
    for _ in range(5):
        answer = door.post(
            door.at("account_login"), {"login": "nobody@nowhere.example", "password": "x" * 12}
        )
    assert answer.status_code == 429


def test_it_counts_account_and_address_together(staff_client: Door, mara: Staff, mika: Staff) -> None:
    """A colleague behind the same proxy still gets in, and so does Mara from elsewhere."""
    knock(staff_client(), ready(mara), 5)
    assert give_password(staff_client(), ready(mika)).status_code == 302
    elsewhere = staff_client()
    elsewhere.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert give_password(elsewhere, mara).status_code == 302


def test_wrong_codes_lock_too(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    give_password(door, ready(mara))
    for _ in range(4):
        assert give_code(door, "000000").status_code == 200
    assert give_code(door, "000000").status_code == 429
    assert give_password(staff_client(), mara).status_code == 429


def test_a_session_that_waits_for_its_factor_is_locked_as_well(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    give_password(door, ready(mara))
    knock(staff_client(), mara, 5)
    assert give_code(door, "000000").status_code == 429


def test_it_opens_again_after_an_hour(staff_client: Door, mara: Staff) -> None:
    knock(staff_client(), ready(mara), 5)
    AccessAttempt.objects.update(attempt_time=clock.now() - timedelta(minutes=61))
    assert not is_locked_out(mara)
    assert give_password(staff_client(), mara).status_code == 302


def test_what_was_typed_is_not_kept(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    knock(door, ready(mara), 1)
    door.post(
        door.at("account_login"), {"login": PASSWORD + "@x.example", "password": "typed into the wrong field"}
    )
    kept = [f"{a.username} {a.get_data} {a.post_data} {a.path_info}" for a in AccessAttempt.objects.all()]
    assert kept
    assert not any(word in text for text in kept for word in ("example", "harbours", "wrong", mara.email))


def test_an_administrator_unlocks(staff_client: Door, mara: Staff, ada: Staff) -> None:
    knock(staff_client(), ready(mara), 5)
    desk = staff_client(ada)
    assert (
        "locked after failed tries" in desk.get(desk.at("people:person", staff_id=mara.id)).content.decode()
    )
    desk.post(desk.at("people:unlock", staff_id=mara.id))
    assert give_password(staff_client(), mara).status_code == 302
    assert [line.subject_id for line in lines("people.sign_in_unlocked")] == [mara.id]


def test_the_stranger_does_not_unlock(mara: Staff, stranger: Staff, mika: Staff, actor_of: Any) -> None:
    for somebody in (actor_of(stranger), actor_of(mika), Actor.reporter(mara.agency_id)):
        with pytest.raises(Refused):
            unlock_sign_in(mara, actor=somebody)
