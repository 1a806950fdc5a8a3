"""Setting up, adding and removing second factors; showing one again before a weighty deed."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY

from seawall.core import clock
from seawall.people.models import Staff
from seawall.people.tests.door import (
    SECRET,
    code,
    give_code,
    give_password,
    lines,
    ready,
    sign_in,
    with_password,
)

Door = Callable[..., Any]


def set_up_app(door: Any) -> Any:
    door.get(door.at("mfa_activate_totp"))
    secret = door.session[SECRET_SESSION_KEY]
    return door.post(door.at("mfa_activate_totp"), {"code": code(secret)})


def test_it_leads_somebody_new_through_setting_up_their_first_factor(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    assert give_password(door, with_password(mara))["Location"] == "/"
    assert door.get("/")["Location"] == door.at("mfa_index")
    assert "Set up your second factor" in door.get(door.at("mfa_index")).content.decode()
    done = set_up_app(door)
    assert done["Location"] == door.at("mfa_view_recovery_codes")
    codes = re.findall(r"<li>(\d{8})</li>", door.get(done["Location"]).content.decode())
    assert len(codes) == 10
    assert door.get(door.at("people:account")).status_code == 200
    assert [line.subject_id for line in lines("people.factor_added")] == [mara.id]


def test_recovery_codes_are_shown_once(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    give_password(door, with_password(mara))
    page = door.at("mfa_view_recovery_codes")
    set_up_app(door)
    door.get(page)
    assert not re.search(r"<li>\d{8}</li>", door.get(page).content.decode())


def test_the_picture_is_for_the_enrolling_session_alone(staff_client: Door, mara: Staff, mika: Staff) -> None:
    door = staff_client()
    give_password(door, with_password(mara))
    assert door.get(door.at("people:totp_qr")).status_code == 404
    page = door.get(door.at("mfa_activate_totp"))
    picture = door.get(door.at("people:totp_qr"))
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture["Cache-Control"] == "no-store"
    assert picture.content.startswith(b"<?xml") and b"<path" in picture.content
    assert "data:image" not in page.content.decode()
    assert staff_client(mika).get(door.at("people:totp_qr")).status_code == 404
    assert staff_client().get(door.at("people:totp_qr")).status_code == 302


def test_the_picture_is_gone_after_setting_up(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    give_password(door, with_password(mara))
    set_up_app(door)
    assert door.get(door.at("people:totp_qr")).status_code == 404


def test_a_wrong_code_sets_up_nothing(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    give_password(door, with_password(mara))
    door.get(door.at("mfa_activate_totp"))
    answer = door.post(door.at("mfa_activate_totp"), {"code": "000000"})
    assert answer.status_code == 200
    assert not Authenticator.objects.filter(user=mara).exists()


def test_a_wrong_code_does_not_stay_in_its_field(staff_client: Door, mara: Staff, ada: Staff) -> None:
    """Nobody can send it again, and the right one would be typed behind it."""
    new, door = staff_client(), staff_client()
    give_password(new, with_password(ada))
    new.get(new.at("mfa_activate_totp"))
    setting_up = new.post(new.at("mfa_activate_totp"), {"code": "111111"})
    give_password(door, ready(mara))
    signing_in = give_code(door, "222222")
    stale = staff_client(mara, fresh=False)
    confirming = stale.post(stale.at("mfa_reauthenticate"), {"code": "333333"})
    for answer, wrong in ((setting_up, "111111"), (signing_in, "222222"), (confirming, "333333")):
        words = answer.content.decode()
        assert "data-wrong" in words and f'value="{wrong}"' not in words


def test_a_further_factor_ends_every_session(staff_client: Door, mara: Staff) -> None:
    """A key is known already; adding an app ends this session and all others."""
    Authenticator.objects.create(user=mara, type="webauthn", data={"name": "Key", "credential": {}})
    here, there = staff_client(mara), staff_client(mara)
    there.get(there.at("people:account"))
    assert set_up_app(here)["Location"] == here.at("account_login")
    assert here.get(here.at("people:account")).status_code == 302
    told = there.get(there.at("people:account"), follow=True)
    assert "because your password, factors or duties changed" in told.content.decode()


def test_removing_the_app_ends_every_session(staff_client: Door, mara: Staff) -> None:
    ready(mara)
    Authenticator.objects.create(user=mara, type="webauthn", data={"name": "Key", "credential": {}})
    door = staff_client(mara)
    assert door.post(door.at("mfa_deactivate_totp"))["Location"] == door.at("account_login")
    assert not Authenticator.objects.filter(user=mara, type="totp").exists()
    assert [line.subject_id for line in lines("people.factor_removed")] == [mara.id]
    assert door.get(door.at("people:account")).status_code == 302


def test_the_last_factor_stays(staff_client: Door, mara: Staff, mika: Staff) -> None:
    door = staff_client(ready(mara))
    assert "only second factor" in door.post(door.at("mfa_deactivate_totp")).content.decode()
    assert Authenticator.objects.filter(user=mara, type="totp").exists()
    key = Authenticator.objects.create(user=mika, type="webauthn", data={"name": "Key", "credential": {}})
    answer = staff_client(mika).post(door.at("mfa_remove_webauthn", pk=key.pk))
    assert answer.status_code == 409
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_the_stranger_cannot_remove_my_key(staff_client: Door, mara: Staff, stranger: Staff) -> None:
    ready(mara)
    key = Authenticator.objects.create(user=mara, type="webauthn", data={"name": "Key", "credential": {}})
    ready(stranger)
    door = staff_client(stranger)
    assert door.post(door.at("mfa_remove_webauthn", pk=key.pk)).status_code == 404


def test_new_recovery_codes_end_the_other_sessions_and_show_here(staff_client: Door, mara: Staff) -> None:
    here, there = staff_client(ready(mara)), staff_client(mara)
    there.get(there.at("people:account"))
    done = here.post(here.at("mfa_generate_recovery_codes"))
    assert done["Location"] == here.at("mfa_view_recovery_codes")
    assert len(re.findall(r"<li>\d{8}</li>", here.get(done["Location"]).content.decode())) == 10
    assert there.get(there.at("people:account")).status_code == 302


def test_a_stale_session_must_confirm_before_it_changes_factors(staff_client: Door, mara: Staff) -> None:
    door = staff_client(ready(mara), fresh=False)
    asked = door.post(door.at("mfa_generate_recovery_codes"))
    assert asked["Location"].startswith(door.at("mfa_reauthenticate"))
    assert door.get(door.at("account_change_password"))["Location"].startswith(door.at("mfa_reauthenticate"))


def test_confirming_asks_for_the_factor_and_leads_back(staff_client: Door, mara: Staff) -> None:
    door = staff_client(ready(mara), fresh=False)
    step = door.get(door.at("account_reauthenticate") + "?next=/people/duties")
    assert step["Location"] == f"{door.at('mfa_reauthenticate')}?next=%2Fpeople%2Fduties"
    page = door.get(step["Location"]).content.decode()
    assert 'name="code"' in page and 'type="password"' not in page
    done = door.post(step["Location"], {"code": code(), "next": "/people/duties"})
    assert done["Location"] == "/people/duties"
    assert [line.subject_id for line in lines("people.factor_confirmed")] == [mara.id]


def test_a_password_confirms_nothing(staff_client: Door, ada: Staff, mara: Staff) -> None:
    door = staff_client(ready(ada), fresh=False)
    door.post(door.at("account_reauthenticate"), {"password": "a calm sentence about harbours"})
    asked = door.post(door.at("people:link", staff_id=mara.id))
    assert asked.status_code == 302
    assert asked["Location"].startswith(door.at("account_reauthenticate"))


def test_a_shown_factor_is_fresh_for_five_minutes(staff_client: Door, ada: Staff, mara: Staff) -> None:
    door = staff_client()
    sign_in(door, ready(ada))
    link = door.at("people:link", staff_id=mara.id)
    assert door.post(link).status_code == 200
    with clock.at(clock.now() + timedelta(minutes=4, seconds=50)):
        assert door.post(link).status_code == 200
    with clock.at(clock.now() + timedelta(minutes=5, seconds=10)):
        assert door.post(link).status_code == 302


def test_a_wrong_confirmation_is_recorded(staff_client: Door, mara: Staff) -> None:
    door = staff_client(ready(mara), fresh=False)
    door.post(door.at("mfa_reauthenticate"), {"code": "000000"})
    assert [line.subject_id for line in lines("people.sign_in_failed")] == [mara.id]


def test_a_key_that_answers_nonsense_opens_nothing(staff_client: Door, mara: Staff) -> None:
    door = staff_client()
    give_password(door, ready(mara))
    answer = door.post(door.at("mfa_authenticate"), {"credential": json.dumps({"id": "x"})})
    assert answer.status_code == 200
    assert give_code(door, code(SECRET)).status_code == 302
