"""The administrator's pages of access keys: the secret is seen once, and what is wrong is said at the field."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotLetIn
from seawall.desk.tests.keys import open_key_for
from seawall.material.models import List
from seawall.material.tests.make import a_list
from seawall.people.actions import flag_access_key
from seawall.people.models import AccessKey, Staff
from seawall.people.queries import held_key

Actors = Callable[..., Actor]


@pytest.fixture
def known(rena: Staff, actor_of: Actors) -> List:
    return a_list(actor_of(rena))


@pytest.fixture
def desk(staff_client: Callable[..., Any], ada: Staff) -> Any:
    return staff_client(ada)


def sent(known: List, **changed: Any) -> dict[str, Any]:
    last_day = (clock.now() + timedelta(days=30)).date().isoformat()
    plain = {"holder": "Example Hosting", "scopes": ["match"], "lists": [known.id]}
    return {**plain, "per_minute": 100, "per_day": 1000, "expires_on": last_day, **changed}


def secret_on(page: Any) -> str:
    found = re.search(r"seawall_[\w-]{43}", page.content.decode())
    assert found
    return found[0]


def test_it_opens_a_key_and_shows_it_once(desk: Any, known: List) -> None:
    assert known.name in desk.get(desk.at("desk:open_key")).content.decode()
    page = desk.post(desk.at("desk:open_key"), sent(known))
    secret, key = secret_on(page), AccessKey.objects.get()
    assert page.status_code == 200 and page["Cache-Control"] == "no-store"
    assert held_key(secret).lists == {known.id}
    for name in ("desk:access_keys", "desk:access_key", "desk:change_key"):
        parts = {} if name == "desk:access_keys" else {"key_id": key.id}
        shown = desk.get(desk.at(name, **parts)).content.decode()
        assert "Example Hosting" in shown and secret not in shown and key.digest not in shown
    assert known.name in desk.get(desk.at("desk:access_key", key_id=key.id)).content.decode()


@pytest.mark.parametrize(
    ("scopes", "doors"),
    [
        (["match"], {"api/v1/match"}),
        (["lists"], {"api/v1/lists", "hashsharing"}),
        (["reports"], {"api/v1/reports", "ispws"}),
        (["test_reports"], {"api/v1/reports", "ispws"}),
        (
            ["match", "lists", "reports"],
            {"api/v1/match", "api/v1/lists", "hashsharing", "api/v1/reports", "ispws"},
        ),
    ],
)
def test_it_says_where_the_key_is_used_and_nothing_that_it_does_not_open(
    desk: Any, known: List, settings: Any, scopes: list[str], doors: set[str]
) -> None:
    settings.NODE_URL = "https://node.example"
    opened = desk.post(desk.at("desk:open_key"), sent(known, scopes=scopes))
    later = desk.get(desk.at("desk:access_key", key_id=AccessKey.objects.get().id))
    for page in (opened, later):
        shown = set(re.findall(r"https://node\.example/([\w/]+)", page.content.decode()))
        assert shown == doors


def test_it_opens_until_the_end_of_its_last_day(desk: Any, known: List) -> None:
    desk.post(desk.at("desk:open_key"), sent(known))
    key = AccessKey.objects.get()
    assert key.last_day == (clock.now() + timedelta(days=30)).date()
    assert key.expires_at.hour == 0 and key.expires_at.date() == key.last_day + timedelta(days=1)


def test_the_last_day_is_given_as_browsers_take_it_in_every_language(desk: Any, known: List) -> None:
    desk.cookies["django_language"] = "de"
    page = desk.get(desk.at("desk:open_key")).content.decode()
    assert "Schlüssel ausgeben" in page and re.search(
        r'type="date" name="expires_on" value="\d{4}-\d\d-\d\d"', page
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"holder": " "},
        {"scopes": []},
        {"scopes": ["everything"]},
        {"lists": []},
        {"lists": ["lst_00000000000000000000000000"]},
        {"per_minute": 0},
        {"per_minute": 2000},
        {"expires_on": "2020-01-01"},
        {"expires_on": "tomorrow"},
    ],
)
def test_what_is_wrong_is_said_at_the_field(desk: Any, known: List, wrong: dict[str, Any]) -> None:
    page = desk.post(desk.at("desk:open_key"), sent(known, **wrong))
    assert page.status_code == 422 and "error-summary" in page.content.decode()
    assert not AccessKey.objects.exists()


def test_a_list_of_another_agency_is_not_offered(
    desk: Any, other_hotline: Any, stranger: Staff, known: List
) -> None:
    foreign = List.objects.create(owner=other_hotline, name="Theirs", turn=0)
    assert "Theirs" not in desk.get(desk.at("desk:open_key")).content.decode()
    assert desk.post(desk.at("desk:open_key"), sent(known, lists=[foreign.id])).status_code == 422


def test_it_is_changed_and_revoked(desk: Any, known: List) -> None:
    secret = secret_on(desk.post(desk.at("desk:open_key"), sent(known)))
    key = AccessKey.objects.get()
    changed = desk.post(desk.at("desk:change_key", key_id=key.id), sent(known, per_day=777))
    assert changed.status_code == 302 and held_key(secret).limits.per_day == 777
    desk.post(desk.at("desk:revoke_key", key_id=key.id))
    with pytest.raises(NotLetIn):
        held_key(secret)
    assert "revoked" in desk.get(desk.at("desk:access_keys")).content.decode()
    assert desk.post(desk.at("desk:revoke_key", key_id=key.id)).status_code == 409


def test_a_flag_is_shown_until_somebody_has_looked(desk: Any, ada: Staff, actor_of: Actors) -> None:
    key = open_key_for(actor_of(ada))
    assert "have a look" not in desk.get("/").content.decode()
    flag_access_key(key, actor=Actor.system(key.owner_id))
    for path in ("/", desk.at("desk:access_keys"), desk.at("desk:access_key", key_id=key.id)):
        assert "have a look" in desk.get(path).content.decode()
    desk.post(desk.at("desk:clear_key_flag", key_id=key.id))
    assert "have a look" not in desk.get("/").content.decode()
