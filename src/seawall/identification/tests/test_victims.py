"""The ladder: each step with who, when, on what ground; a step back with a reason."""

from itertools import product

import pytest

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.identification.actions import step_victim
from seawall.identification.models import Victim
from seawall.identification.states import LADDER, VICTIM_STEPS, Ground, Step, VictimState
from seawall.identification.tests.makers import a_victim, protected, up

COUNTRY, FOUND, SAFE = VictimState.COUNTRY_KNOWN, VictimState.IDENTIFIED, VictimState.SAFEGUARDED


def test_a_child_climbs_the_ladder(at_work: Actor, colleague: Actor) -> None:
    victim = a_victim(at_work)
    assert victim.code.startswith("V-") and victim.state == VictimState.UNIDENTIFIED
    step_victim(victim, Step(COUNTRY, Ground.AGENCY, "NL", "By letter."), actor=at_work)
    step_victim(victim, Step(FOUND, Ground.WORK), actor=colleague)
    protected(victim, at_work)
    victim = step_victim(victim, Step(SAFE, Ground.PROTECTION), actor=at_work)
    assert victim.state == SAFE and victim.country == "NL"
    told = [(step.target, step.ground, step.by_id, step.country) for step in victim.steps.all()]
    assert told == [
        (COUNTRY, Ground.AGENCY, at_work.id, "NL"),
        (FOUND, Ground.WORK, colleague.id, "NL"),
        (SAFE, Ground.PROTECTION, at_work.id, "NL"),
    ]


def test_a_step_back_needs_a_reason_and_forgets_a_wrong_country(at_work: Actor) -> None:
    victim = up(a_victim(at_work), FOUND, at_work)
    with pytest.raises(Invalid) as wrong:
        step_victim(victim, Step(VictimState.UNIDENTIFIED, Ground.ERROR), actor=at_work)
    assert set(wrong.value.fields) == {"words"}
    with pytest.raises(Invalid) as wrong:
        step_victim(victim, Step(VictimState.UNIDENTIFIED, Ground.WORK, words="Wrong."), actor=at_work)
    assert set(wrong.value.fields) == {"ground"}
    back = Step(VictimState.UNIDENTIFIED, Ground.ERROR, "NL", "The badge was another school's.")
    victim = step_victim(victim, back, actor=at_work)
    assert victim.state == VictimState.UNIDENTIFIED and victim.country == ""
    assert victim.steps.last().is_back


def test_from_country_known_on_there_is_a_country(at_work: Actor) -> None:
    victim = a_victim(at_work)
    for country in ("", "XX"):
        with pytest.raises(Invalid) as wrong:
            step_victim(victim, Step(COUNTRY, Ground.WORK, country), actor=at_work)
        assert set(wrong.value.fields) == {"country"}


def test_a_mistake_is_no_ground_to_climb(at_work: Actor) -> None:
    with pytest.raises(Invalid):
        step_victim(a_victim(at_work), Step(COUNTRY, Ground.ERROR, "NL", "Why."), actor=at_work)


@pytest.mark.parametrize(("now", "then"), list(product(LADDER, LADDER)))
def test_only_the_steps_of_the_table_are_taken(at_work: Actor, now: VictimState, then: VictimState) -> None:
    victim = a_victim(at_work)
    Victim.objects.filter(pk=victim.pk).update(state=now, country="NL" if now.rung else "")
    is_back = then.rung < now.rung
    protected(victim, at_work)
    step = Step(then, Ground.ERROR if is_back else Ground.WORK, "NL", "Why.")
    if then in VICTIM_STEPS[now]:
        assert step_victim(victim, step, actor=at_work).state == then
    else:
        with pytest.raises(WrongState):
            step_victim(victim, step, actor=at_work)


def test_nobody_is_safeguarded_whom_nobody_has_identified() -> None:
    below = (VictimState.UNIDENTIFIED, COUNTRY)
    assert not any(SAFE in VICTIM_STEPS[state] for state in below)


def test_strangers_take_no_step(at_work: Actor, abroad: Actor, reviewer: Actor) -> None:
    victim = a_victim(at_work)
    for actor in (abroad, reviewer, Actor.system(at_work.agency_id)):
        with pytest.raises(Refused):
            up(victim, COUNTRY, actor)
