"""Who may what, as a table: every policy × every duty, at home and abroad, and everybody who is no staff."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from seawall.core.actors import Actor, ActorKind, Duty
from seawall.core.budget import Limits
from seawall.material import policy
from seawall.people.queries import HeldKey
from seawall.people.states import Scope

A, R, S, INV = Duty.ANALYST, Duty.REVIEWER, Duty.SPECIALIST, Duty.INVESTIGATOR
AU, DP, ADM = Duty.AUDITOR, Duty.DATA_PROTECTION, Duty.ADMINISTRATOR
SYSTEM = "system"
# About the house as a whole: no record is asked for.
ABOUT_NO_RECORD = {
    "may_read_some": {A, R, S, INV, AU, DP, SYSTEM},
    "may_read_schemes": {A, R, S, INV, AU, DP},
    "may_register": {A, R, S, SYSTEM},
    "may_match": {A, R, S, INV, SYSTEM},
    "may_open_list": {R},
    "may_reveal_all": {R},
    "may_recompute": {SYSTEM},
    "may_count_hits": {SYSTEM},
    "may_offer_lists": {ADM},
    "may_ask_lists": set(),
    "may_take_list": set(),
}
ABOUT_A_RECORD = {
    "may_read": {A, R, S, INV, AU, DP, SYSTEM},
    "may_assess": {A, R, S},
    "may_settle": {R},
    "may_take_back": {A, R, S},
    "may_ask_second_opinion": {A, R, S},
    "may_hold": {A, R, S, INV},
    "may_avoid_view": {SYSTEM},
    "may_answer_match": {A, R, S, INV},
    "may_propose": {A, R, S},
    "may_share": {R},
    "may_withdraw": {R, SYSTEM},
    "may_vote": {A, R, S},
    "may_reveal": {A, R, S, INV},
    "may_recall": {R},
    "may_note_near": {SYSTEM},
    "may_release": {R},
    "may_set_matching": {R},
    "may_take_snapshot": {R},
    "may_plant": {SYSTEM},
    "may_notice_canary": {SYSTEM},
}
HOME, ABROAD = "agc_home", "agc_abroad"
RECORD = SimpleNamespace(owner_id=HOME, author_id="stf_she")


def staff(agency: str, duty: Duty) -> Actor:
    return Actor(ActorKind.STAFF, "stf_she", agency, frozenset({duty}))


def everybody(agency: str) -> dict[str, Actor]:
    return {**{duty: staff(agency, duty) for duty in Duty}, SYSTEM: Actor.system(agency)}


def test_the_table_names_every_policy():
    named = {name for name in vars(policy) if name.startswith("may_")}
    assert named == {*ABOUT_NO_RECORD, *ABOUT_A_RECORD}


@pytest.mark.parametrize("name", ABOUT_A_RECORD)
def test_it_allows_at_home_what_the_table_says_and_nothing_abroad(name):
    may = getattr(policy, name)
    assert {who for who, actor in everybody(HOME).items() if may(actor, RECORD)} == ABOUT_A_RECORD[name]
    assert not [who for who, actor in everybody(ABROAD).items() if may(actor, RECORD)]


@pytest.mark.parametrize("name", ABOUT_NO_RECORD)
def test_it_allows_what_the_table_says(name):
    may = getattr(policy, name)
    assert {who for who, actor in everybody(HOME).items() if may(actor)} == ABOUT_NO_RECORD[name]


@pytest.mark.parametrize("name", [*ABOUT_NO_RECORD, *ABOUT_A_RECORD])
def test_strangers_and_nobody_may_nothing(name):
    may = getattr(policy, name)
    no_duty = Actor(ActorKind.STAFF, "stf_she", HOME)
    for actor in (None, no_duty, Actor.reporter(HOME), Actor.provider(HOME, "ntc_1")):
        assert not (may(actor) if name in ABOUT_NO_RECORD else may(actor, RECORD))


def test_only_the_author_takes_an_opinion_back():
    other = SimpleNamespace(owner_id=HOME, author_id="stf_he")
    assert not policy.may_take_back(staff(HOME, Duty.ANALYST), other)


def test_a_record_without_an_owner_belongs_to_nobody():
    assert not policy.may_read(staff(HOME, Duty.ANALYST), SimpleNamespace(owner_id=None))
    assert not policy.may_read(staff(HOME, Duty.ANALYST), None)


@pytest.mark.parametrize(
    ("scopes", "asked", "answer"),
    [
        ({Scope.MATCH}, None, True),
        ({Scope.MATCH}, {"lst_a"}, True),
        ({Scope.MATCH}, {"lst_a", "lst_other"}, False),
        ({Scope.MATCH}, set(), False),
        (set(), {"lst_a"}, False),
        (set(), None, False),
    ],
)
def test_a_key_asks_the_lists_that_it_names_and_no_other(scopes, asked, answer):
    assert policy.may_ask_lists(a_key(scopes), asked) is answer


@pytest.mark.parametrize(
    ("scopes", "id", "owner", "answer"),
    [
        ({Scope.LISTS}, "lst_a", HOME, True),
        ({Scope.LISTS}, "lst_other", HOME, False),
        ({Scope.LISTS}, "lst_a", ABROAD, False),
        ({Scope.MATCH}, "lst_a", HOME, False),
    ],
)
def test_a_key_takes_a_list_that_it_names_at_home_if_it_opens_that(scopes, id, owner, answer):
    assert policy.may_take_list(a_key(scopes), SimpleNamespace(id=id, owner_id=owner)) is answer


def a_key(scopes):
    return HeldKey(
        key_id="key_1",
        owner_id=HOME,
        holder="A provider",
        scopes=frozenset(scopes),
        lists=frozenset({"lst_a", "lst_b"}),
        limits=Limits(per_minute=1, per_day=1),
        expires_at=datetime(2030, 1, 1, tzinfo=UTC),
        actor=Actor.key_holder(HOME, "key_1"),
    )
