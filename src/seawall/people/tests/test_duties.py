"""Duties are documented data, and are granted and taken back by an administrator of the same agency."""

from collections.abc import Callable
from typing import Any

import pytest

from seawall.core.actors import Actor, Duty
from seawall.core.errors import Invalid, Refused, StepUpNeeded, WrongState
from seawall.people.actions import add_staff, grant_duty, revoke_duty
from seawall.people.duties import clash, descriptions, fitting
from seawall.people.models import Agency, Staff
from seawall.people.states import AgencyKind
from seawall.people.tests.door import lines

Actors = Callable[..., Actor]


def test_every_duty_is_described_in_both_languages() -> None:
    assert set(descriptions()) == set(Duty)
    for description in descriptions().values():
        for words in description.languages.values():
            assert words.title and words.sentence.endswith(".") and words.may and words.may_not


def test_every_kind_of_agency_can_have_an_administrator() -> None:
    for kind in AgencyKind:
        assert Duty.ADMINISTRATOR in {description.duty for description in fitting(kind)}


def test_who_is_watched_does_not_watch() -> None:
    assert clash([Duty.AUDITOR, Duty.ADMINISTRATOR])
    assert clash([Duty.ANALYST, Duty.AUDITOR])
    assert clash([Duty.DATA_PROTECTION, Duty.ADMINISTRATOR])
    assert not clash([Duty.ANALYST, Duty.REVIEWER, Duty.ADMINISTRATOR])


def test_it_grants_a_duty(mara: Staff, ada: Staff, actor_of: Actors) -> None:
    grant_duty(mara, Duty.REVIEWER, actor=actor_of(ada))
    assert mara.duties() == {Duty.ANALYST, Duty.REVIEWER}
    assert [(line.actor_id, line.subject_id) for line in lines("people.duty_granted")] == [(ada.id, mara.id)]


def test_nobody_grants_to_themselves(ada: Staff, actor_of: Actors) -> None:
    with pytest.raises(Refused):
        grant_duty(ada, Duty.ANALYST, actor=actor_of(ada))


def test_only_an_administrator_of_the_same_agency_grants(
    mara: Staff, mika: Staff, otto: Staff, stranger: Staff, actor_of: Actors
) -> None:
    foreign = add_staff(
        stranger.agency,
        "chef@sud.example",
        name="Chef",
        duties=[Duty.ADMINISTRATOR],
        actor=Actor.system(stranger.agency_id),
    )
    for somebody in (mika, otto, stranger, foreign):
        with pytest.raises(Refused):
            grant_duty(mara, Duty.REVIEWER, actor=actor_of(somebody))
    with pytest.raises(Refused):
        grant_duty(mara, Duty.REVIEWER, actor=Actor.system(stranger.agency_id))


def test_granting_asks_for_a_fresh_factor(mara: Staff, ada: Staff, actor_of: Actors) -> None:
    with pytest.raises(StepUpNeeded):
        grant_duty(mara, Duty.REVIEWER, actor=actor_of(ada, fresh=False))


def test_a_duty_that_excludes_or_does_not_fit_is_refused_with_a_sentence(
    mara: Staff, ada: Staff, actor_of: Actors
) -> None:
    with pytest.raises(Invalid, match="watches over the other"):
        grant_duty(mara, Duty.AUDITOR, actor=actor_of(ada))
    with pytest.raises(Invalid, match="does not exist at this kind of agency"):
        grant_duty(mara, Duty.INVESTIGATOR, actor=actor_of(ada))
    assert mara.duties() == {Duty.ANALYST}


def test_a_duty_held_already_is_a_wrong_state(mara: Staff, ada: Staff, actor_of: Actors) -> None:
    with pytest.raises(WrongState):
        grant_duty(mara, Duty.ANALYST, actor=actor_of(ada))
    with pytest.raises(WrongState):
        revoke_duty(mara, Duty.REVIEWER, actor=actor_of(ada))


def test_it_takes_a_duty_back(mara: Staff, ada: Staff, stranger: Staff, actor_of: Actors) -> None:
    with pytest.raises(Refused):
        revoke_duty(mara, Duty.ANALYST, actor=actor_of(stranger))
    revoke_duty(mara, Duty.ANALYST, actor=actor_of(ada))
    assert mara.duties() == frozenset()
    assert lines("people.duty_revoked")


def test_the_page_shows_the_duties_in_the_readers_language(staff_client: Any, mara: Staff) -> None:
    door = staff_client(mara)
    assert "Sorts reports, assesses items" in door.get(door.at("people:duties")).content.decode()
    mara.language = "de"
    mara.save()
    page = door.get(door.at("people:duties")).content.decode()
    assert "Sichtet Meldungen, schätzt Dateien ein" in page
    assert '<html lang="de"' in page


def test_clashes_are_checked_when_a_person_is_added(hotline: Agency) -> None:
    with pytest.raises(Invalid):
        add_staff(
            hotline,
            "two@hats.example",
            name="Two Hats",
            duties=[Duty.AUDITOR, Duty.ADMINISTRATOR],
            actor=Actor.system(hotline.id),
        )
