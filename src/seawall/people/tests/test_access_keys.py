"""Keys for machines: opened by an administrator, shown once, refused everywhere as soon as they are revoked."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor, ActorKind
from seawall.core.budget import Limits
from seawall.core.errors import Invalid, NotFound, NotLetIn, NotReady, Refused, StepUpNeeded, WrongState
from seawall.core.ids import new_id
from seawall.people.actions import (
    KeyUse,
    change_access_key,
    clear_key_flag,
    flag_access_key,
    note_key_uses,
    open_access_key,
    revoke_access_key,
)
from seawall.people.actions.note_key_uses import MOST_BESIDE
from seawall.people.models import AccessKey, Agency, Staff
from seawall.people.queries import (
    access_keys_for,
    flagged_keys_for,
    held,
    held_key,
    one_access_key_for,
    staff_name,
)
from seawall.people.states import KeyTerms, Scope
from seawall.people.tests.door import lines

Actors = Callable[..., Actor]


def terms(**changed: Any) -> KeyTerms:
    plain = KeyTerms((Scope.MATCH,), (new_id("lst"),), Limits(1000, 50_000), clock.in_future(days=90))
    return replace(plain, **changed)


@pytest.fixture
def opened(hotline: Agency, ada: Staff, actor_of: Actors) -> tuple[AccessKey, str]:
    return open_access_key(hotline, "Example Hosting", terms=terms(), actor=actor_of(ada))


def test_it_opens_a_key_whose_secret_is_kept_nowhere(opened: tuple[AccessKey, str], ada: Staff) -> None:
    key, secret = opened
    assert secret.startswith("seawall_") and len(secret) > 48
    assert not any(secret in str(value) for value in vars(AccessKey.objects.get(pk=key.pk)).values())
    [line] = lines("people.key_opened")
    assert line.subject_id == key.id and key.lists[0] in line.body and secret not in line.body


def test_the_secret_is_known_again(opened: tuple[AccessKey, str], hotline: Agency) -> None:
    key, secret = opened
    found = held_key(secret)
    assert (found.key_id, found.owner_id, found.lists) == (key.id, hotline.id, frozenset(key.lists))
    assert found.scopes == {Scope.MATCH} and found.limits == Limits(1000, 50_000)
    assert (found.actor.kind, found.actor.id) == (ActorKind.PROVIDER, key.id)
    for wrong in ("", secret[:-1], secret.upper(), "seawall_" + "a" * 43):
        with pytest.raises(NotLetIn):
            held_key(wrong)


def test_a_revoked_key_opens_nothing(opened: tuple[AccessKey, str], ada: Staff, actor_of: Actors) -> None:
    key, secret = opened
    # Closing a door asks for no second factor.
    revoke_access_key(key, actor=actor_of(ada, fresh=False))
    with pytest.raises(NotLetIn):
        held_key(secret)
    with pytest.raises(WrongState):
        revoke_access_key(key, actor=actor_of(ada))
    with pytest.raises(WrongState):
        change_access_key(key, terms(), actor=actor_of(ada))
    assert [line.subject_id for line in lines("people.key_revoked")] == [key.id]


def test_an_expired_key_opens_nothing(opened: tuple[AccessKey, str]) -> None:
    with clock.at(clock.in_future(days=91)), pytest.raises(NotLetIn):
        held_key(opened[1])


def test_a_changed_key_opens_something_else(
    opened: tuple[AccessKey, str], ada: Staff, actor_of: Actors
) -> None:
    key, secret = opened
    other = new_id("lst")
    change_access_key(key, terms(lists=(other,), limits=Limits(1, 2)), actor=actor_of(ada))
    assert held_key(secret).lists == {other} and held_key(secret).limits == Limits(1, 2)
    assert [line.subject_id for line in lines("people.key_changed")] == [key.id]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"scopes": ()}, "scopes"),
        ({"lists": ()}, "lists"),
        ({"lists": ("itm_00000000000000000000000000",)}, "lists"),
        ({"limits": Limits(10, 9)}, "per_day"),
        ({"limits": Limits(0, 9)}, "per_day"),
        ({"limits": Limits(1, 10**9)}, "per_day"),
        ({"expires_at": datetime(2020, 1, 1, tzinfo=UTC)}, "expires_on"),
        ({"expires_at": datetime(2220, 1, 1, tzinfo=UTC)}, "expires_on"),
    ],
)
def test_a_key_that_opens_nothing_or_for_ever_is_refused(
    hotline: Agency, ada: Staff, actor_of: Actors, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        open_access_key(hotline, "Example Hosting", terms=terms(**changed), actor=actor_of(ada))
    assert list(refused.value.fields) == [field]


def test_a_key_has_a_holder(hotline: Agency, ada: Staff, actor_of: Actors) -> None:
    with pytest.raises(Invalid):
        open_access_key(hotline, "  ", terms=terms(), actor=actor_of(ada))


def test_the_stranger_the_colleague_and_nobody_are_refused(
    opened: tuple[AccessKey, str],
    hotline: Agency,
    mara: Staff,
    stranger: Staff,
    otto: Staff,
    actor_of: Actors,
) -> None:
    key = opened[0]
    for actor in (
        *(actor_of(person) for person in (mara, stranger, otto)),
        Actor.system(hotline.id),
        Actor.key_holder(hotline.id, key.id),
        Actor.reporter(""),
    ):
        for deed in (
            lambda: open_access_key(hotline, "X", terms=terms(), actor=actor),  # noqa: B023
            lambda: change_access_key(key, terms(), actor=actor),  # noqa: B023
            lambda: revoke_access_key(key, actor=actor),  # noqa: B023
            lambda: clear_key_flag(key, actor=actor),  # noqa: B023
        ):
            with pytest.raises(Refused):
                deed()


def test_opening_and_changing_ask_for_the_second_factor(
    opened: tuple[AccessKey, str], hotline: Agency, ada: Staff, actor_of: Actors
) -> None:
    stale = actor_of(ada, fresh=False)
    with pytest.raises(StepUpNeeded):
        open_access_key(hotline, "X", terms=terms(), actor=stale)
    with pytest.raises(StepUpNeeded):
        change_access_key(opened[0], terms(), actor=stale)


def test_the_administrator_sees_the_keys_of_their_own_agency(
    opened: tuple[AccessKey, str], ada: Staff, mara: Staff, stranger: Staff, actor_of: Actors
) -> None:
    key = opened[0]
    assert list(access_keys_for(actor_of(ada))) == [key]
    assert one_access_key_for(actor_of(ada), key.id) == key
    with pytest.raises(NotFound):
        one_access_key_for(actor_of(ada), new_id("key"))
    for person in (mara, stranger):
        with pytest.raises(Refused):
            access_keys_for(actor_of(person))
    assert staff_name(key.id) == "Example Hosting"


def test_uses_are_noted_and_feeling_one_s_way_is_flagged(
    opened: tuple[AccessKey, str], hotline: Agency, ada: Staff, actor_of: Actors
) -> None:
    key, node, at = opened[0], Actor.system(hotline.id), clock.now()
    assert (
        note_key_uses([KeyUse(key.id, at, MOST_BESIDE - 1), KeyUse(new_id("key"), at, 0)], actor=node) == []
    )
    assert AccessKey.objects.get().last_used_at == at
    [suspect] = note_key_uses([KeyUse(key.id, at - timedelta(seconds=9), 1)], actor=node)
    flag_access_key(suspect, actor=node)
    assert AccessKey.objects.get().last_used_at == at
    assert list(flagged_keys_for(actor_of(ada))) == [key]
    assert [line.subject_id for line in lines("people.key_flagged")] == [key.id]
    # Once is enough, until somebody has looked.
    assert note_key_uses([KeyUse(key.id, at, 500)], actor=node) == []
    clear_key_flag(key, actor=actor_of(ada))
    assert not flagged_keys_for(actor_of(ada)).exists() and AccessKey.objects.get().beside == 0
    with pytest.raises(WrongState):
        clear_key_flag(key, actor=actor_of(ada))


def test_each_day_counts_for_itself(opened: tuple[AccessKey, str], hotline: Agency) -> None:
    key, node = opened[0], Actor.system(hotline.id)
    for day in range(3):
        with clock.at(clock.in_future(days=day)):
            assert note_key_uses([KeyUse(key.id, clock.now(), MOST_BESIDE - 1)], actor=node) == []


def test_only_the_node_of_the_same_agency_notes_uses(
    opened: tuple[AccessKey, str], other_hotline: Agency, ada: Staff, actor_of: Actors
) -> None:
    key = opened[0]
    for actor in (Actor.system(other_hotline.id), actor_of(ada), Actor.key_holder(key.owner_id, key.id)):
        with pytest.raises(Refused):
            note_key_uses([KeyUse(key.id, clock.now(), 0)], actor=actor)
        with pytest.raises(Refused):
            flag_access_key(key, actor=actor)


@pytest.mark.django_db(transaction=True)
def test_a_running_process_refuses_a_revoked_key_without_being_told(
    hotline: Agency, ada: Staff, actor_of: Actors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the thread that follows the table, as a running node has it."""
    monkeypatch.setattr(held, "ring", held.Ring())
    key, secret = open_access_key(hotline, "Example Hosting", terms=terms(), actor=actor_of(ada))
    try:
        assert held_key(secret).key_id == key.id
        revoke_access_key(key, actor=actor_of(ada))
        until = time.monotonic() + 30
        with pytest.raises(NotLetIn):
            while time.monotonic() < until:
                held_key(secret)
                time.sleep(0.01)
        assert held.EVERY < 1, "what is promised is a second"
    finally:
        held.ring.stop()


def test_keys_that_were_not_read_for_too_long_let_nobody_in(
    opened: tuple[AccessKey, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    blind = held.Ring()
    blind.read()
    monkeypatch.setattr(held, "LONGEST_BLIND", -1.0)
    with pytest.raises(NotReady):
        blind.current()
    blind.stop()
