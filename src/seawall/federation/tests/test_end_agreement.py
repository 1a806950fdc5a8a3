import pytest

from seawall.core.errors import Refused, WrongState
from seawall.federation.actions import end_agreement
from seawall.federation.states import AgreementState


def test_it_gives_nothing_more_from_then_on(opened, signed, shared, reviewer, pull, trail):
    secret, agreement = opened(), signed()
    shared()
    assert len(pull(secret).json()["changes"]) == 1

    ended = end_agreement(agreement, actor=reviewer)

    assert ended.state == AgreementState.ENDED and ended.ended_by_id == reviewer.id
    assert pull(secret).status_code == 404
    assert [line.subject_id for line in trail("federation.agreement_ended")] == [agreement.id]


def test_it_is_ended_once(opened, signed, reviewer):
    opened()
    agreement = end_agreement(signed(), actor=reviewer)
    with pytest.raises(WrongState):
        end_agreement(agreement, actor=reviewer)


def test_the_stranger_the_analyst_and_nobody_are_refused(opened, signed, first, stranger, actor_of):
    opened()
    agreement = signed()
    for person in (first, actor_of(stranger), None):
        with pytest.raises(Refused):
            end_agreement(agreement, actor=person)
