"""Who gets what at the door and on an administrator's pages; see tests/architecture/permissions.py."""

from collections.abc import Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from seawall.core.actors import Duty
from seawall.people.models import Staff
from seawall.people.tests.providers import a_provider, assigned
from tests.architecture.permissions import Row, Scene, everybody, may, staff

ADMINISTRATOR = may(Duty.ADMINISTRATOR)
ADMINISTRATOR_DOES = may(Duty.ADMINISTRATOR, status=302)


def a_colleague(scene: Scene) -> Mapping[str, Any]:
    return {"staff_id": scene.person(scene.hotline, Duty.ANALYST).id}


def a_colleague_who_left(scene: Scene) -> Mapping[str, Any]:
    left = scene.person(scene.hotline)
    left.is_active = False
    left.save()
    return {"staff_id": left.id}


def an_assignment(scene: Scene) -> Mapping[str, Any]:
    return {"assignment_id": assigned(scene.actor(Duty.ADMINISTRATOR), a_provider("Hafen Hosting")).id}


def _whose(scene: Scene) -> Staff:
    return scene.visitor or scene.person(scene.hotline)


def own_session(scene: Scene) -> Mapping[str, Any]:
    """A session list is always one's own, whatever the agency; somebody else's is tried in test_sessions.py."""
    made = UserSession.objects.create(
        user=_whose(scene),
        ip="192.0.2.1",
        session_key=f"key{UserSession.objects.count()}",
        user_agent="a browser",
    )
    return {"session_id": made.pk}


def own_key(scene: Scene) -> Mapping[str, Any]:
    owner = _whose(scene)
    Authenticator.objects.create(user=owner, type="totp", data={"secret": "not a secret"})
    key = Authenticator.objects.create(user=owner, type="webauthn", data={"name": "Key", "credential": {}})
    return {"pk": key.pk}


def with_app(scene: Scene) -> Mapping[str, Any]:
    Authenticator.objects.create(user=_whose(scene), type="totp", data={"secret": "not a secret"})
    return {}


def with_codes(scene: Scene) -> Mapping[str, Any]:
    with_app(scene)
    Authenticator.objects.create(
        user=_whose(scene), type="recovery_codes", data={"viewed_at": 1, "migrated_codes": []}
    )
    return {}


def one_self(name: str, method: str = "GET", status: int = 200, **more: Any) -> Row:
    """A page about oneself: everybody signed in gets it, of whatever agency."""
    return staff(name, everybody(status), method, foreign=status, **more)


ROWS = [
    staff("account_login", everybody(302), nobody=200),
    staff("account_login", everybody(302), "POST", nobody=200),
    staff("mfa_authenticate", everybody(302)),
    staff("mfa_authenticate", everybody(302), "POST"),
    staff("account_logout", everybody(200)),
    staff("account_logout", everybody(302), "POST"),
    staff(
        "people:first_password",
        everybody(200),
        at=lambda scene: {"uidb64": "x", "token": "x"},
        nobody=200,
        foreign=200,
    ),
    staff(
        "people:first_password",
        everybody(200),
        "POST",
        at=lambda scene: {"uidb64": "x", "token": "x"},
        nobody=200,
        foreign=200,
    ),
    # Without a factor there is nothing to confirm with; sessions of the table come from nowhere else.
    staff("account_reauthenticate", everybody(302), at=with_app, foreign=302),
    staff("account_reauthenticate", everybody(302), "POST", at=with_app, foreign=302),
    one_self("mfa_reauthenticate", at=with_app),
    one_self("mfa_reauthenticate", "POST", at=with_app),
    one_self("mfa_reauthenticate_webauthn", status=302, at=with_app),
    one_self("mfa_reauthenticate_webauthn", "POST", status=302, at=with_app),
    one_self("account_change_password"),
    one_self("account_change_password", "POST"),
    one_self("mfa_index"),
    one_self("mfa_activate_totp"),
    one_self("mfa_activate_totp", "POST"),
    one_self("people:totp_qr", status=404),
    one_self("mfa_deactivate_totp", at=with_app),
    one_self("mfa_deactivate_totp", "POST", at=with_app),
    one_self("mfa_add_webauthn"),
    one_self("mfa_add_webauthn", "POST"),
    one_self("mfa_remove_webauthn", at=own_key),
    one_self("mfa_remove_webauthn", "POST", status=302, at=own_key),
    one_self("mfa_view_recovery_codes", at=with_codes),
    one_self("mfa_generate_recovery_codes", at=with_app),
    one_self("mfa_generate_recovery_codes", "POST", status=302, at=with_app),
    one_self("people:account"),
    one_self("people:language", "POST", status=302, sends={"language": "de"}),
    one_self("people:breaks"),
    one_self("people:breaks", "POST", status=302, sends={"most_per_hour": 20, "minutes": 10}),
    one_self("people:sessions"),
    one_self("people:end_session", "POST", status=302, at=own_session),
    one_self("people:end_other_sessions", "POST", status=302),
    one_self("people:duties"),
    staff("people:people", ADMINISTRATOR),
    staff("people:add", ADMINISTRATOR),
    staff("people:add", ADMINISTRATOR, "POST", sends={"name": "Neu", "email": "neu@nord.example"}),
    staff("people:person", ADMINISTRATOR, at=a_colleague),
    staff("people:grant", ADMINISTRATOR_DOES, "POST", at=a_colleague, sends={"duty": "reviewer"}),
    staff("people:revoke", ADMINISTRATOR_DOES, "POST", at=a_colleague, sends={"duty": "analyst"}),
    staff("people:deactivate", ADMINISTRATOR_DOES, "POST", at=a_colleague),
    staff("people:reactivate", ADMINISTRATOR_DOES, "POST", at=a_colleague_who_left),
    staff("people:reset_factors", ADMINISTRATOR_DOES, "POST", at=a_colleague),
    staff("people:link", ADMINISTRATOR, "POST", at=a_colleague),
    staff("people:unlock", ADMINISTRATOR_DOES, "POST", at=a_colleague),
    staff("people:end_sessions", ADMINISTRATOR_DOES, "POST", at=a_colleague),
    staff("people:assignments", ADMINISTRATOR),
    staff("people:assign", ADMINISTRATOR, steps_up=True),
    staff(
        "people:assign",
        may(Duty.ADMINISTRATOR, status=422),
        "POST",
        sends={"provider": "nobody"},
        steps_up=True,
    ),
    staff("people:end_assignment", ADMINISTRATOR_DOES, "POST", at=an_assignment),
]
