"""The door itself: password, second factor, and what is written down about it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.db import connection

from seawall.core import clock
from seawall.people.models import Staff
from seawall.people.tests.door import (
    PASSWORD,
    code,
    give_code,
    give_password,
    lines,
    ready,
    sign_in,
    with_password,
)

Door = Callable[..., Any]


def test_it_opens_to_password_and_second_factor(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    ready(mara)
    first = give_password(door, mara)
    assert first.status_code == 302
    assert first["Location"] == door.at("mfa_authenticate")
    assert give_code(door, code())["Location"] == "/"
    assert door.get(door.at("people:account")).status_code == 200
    assert [(line.actor_id, line.subject_id) for line in lines("people.signed_in")] == [(mara.id, mara.id)]
    assert '"factor":"totp"' in lines("people.signed_in")[0].body


def test_it_leads_back_to_where_the_person_wanted_to_go(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    ready(mara)
    wanted = door.at("people:duties")
    asked = door.get(wanted)
    assert asked["Location"] == f"{door.at('account_login')}?next=%2Fpeople%2Fduties"
    give_password(door, mara, next=wanted)
    assert give_code(door, code())["Location"] == wanted


def test_it_never_leads_to_another_site(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    ready(mara)
    give_password(door, mara, next="https://elsewhere.example/")
    assert give_code(door, code())["Location"] == "/"


@pytest.mark.parametrize(
    "page", ["people:account", "people:sessions", "mfa_index", "mfa_activate_totp", "people:totp_qr"]
)
def test_a_password_alone_opens_nothing(staff_client: Door, mara: Staff, page: str) -> None:
    door = staff_client()
    give_password(door, ready(mara))
    assert door.get(door.at(page))["Location"].startswith(door.at("account_login"))


def test_a_code_is_good_only_once(staff_client: Door, mara: Staff) -> None:
    ready(mara)
    shown = code()
    first, second = staff_client(), staff_client()
    give_password(first, mara)
    assert give_code(first, shown).status_code == 302
    give_password(second, mara)
    # allauth forgets a used code after half a minute, which is before it stops accepting it.
    cache.delete(f"allauth.mfa.totp.used?user={mara.pk}&code={shown}")
    again = give_code(second, shown)
    assert again.status_code == 200
    assert "was used already" in again.content.decode()


def test_a_recovery_code_opens_once(staff_client: Door, mara: Staff) -> None:
    ready(mara)
    saved = Authenticator.objects.get(user=mara, type="recovery_codes").wrap().get_unused_codes()[0]
    first, second = staff_client(), staff_client()
    give_password(first, mara)
    assert give_code(first, saved).status_code == 302
    give_password(second, mara)
    assert give_code(second, saved).status_code == 200


def test_secrets_of_factors_are_sealed(mara: Staff) -> None:
    ready(mara)
    kept = [str(factor.data) for factor in Authenticator.objects.filter(user=mara)]
    assert not any("JBSWY3DP" in data for data in kept)


def test_a_stranger_gets_the_same_answer_as_a_wrong_password(staff_client: Door, mara: Staff) -> None:
    ready(mara)
    wrong = give_password(staff_client(), mara, "not the right sentence")
    unknown = staff_client().post(
        "/account/login/", {"login": "nobody@nowhere.example", "password": PASSWORD}
    )
    sentence = "E-mail address and password do not fit together"
    assert wrong.status_code == unknown.status_code == 200
    assert sentence in wrong.content.decode() and sentence in unknown.content.decode()


def test_an_unknown_address_costs_a_password_hash_too(
    staff_client: Door, mara: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time of an answer must not tell who works here; counted in hashes, because seconds are noisy."""
    hashed: list[str] = []
    real = Argon2PasswordHasher.encode

    def counted(self: Argon2PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return str(real(self, password, salt))

    monkeypatch.setattr(Argon2PasswordHasher, "encode", counted)
    staff_client().post("/account/login/", {"login": "nobody@nowhere.example", "password": PASSWORD})
    assert hashed == [PASSWORD]


def test_failed_tries_are_in_the_trail_without_any_address(staff_client: Door, mara: Staff) -> None:
    ready(mara)
    give_password(staff_client(), mara, "not the right sentence")
    staff_client().post("/account/login/", {"login": "nobody@nowhere.example", "password": PASSWORD})
    door = staff_client()
    give_password(door, mara)
    give_code(door, "000000")
    found = lines("people.sign_in_failed")
    assert [line.subject_id for line in found] == [mara.id, "unknown", mara.id]
    assert {line.actor_id for line in found} == {"system"}
    assert not any("example" in line.body for line in found)


def test_somebody_who_left_gets_the_same_answer(staff_client: Door, mara: Staff) -> None:
    ready(mara)
    mara.is_active = False
    mara.save()
    answer = give_password(staff_client(), mara)
    assert "do not fit together" in answer.content.decode()


def test_signing_out_is_recorded_and_ends_the_session(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    sign_in(door, ready(mara))
    assert door.post(door.at("account_logout"))["Location"] == door.at("account_login")
    assert door.get(door.at("people:account")).status_code == 302
    assert [line.actor_id for line in lines("people.signed_out")] == [mara.id]


def test_there_is_no_page_to_sign_up(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    for path in ("/account/signup/", "/accounts/signup/", "/signup/"):
        assert door.get(path)["Location"].startswith(door.at("account_login"))
    assert staff_client(mara).get("/account/signup/").status_code == 404


def test_an_email_is_written_in_any_case(staff_client: Door, mara: Staff) -> None:
    ready(mara)
    door = staff_client()
    answer = door.post(door.at("account_login"), {"login": mara.email.upper(), "password": PASSWORD})
    assert answer["Location"] == door.at("mfa_authenticate")


def test_a_request_costs_two_queries_for_session_and_person(
    staff_client: Door, mara: Staff, django_assert_max_num_queries: Any
) -> None:
    door = staff_client(mara)
    door.get(door.at("people:duties"))
    with django_assert_max_num_queries(2):
        door.get(door.at("people:duties"))


def test_nobody_without_a_factor_passes(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    give_password(door, with_password(mara))
    for page in ("people:account", "people:people", "people:duties", "account_change_password"):
        assert door.get(door.at(page))["Location"] == door.at("mfa_index")
    assert door.post(door.at("people:breaks"), {"minutes": 1})["Location"] == door.at("mfa_index")


def test_a_sign_in_that_cannot_be_recorded_does_not_happen(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    give_password(door, ready(mara))
    with trail_away():
        assert give_code(door, code()).status_code == 503
    assert door.get(door.at("people:account"))["Location"].startswith(door.at("account_login"))


def test_a_session_whose_end_cannot_be_recorded_shows_nothing(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    sign_in(door, ready(mara))
    with trail_away(), clock.at(clock.now() + timedelta(minutes=20)):
        answer = door.get(door.at("people:account"))
    assert answer.status_code == 503 and mara.email not in answer.content.decode()


@contextmanager
def trail_away() -> Iterator[None]:
    """The table of the trail is not there: as when its disk is full or gone."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_line RENAME TO audit_line_away")
        yield
        cursor.execute("ALTER TABLE audit_line_away RENAME TO audit_line")


def test_one_can_start_again_between_the_steps(staff_client: Door, mara: Staff, mika: Staff) -> None:
    door = staff_client()
    give_password(door, ready(mara))
    assert door.get(door.at("account_login"))["Location"] == door.at("mfa_authenticate")
    door.post(door.at("account_logout"))
    assert door.get(door.at("account_login")).status_code == 200
    assert sign_in(door, ready(mika))["Location"] == "/"


def test_too_many_knocks_get_a_calm_page(staff_client: Door, db: None, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    door = staff_client()
    door.post(door.at("account_login"))
    slow = door.post(door.at("account_login"))
    assert slow.status_code == 429 and "Please wait five minutes" in slow.content.decode()
