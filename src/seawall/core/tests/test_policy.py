from types import SimpleNamespace

import pytest

from seawall.core.actors import Actor, ActorKind, Duty, require_fresh
from seawall.core.errors import StepUpNeeded
from seawall.core.policy import has_duty, is_provider, is_reporter, is_system, owns

MARA = Actor(ActorKind.STAFF, "stf_mara", "agc_nord", frozenset({Duty.ANALYST}), fresh=True)
OURS, THEIRS = SimpleNamespace(owner_id="agc_nord"), SimpleNamespace(owner_id="agc_sud")
may_assess = has_duty(Duty.ANALYST) & owns


def test_it_allows_the_duty_on_a_record_of_the_own_agency() -> None:
    assert may_assess(MARA, OURS)


@pytest.mark.parametrize("record", [THEIRS, None, SimpleNamespace(), SimpleNamespace(owner_id="")])
def test_it_refuses_a_foreign_or_ownerless_record(record: object) -> None:
    assert not may_assess(MARA, record)


@pytest.mark.parametrize(
    "actor",
    [
        None,
        object(),
        Actor(ActorKind.STAFF, "stf_x", "agc_nord"),
        Actor(ActorKind.STAFF, "stf_x", "agc_nord", frozenset({Duty.AUDITOR})),
        Actor(ActorKind.PROVIDER, "ntc_x", "agc_nord", frozenset({Duty.ANALYST})),
        Actor.system("agc_nord"),
        Actor.reporter("agc_nord"),
        Actor(ActorKind.STAFF, "stf_x", "", frozenset({Duty.ANALYST})),
    ],
)
def test_it_refuses_everybody_else(actor: object) -> None:
    assert not may_assess(actor, OURS)


def test_no_agency_owns_no_record_without_an_owner() -> None:
    assert not owns(Actor.system(""), SimpleNamespace(owner_id=""))


def test_each_kind_of_actor_is_itself_alone() -> None:
    actors = [MARA, Actor.system("agc_nord"), Actor.reporter("agc_nord"), Actor.provider("agc_nord", "ntc_x")]
    asked = [[bool(kind(actor)) for actor in actors] for kind in (is_system, is_reporter, is_provider)]
    assert asked == [
        [False, True, False, False],
        [False, False, True, False],
        [False, False, False, True],
    ]


def test_a_stale_factor_must_be_shown_again() -> None:
    require_fresh(MARA)
    with pytest.raises(StepUpNeeded):
        require_fresh(MARA.stale())
