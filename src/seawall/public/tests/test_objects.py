"""What everybody may see of an object, and a tip that keeps nothing of who gave it."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from seawall.core.actors import Actor, Duty
from seawall.identification.actions import set_aside_tip
from seawall.identification.asking.words import TipGround
from seawall.identification.models import ClueRequest, Tip
from seawall.identification.tests.makers import asked_the_public
from seawall.people.models import Agency, DutyGrant, Staff
from seawall.public.bucket import Bucket
from seawall.public.tests.doorstep import Visitor

OBJECTS = "/en/objects/"
CODE = re.compile(r'<output class="receipt-code"[^>]*>([^<]+)<')


@pytest.fixture
def cleo(public_client: Any, hotline: Agency) -> Visitor:
    return Visitor(public_client)


@pytest.fixture
def specialists(jonas: Staff, actor_of: Callable[..., Actor]) -> list[Actor]:
    jet = Staff.objects.create(email="jet@police.example", name="Jet", agency=jonas.agency)
    DutyGrant.objects.create(staff=jet, duty=Duty.SPECIALIST, granted_by="system")
    return [actor_of(jonas), actor_of(jet)]


@pytest.fixture
def asked(specialists: list[Actor]) -> ClueRequest:
    return asked_the_public(*specialists)


def test_a_tip_arrives_and_its_giver_hears_what_became_of_it(
    cleo: Visitor, asked: ClueRequest, specialists: list[Actor]
) -> None:
    assert "A white plug" in cleo.opens(OBJECTS).text
    cleo.opens(f"{OBJECTS}{asked.id}/").sends(words="Sold in Noordland.", country="NL", reach="code")
    assert cleo.response.status_code == 200
    found = CODE.search(cleo.text)
    assert found
    cleo.opens("/en/follow-up/").sends(code=found[1])
    assert "Nobody has weighed it yet" in cleo.text
    set_aside_tip(Tip.objects.get(), TipGround.WRONG, actor=specialists[0])
    cleo.opens("/en/follow-up/").sends(code=found[1])
    assert "did not lead on" in cleo.text and "does not fit" not in cleo.text


def test_no_word_of_the_house_is_on_the_card(cleo: Visitor, asked: ClueRequest) -> None:
    shown = cleo.opens(f"{OBJECTS}{asked.id}/").text
    clue = asked.clue
    assert clue.series
    for secret in (clue.code, clue.id, clue.series.code, clue.series.id, clue.words.secret, asked.by.name):
        assert secret not in shown


def test_without_the_wish_for_a_code_there_is_none(cleo: Visitor, asked: ClueRequest) -> None:
    cleo.opens(f"{OBJECTS}{asked.id}/").sends(words="Sold in Noordland.", reach="none")
    assert "The tip has arrived" in cleo.text and not CODE.search(cleo.text)
    assert Tip.objects.get().receipt_hash == ""


def test_what_was_typed_stays_where_something_is_missing_or_too_much_comes(
    cleo: Visitor, asked: ClueRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = f"{OBJECTS}{asked.id}/"
    cleo.opens(here).sends(words="Sold in Noordland.")
    assert cleo.response.status_code == 422 and "Sold in Noordland." in cleo.text
    monkeypatch.setattr("seawall.public.views.objects.tips", Bucket(burst=0, per_second=0))
    cleo.opens(here).sends(words="Sold in Noordland.", reach="none")
    assert cleo.response.status_code == 429 and "Sold in Noordland." in cleo.text
    assert not Tip.objects.exists()


def test_the_same_form_sent_twice_is_one_tip(cleo: Visitor, asked: ClueRequest) -> None:
    form = cleo.opens(f"{OBJECTS}{asked.id}/").form
    sent = {**form.fields, "words": "Sold in Noordland.", "reach": "none"}
    for _ in range(2):
        assert cleo.client.post(form.action, sent).status_code == 200
    assert Tip.objects.count() == 1


def test_what_was_never_released_is_not_there(cleo: Visitor, asked: ClueRequest) -> None:
    assert cleo.opens(f"{OBJECTS}crq_01m83ff000000000000000000a/").response.status_code == 404
    assert cleo.opens(f"{OBJECTS}nonsense/").response.status_code == 404
