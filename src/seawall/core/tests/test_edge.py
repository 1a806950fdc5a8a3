"""What a visitor sees when something is refused, wrong, too much or broken: through real clients and real middleware."""

import logging
from collections.abc import Callable
from ipaddress import ip_network
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.views.decorators.http import require_POST

from seawall.config.programs import PUBLIC, STAFF
from seawall.core.errors import (
    Invalid,
    NotFound,
    Refused,
    SeawallError,
    StepUpNeeded,
    TrailUnwritable,
    WrongState,
)

SECRET = "swordfish"
ERRORS: dict[str, Exception] = {
    "refused": Refused(),
    "step-up": StepUpNeeded(),
    "not-found": NotFound(),
    "wrong-state": WrongState(),
    "invalid": Invalid({"age": "Say the age in years."}),
    "unwritable": TrailUnwritable(),
    "ours": SeawallError(),
    "locked": OperationalError(f"database is locked {SECRET}"),
    "gone": InterfaceError(f"connection closed {SECRET}"),
    "suspicious": SuspiciousOperation(SECRET),
    "bug": ZeroDivisionError(SECRET),
    "bad-data": DataError(SECRET),
}
STATUS = {
    "refused": 403,
    "not-found": 404,
    "wrong-state": 409,
    "invalid": 422,
    "unwritable": 503,
    "ours": 500,
    "locked": 503,
    "gone": 503,
    "suspicious": 422,
    "bug": 500,
    "bad-data": 500,
}


def fail(request: HttpRequest, name: str) -> HttpResponse:
    raise ERRORS[name]


def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.POST.get("text", ""))))


def where_from(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        request.META.get("REMOTE_ADDR", "nowhere") + (" secure" if request.is_secure() else "")
    )


