"""One question, one answer; another agency learns who to ask, and nothing else."""

import sys
from dataclasses import asdict
from datetime import timedelta

import pytest

from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.budget import Limits
from seawall.core.errors import Invalid, NotFound, Refused, TooOften
from seawall.identification.actions import add_victim, ask_known, ask_known_item, release_claim
from seawall.identification.queries import pointers_beside
from seawall.identification.states import Known, KnownAnswer, Pointer, VictimState
from seawall.identification.tests.makers import CONTACT, a_series, claimed, items, made_safe, series_with, up
from seawall.material.states import FingerprintKind, GivenFingerprint
from seawall.material.tests.make import an_item, md5, pdq, sha256

LENAS_CLAIM = Pointer("Polizei Musterland", "DE", CONTACT)
LENAS_DESK = Pointer("Polizei Musterland", "DE", "vid@polizei-musterland.example")


def test_nobody_knows_what_is_in_no_series(at_work: Actor, abroad: Actor) -> None:
    fingerprint = sha256()
    an_item(abroad, fingerprint)
    assert ask_known([fingerprint], actor=at_work) == KnownAnswer(Known.UNKNOWN)
    assert ask_known([sha256()], actor=at_work) == KnownAnswer(Known.UNKNOWN)


def test_a_series_on_which_nobody_works_says_nothing(at_work: Actor, abroad: Actor) -> None:
    fingerprint = sha256()
    series = series_with(abroad, fingerprint)
    add_victim(series, actor=abroad)
    assert ask_known([fingerprint], actor=at_work) == KnownAnswer(Known.UNKNOWN)
    claim = claimed(abroad, series)
    assert ask_known([fingerprint], actor=at_work) == KnownAnswer(Known.WORKED_ON, (LENAS_CLAIM,))
    release_claim(claim, actor=abroad)
    assert ask_known([fingerprint], actor=at_work) == KnownAnswer(Known.UNKNOWN)


def test_an_identified_child_is_known_without_a_claim_and_safe_when_all_are(
    at_work: Actor, abroad: Actor
) -> None:
    fingerprint = sha256()
    series = series_with(abroad, fingerprint)
    other = up(add_victim(series, actor=abroad), VictimState.IDENTIFIED, abroad)
    assert ask_known([fingerprint], actor=at_work) == KnownAnswer(Known.WORKED_ON, (LENAS_DESK,))
    made_safe(series, abroad)
    assert ask_known([fingerprint], actor=at_work).known is Known.WORKED_ON
    up(other, VictimState.SAFEGUARDED, abroad)
    assert ask_known([fingerprint], actor=at_work) == KnownAnswer(Known.SAFE, (LENAS_DESK,))


def test_safe_outweighs_that_somebody_still_works_on_it(at_work: Actor, abroad: Actor) -> None:
    fingerprint = sha256()
    made_safe(series_with(abroad, fingerprint), abroad)
    own = series_with(at_work, fingerprint)
    claimed(at_work, own)
    answer = ask_known([fingerprint], actor=at_work)
    assert answer == KnownAnswer(Known.SAFE, (LENAS_DESK,), ((own.id, own.code),))


def test_the_same_is_asked_by_an_item(at_work: Actor, abroad: Actor) -> None:
    fingerprint = sha256()
    mine = an_item(at_work, fingerprint)
    claimed(abroad, series_with(abroad, fingerprint))
    assert ask_known_item(mine.id, actor=at_work) == KnownAnswer(Known.WORKED_ON, (LENAS_CLAIM,))
    with pytest.raises(NotFound):
        ask_known_item(items(abroad, 1)[0], actor=at_work)


def test_a_forged_collision_points_to_nobody(at_work: Actor, abroad: Actor) -> None:
    weak = md5()
    claimed(abroad, series_with(abroad, weak, sha256()))
    assert ask_known([weak, sha256()], actor=at_work).known is Known.UNKNOWN
    assert ask_known_item(an_item(at_work, weak, sha256()).id, actor=at_work).known is Known.UNKNOWN
    assert ask_known([weak], actor=at_work).known is Known.WORKED_ON


def test_a_likeness_is_no_question(at_work: Actor) -> None:
    with pytest.raises(Invalid):
        ask_known([pdq()], actor=at_work)


def test_both_trails_tell_of_it_and_neither_holds_the_fingerprint(at_work: Actor, abroad: Actor) -> None:
    fingerprint = GivenFingerprint(FingerprintKind.SHA256, "ab" * 32)
    series = series_with(abroad, fingerprint)
    claimed(abroad, series)
    ask_known([fingerprint], actor=at_work)
    asked = Line.objects.get(what="identification.asked")
    pointed = Line.objects.get(what="identification.pointed_to")
    assert (asked.agency_id, asked.actor_id) == (at_work.agency_id, at_work.id)
    assert (pointed.agency_id, pointed.subject_id) == (abroad.agency_id, series.id)
    assert at_work.agency_id in pointed.body
    for line in (asked, pointed):
        assert "abab" not in line.body
    assert series.id not in asked.body


def test_a_series_shows_who_else_works_on_the_same(at_work: Actor, abroad: Actor) -> None:
    fingerprint = sha256()
    mine, theirs = series_with(at_work, fingerprint), series_with(abroad, fingerprint)
    assert pointers_beside(at_work, mine) == {}
    claimed(abroad, theirs)
    assert pointers_beside(at_work, mine) == {Known.WORKED_ON: (LENAS_CLAIM,)}
    made_safe(theirs, abroad)
    assert pointers_beside(at_work, mine) == {Known.SAFE: (LENAS_CLAIM,)}
    assert pointers_beside(at_work, a_series(at_work)) == {}


def test_a_pointer_has_three_words_and_no_more() -> None:
    assert set(asdict(LENAS_CLAIM)) == {"agency", "country", "contact"}


def test_one_person_asks_so_often_a_day_and_no_more(
    at_work: Actor, colleague: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[ask_known.__module__], "LIMITS", Limits(per_minute=3, per_day=5))
    today = clock.now().replace(hour=11)
    with clock.at(today):
        for _ in range(3):
            ask_known([sha256()], actor=at_work)
        with pytest.raises(TooOften, match="in this minute"):
            ask_known([sha256()], actor=at_work)
        assert ask_known([sha256()], actor=colleague)
    with clock.at(today + timedelta(minutes=1)):
        for _ in range(2):
            ask_known([sha256()], actor=at_work)
        with pytest.raises(TooOften, match="today"):
            ask_known([sha256()], actor=at_work)


def test_other_duties_ask_nothing(first: Actor, reviewer: Actor) -> None:
    for actor in (first, reviewer, Actor.system(first.agency_id)):
        with pytest.raises(Refused):
            ask_known([sha256()], actor=actor)
