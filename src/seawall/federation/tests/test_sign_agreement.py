from datetime import timedelta

import pytest

from seawall.core import clock
from seawall.core.errors import Invalid, Refused, StepUpNeeded, WrongState
from seawall.federation.actions import end_agreement, sign_agreement
from seawall.federation.models import Agreement
from seawall.federation.queries import agreements_for
from seawall.federation.states import AgreementState, stricter
from seawall.federation.tests.conftest import HOLDER, facts_of, terms
from seawall.material.states import HandlingCode
from seawall.people.models import AccessKey
from seawall.people.states import Scope


def test_it_lets_a_list_go_to_a_holder_of_keys(known, opened, signed, reviewer, trail):
    opened()
    agreement = signed()
    assert agreement.state == AgreementState.RUNNING and agreement.signed_by_id == reviewer.id
    [line] = trail("federation.agreement_signed")
    assert line.subject_id == agreement.id and facts_of(line)["list"] == known.id
    assert facts_of(line)["handling"] == "amber" and HOLDER not in line.body


def test_one_about_a_list_with_a_holder(opened, signed):
    opened()
    signed()
    with pytest.raises(WrongState):
        signed()
    assert Agreement.objects.count() == 1


def test_after_the_end_another_can_be_signed(opened, signed, reviewer):
    opened()
    end_agreement(signed(), actor=reviewer)
    assert signed().state == AgreementState.RUNNING


def test_one_that_has_run_out_does_not_stand_in_the_way(opened, signed):
    opened()
    over = signed()
    today = clock.now().date()
    Agreement.objects.filter(pk=over.pk).update(
        begins_on=today - timedelta(days=9), ends_on=today - timedelta(days=1)
    )
    over.refresh_from_db()
    assert over.state == AgreementState.OVER
    assert signed().state == AgreementState.RUNNING
    over.refresh_from_db()
    assert over.state == AgreementState.ENDED


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"handling": HandlingCode.GREEN}, "handling"),
        ({"begins": 5, "ends": 4}, "ends_on"),
        ({"begins": -9, "ends": -1}, "ends_on"),
        ({"ends": 801}, "ends_on"),
    ],
)
def test_it_cannot_be_looser_than_the_list_nor_without_an_end(opened, signed, more, field):
    opened()
    with pytest.raises(Invalid) as refusal:
        signed(**more)
    assert set(refusal.value.fields) == {field}


def test_only_with_somebody_who_holds_a_key_for_it(opened, signed):
    opened(holder="Asks only", scopes=(Scope.MATCH,))
    opened(holder="Revoked")
    AccessKey.objects.filter(holder="Revoked").update(revoked_at=clock.now())
    for holder in ("Asks only", "Revoked", "Nobody", ""):
        with pytest.raises(Invalid) as refusal:
            signed(holder=holder)
        assert set(refusal.value.fields) == {"holder"}


def test_the_stricter_code_counts():
    assert stricter("green", "red") == stricter("red", "green") == HandlingCode.RED
    assert stricter("amber", "amber+strict") == HandlingCode.AMBER_STRICT


def test_it_asks_for_a_fresh_second_factor(known, opened, reviewer):
    opened()
    with pytest.raises(StepUpNeeded):
        sign_agreement(known, HOLDER, terms=terms(), actor=reviewer.stale())


def test_the_stranger_the_analyst_and_nobody_are_refused(known, opened, first, stranger, actor_of):
    opened()
    for person in (first, actor_of(stranger), None):
        with pytest.raises(Refused):
            sign_agreement(known, HOLDER, terms=terms(), actor=person)
    with pytest.raises(Refused):
        agreements_for(first)
