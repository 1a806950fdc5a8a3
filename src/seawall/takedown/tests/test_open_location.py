import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor, Duty
from seawall.core.errors import Refused
from seawall.core.web_addresses import parse_address
from seawall.takedown import actions
from seawall.takedown.models import Location
from seawall.takedown.states import LocationState

ADDRESS = parse_address("https://bilder.example/a/1")


def test_it_opens_a_location(analyst):
    location = actions.open_location(ADDRESS, actor=analyst, subject_id="sub_one")
    assert (location.state, location.owner_id) == (LocationState.WAITING, analyst.agency_id)
    assert "bilder.example" not in f"{location.url!r} {location}"
    assert location.url.secret == "https://bilder.example/a/1"
    assert location.next_check_at is not None


def test_the_same_place_again_joins(analyst):
    first = actions.open_location(ADDRESS, actor=analyst, subject_id="sub_one")
    other = parse_address("http://BILDER.example:80/a/%31#oben")
    again = actions.open_location(other, actor=Actor.system(analyst.agency_id), subject_id="sub_two")
    assert again.id == first.id
    assert sorted(again.subjects.values_list("subject_id", flat=True)) == ["sub_one", "sub_two"]


def test_two_agencies_each_have_their_own(analyst, foreigner):
    mine = actions.open_location(ADDRESS, actor=analyst)
    theirs = actions.open_location(ADDRESS, actor=foreigner)
    assert mine.id != theirs.id


def test_the_trail_does_not_know_the_address(analyst):
    actions.open_location(ADDRESS, actor=analyst, subject_id="sub_one")
    assert not Line.objects.filter(body__contains="bilder").exists()


@pytest.mark.parametrize("duty", [duty for duty in Duty if duty is not Duty.ANALYST])
def test_other_duties_may_not(duty, analyst):
    actor = Actor(analyst.kind, analyst.id, analyst.agency_id, frozenset({duty}))
    with pytest.raises(Refused):
        actions.open_location(ADDRESS, actor=actor)
    assert not Location.objects.exists()


@pytest.mark.parametrize("nobody", [None, Actor.reporter("agc_x"), Actor.provider("agc_x", "ntc_x")])
def test_nobody_may_not(nobody, db):
    with pytest.raises(Refused):
        actions.open_location(ADDRESS, actor=nobody)


def test_a_withdrawn_place_can_be_opened_anew(analyst):
    location = actions.withdraw_location(actions.open_location(ADDRESS, actor=analyst), actor=analyst)
    assert location.state == LocationState.WITHDRAWN and location.next_check_at is None
    assert actions.open_location(ADDRESS, actor=analyst).state == LocationState.WAITING
