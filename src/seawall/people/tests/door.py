"""What the tests of the door share: a person with a password, an app on a telephone, and the steps of signing in."""

import time
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from seawall.audit.models import Line
from seawall.people.models import Staff

PASSWORD = "a calm sentence about harbours"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret: str = SECRET, *, step: int = 0) -> str:
    """What the app shows now, or some half minutes earlier or later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def with_password(person: Staff) -> Staff:
    person.set_password(PASSWORD)
    person.save()
    return person


def with_app(person: Staff) -> Staff:
    data = {"secret": get_adapter().encrypt(SECRET)}
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data=data)
    RecoveryCodes.activate(person)
    return person


def ready(person: Staff) -> Staff:
    return with_app(with_password(person))


def give_password(client: Any, person: Staff, password: str = PASSWORD, **more: str) -> Any:
    return client.post(client.at("account_login"), {"login": person.email, "password": password, **more})


def give_code(client: Any, a_code: str) -> Any:
    return client.post(client.at("mfa_authenticate"), {"code": a_code})


def sign_in(client: Any, person: Staff) -> Any:
    give_password(client, person)
    return give_code(client, code())


def lines(what: str) -> list[Any]:
    return list(Line.objects.filter(what=what).order_by("seq"))
