from collections.abc import Callable

import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused, WrongState
from seawall.core.ids import new_id
from seawall.people.models import Agency, Staff
from seawall.reports.actions import assess_bundle, hand_over_address
from seawall.reports.models import Bundle
from seawall.reports.tests.makers import a_bundle, labels_for, subject_of

ActorOf = Callable[..., Actor]


@pytest.fixture
def decided(hotline: Agency, mara: Staff, actor_of: ActorOf) -> Bundle:
    bundle = a_bundle(hotline, place="https://pictures.example/album/7")
    return assess_bundle(bundle, labels_for(bundle), actor=actor_of(mara))


def test_it_gives_the_address_to_the_node_itself(decided: Bundle) -> None:
    node = Actor.system(decided.owner_id)
    handed = hand_over_address(subject_of(decided).id, actor=node)
    assert handed.address.secret == "https://pictures.example/album/7"
    assert handed.item_id == subject_of(decided).item_id != ""
    assert '"to":"takedown"' in Line.objects.get(what="reports.address_handed_over").body


def test_only_what_is_to_be_removed(hotline: Agency) -> None:
    with pytest.raises(WrongState):
        hand_over_address(subject_of(a_bundle(hotline)).id, actor=Actor.system(hotline.id))


def test_not_to_people_and_not_to_another_agency(
    decided: Bundle, mara: Staff, other_hotline: Agency, actor_of: ActorOf
) -> None:
    for actor in (actor_of(mara), Actor.system(other_hotline.id), Actor.reporter(decided.owner_id)):
        with pytest.raises(Refused):
            hand_over_address(subject_of(decided).id, actor=actor)


def test_an_unknown_subject_is_not_found(hotline: Agency) -> None:
    with pytest.raises(NotFound):
        hand_over_address(new_id("sub"), actor=Actor.system(hotline.id))