class Broken:
    """A middleware that cannot reach the database, as sessions and sign-in may not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "broken" in request.path:
            raise OperationalError(SECRET)
        return self.get_response(request)


handler400 = "seawall.core.edge.bad_request"
handler403 = "seawall.core.edge.refused"
handler404 = "seawall.core.edge.not_found"
handler500 = "seawall.core.edge.server_error"
urlpatterns = [
    path("", include("seawall.config.health")),
    path("account/", include("allauth.urls")),
    path("fail/<str:name>/", fail),
    path("api/fail/<str:name>/", fail),
    path("form/", form),
    path("only-sent/", require_POST(form)),
    path("from/", where_from),
]


@pytest.fixture
def door(settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [
        *(name for name in STAFF.middleware if not name.startswith(("seawall.people", "axes"))),
        f"{__name__}.Broken",
    ]
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize("name", STATUS)
def test_it_turns_what_was_said_into_a_page(door: Client, name: str) -> None:
    answer = door.get(f"/fail/{name}/")
    assert answer.status_code == STATUS[name]
    assert "<h1>" in answer.text and SECRET not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in STATUS if name not in ("bug", "bad-data")])
def test_an_interface_hears_it_as_json(door: Client, name: str) -> None:
    answer = door.get(f"/api/fail/{name}/")
    assert answer.status_code == STATUS[name]
    assert answer.json()["status"] == STATUS[name] and SECRET not in answer.text


@pytest.mark.django_db
def test_a_field_is_named_to_an_interface(door: Client) -> None:
    assert door.get("/api/fail/invalid/").json()["fields"] == {"age": "Say the age in years."}


@pytest.mark.django_db
def test_a_stale_factor_leads_to_the_second_factor_and_back(door: Client) -> None:
    assert door.get("/fail/step-up/?a=1")["Location"].endswith("?next=%2Ffail%2Fstep-up%2F%3Fa%3D1")
    posted = door.post("/fail/step-up/", headers={"referer": "http://elsewhere.example//evil.example/x"})
    assert posted["Location"].endswith("?next=%2Fevil.example%2Fx")
    assert door.get("/api/fail/step-up/").status_code == 403


@pytest.mark.django_db
def test_a_database_that_is_gone_is_told_also_before_any_view(door: Client) -> None:
    answer = door.get("/broken/")
    assert answer.status_code == 503 and SECRET not in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["bug", "locked", "suspicious", "bad-data"])
def test_a_fault_is_logged_by_kind_and_place_alone(door: Client, name: str, capfd: Any, caplog: Any) -> None:
    with caplog.at_level(logging.INFO):
        door.get(f"/fail/{name}/?receipt=harbour")
    written = caplog.text + "".join(capfd.readouterr())
    assert SECRET not in written and "harbour" not in written and "127.0.0.1" not in written
    assert (type(ERRORS[name]).__qualname__ in written) is (name != "suspicious")


@pytest.mark.django_db
def test_too_much_is_told_as_too_much(door: Client) -> None:
    for body in (
        {"text": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)},
        {f"f{number}": "" for number in range(400)},
    ):
        answer = door.post("/form/", body, headers={"origin": "http://testserver"})
        assert answer.status_code == 413 and "more than this form can take" in answer.text


@pytest.mark.django_db
def test_what_cannot_be_read_is_told_as_such(door: Client) -> None:
    answer = door.post("/form/", b"--x\r\n", content_type="multipart/form-data; boundary=")
    assert answer.status_code == 422
    assert door.get("/from/", headers={"host": "elsewhere.example"}).status_code == 422


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/account/login/", {}).status_code == 403


@pytest.mark.django_db
def test_forwarded_headers_count_only_from_a_named_proxy(door: Client, settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    claimed = {"x-forwarded-for": "192.0.2.9, 198.51.100.7", "x-forwarded-proto": "https"}
    assert door.get("/from/", headers=claimed).text == "127.0.0.1"
    settings.PROXIES = [ip_network("127.0.0.0/8")]
    assert door.get("/from/", headers=claimed).text == "198.51.100.7 secure"
    assert door.get("/from/", headers=claimed, REMOTE_ADDR="203.0.113.5").text == "203.0.113.5"
    assert door.get("/from/", headers=claimed, REMOTE_ADDR="").text == ""


@pytest.mark.django_db
def test_the_public_door_knows_no_address(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = list(PUBLIC.middleware)
    assert Client().get("/from/", headers={"x-forwarded-for": "192.0.2.9"}).text == "nowhere"


@pytest.mark.django_db
def test_it_is_alive_and_ready(door: Client) -> None:
    assert door.get("/healthz").json() == {"status": "ok"}
    assert door.get("/readyz").json() == {"status": "ok"}


OURS = "http://testserver"
# As every browser says it.
FROM = {"host": "testserver"}


@pytest.mark.django_db
def test_whoever_pressed_a_button_is_led_back_to_its_page_and_nowhere_else(door: Client) -> None:
    page = 'href="/form/?page=2"'
    assert page in door.post("/fail/wrong-state/", headers=FROM | {"referer": f"{OURS}/form/?page=2"}).text
    assert page in door.post("/fail/bug/", headers=FROM | {"referer": f"{OURS}//form/?page=2"}).text
    for referer in ("http://elsewhere.example/form/?page=2", "javascript:alert(1)", ""):
        answer = door.post("/fail/wrong-state/", headers=FROM | {"referer": referer})
        assert page not in answer.text and "javascript" not in answer.text and 'href="/"' in answer.text


@pytest.mark.django_db
def test_a_page_that_failed_can_be_asked_for_again(door: Client) -> None:
    assert 'href=""' in door.get("/fail/bug/?receipt=harbour").text
    assert 'href=""' in door.get("/broken/").text
    assert 'href=""' not in door.get("/fail/not-found/").text


@pytest.mark.django_db
def test_an_address_that_only_takes_forms_says_so(door: Client) -> None:
    answer = door.get("/only-sent/")
    assert answer.status_code == 405 and answer.headers["Allow"] == "POST"
    assert "<h1>" in answer.text and 'href="/"' in answer.text
    assert answer.headers["Content-Length"] == str(len(answer.content))


@pytest.mark.django_db
def test_a_form_without_its_mark_is_said_to_be_closed(door: Client) -> None:
    door.handler.enforce_csrf_checks = True
    answer = door.post("/form/", {"text": "x"}, headers=FROM | {"referer": f"{OURS}/form/"})
    assert answer.status_code == 403 and "no longer open" in answer.text and 'href="/form/"' in answer.text
