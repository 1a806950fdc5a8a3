"""One clue is asked about outside: two people release it, tips land on the clue, and who gave one hears what became of it."""

from typing import Any

import pytest

from seawall.approvals.actions import approve
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, NotFound, Refused, WrongState
from seawall.identification.actions import (
    close_request,
    draft_request,
    give_tip,
    propose_release,
    release_request,
    set_aside_clue,
    set_aside_tip,
    take_tip,
)
from seawall.identification.asking.words import Audience, RequestState, TipGround, TipState
from seawall.identification.models import ClueRequest, Tip
from seawall.identification.queries import (
    card_asked_of,
    public_cards,
    public_request,
    requests_with_tips_for,
    tip_receipt_for,
)
from seawall.identification.states import AsideGround, Noted
from seawall.identification.tests.makers import (
    a_clue,
    a_tip,
    an_expert_s_card,
    asked_the_public,
    card,
    drafted,
    in_days,
    read,
    released,
    tip_terms,
)
from seawall.identification.tests.test_pages import page, post
from seawall.identification.tests.test_safeguarding import later
from seawall.people.models import Staff

NOTED = Noted("plug", "Sold in Noordland alone.")


def the_public(actor: Actor) -> Actor:
    return Actor.reporter(actor.agency_id)


def test_a_tip_becomes_a_clue_and_its_giver_hears_so(at_work: Actor, colleague: Actor) -> None:
    request = asked_the_public(at_work, colleague)
    [shown] = public_cards()
    assert (shown.id, shown.title, shown.question) == (request.id, "A white plug", request.question)
    given = give_tip(request, tip_terms(wants_code=True), actor=the_public(at_work))
    assert requests_with_tips_for(at_work) == [(request, 1)]
    hears = tip_receipt_for(the_public(at_work), given.code.lower())
    assert hears.weighed_on is None and not hears.was_of_use and hears.still_asked
    tip = Tip.objects.get(pk=given.tip_id)
    clue = take_tip(tip, NOTED, reading=read("NL"), actor=at_work)
    assert clue.series_id == request.clue.series_id and clue.came_of.get() == tip
    close_request(request, actor=at_work)
    hears = tip_receipt_for(the_public(at_work), given.code)
    assert hears.weighed_on and hears.was_of_use and not hears.still_asked
    assert not public_cards() and not requests_with_tips_for(at_work)


def test_nothing_leaves_without_a_second_person(at_work: Actor, colleague: Actor) -> None:
    request = drafted(at_work)
    approval = propose_release(request, "Nobody knows it.", actor=at_work)
    with pytest.raises(WrongState):
        release_request(request, approval, actor=at_work)
    with pytest.raises(Refused):
        approve(approval, approval.digest, actor=at_work)
    approve(approval, approval.digest, actor=colleague)
    # What was looked at is what leaves: a card that is another by now does not.
    ClueRequest.objects.filter(pk=request.pk).update(words="Something else.")
    with pytest.raises(WrongState):
        release_request(request, approval, actor=at_work)
    ClueRequest.objects.filter(pk=request.pk).update(words=request.words)
    assert not public_cards()
    assert release_request(request, approval, actor=at_work).state == RequestState.RELEASED
    with pytest.raises(WrongState):
        release_request(request, approval, actor=at_work)


def test_one_agency_is_asked_and_no_other_sees_it(at_work: Actor, colleague: Actor, abroad: Actor) -> None:
    terms = {"audience": Audience.AGENCY, "asked_id": abroad.agency_id}
    request = released(drafted(at_work, **terms), at_work, colleague)
    assert card_asked_of(abroad, request.id) == request and not public_cards()
    for actor in (at_work, the_public(at_work)):
        with pytest.raises(Refused):
            give_tip(request, tip_terms(), actor=actor)
    with pytest.raises(NotFound):
        public_request(request.id)
    given = give_tip(request, tip_terms(), actor=abroad)
    tip = Tip.objects.get(pk=given.tip_id)
    assert (tip.agency_id, tip.by_id, tip.owner_id) == (abroad.agency_id, abroad.id, at_work.agency_id)
    with pytest.raises(Refused):
        take_tip(tip, NOTED, reading=read("NL"), actor=abroad)


def test_an_expert_s_answer_is_written_down(
    staff_client: Any, jonas: Staff, at_work: Actor, colleague: Actor, abroad: Actor
) -> None:
    request = an_expert_s_card(at_work, colleague)
    with pytest.raises(Refused):
        give_tip(request, tip_terms(), actor=abroad)
    client = staff_client(jonas)
    said = {"answer-words": "Made in Noordland.", "answer-country": "NL", "answer-token": "a token of a form"}
    assert post(client, "note_answer", {**said, "answer-words": ""}, request_id=request.id).status_code == 422
    shown = post(client, "note_answer", said, request_id=request.id).content.decode()
    assert "of an expert" in shown and Tip.objects.get().country == "NL" and not public_cards()


def test_nothing_is_kept_of_who_gave_a_tip(at_work: Actor, colleague: Actor) -> None:
    tip = a_tip(asked_the_public(at_work, colleague))
    assert tip.agency is None and tip.by is None and tip.receipt_hash == ""
    assert "Noordland" not in str(tip.words) + repr(tip.words)


def test_the_same_form_is_one_tip(at_work: Actor, colleague: Actor) -> None:
    request, terms = asked_the_public(at_work, colleague), tip_terms(wants_code=True)
    first, again = (give_tip(request, terms, actor=the_public(at_work)) for _ in range(2))
    assert first == again and Tip.objects.count() == 1


def test_a_tip_is_weighed_once(at_work: Actor, colleague: Actor) -> None:
    tip = a_tip(asked_the_public(at_work, colleague))
    assert set_aside_tip(tip, TipGround.KNOWN, actor=colleague).state == TipState.ASIDE
    with pytest.raises(WrongState):
        take_tip(tip, NOTED, reading=read("NL"), actor=at_work)


def test_a_card_is_shown_up_to_its_last_day(at_work: Actor, colleague: Actor) -> None:
    request = asked_the_public(at_work, colleague)
    with later(60):
        assert public_cards()
    with later(61):
        assert not public_cards()
        with pytest.raises(Refused):
            give_tip(request, tip_terms(), actor=the_public(at_work))


@pytest.mark.parametrize("code", ["", "0000", "ABCD EFGH JKMN PQRS"])
def test_a_wrong_code_opens_nothing(at_work: Actor, code: str) -> None:
    with pytest.raises(NotFound):
        tip_receipt_for(the_public(at_work), code)
    with pytest.raises(Refused):
        tip_receipt_for(at_work, code)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"words": "As in S-BK4-7TN."}, "words"),
        ({"question": "Who knows v-bk4-7tn?"}, "question"),
        ({"title": " "}, "title"),
        ({"words": "x" * 601}, "words"),
        ({"closes_on": in_days(0)}, "closes_on"),
        ({"audience": Audience.AGENCY}, "asked_id"),
    ],
)
def test_a_card_says_nothing_of_the_house(at_work: Actor, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        drafted(at_work, **more)
    assert set(wrong.value.fields) == {field}


def test_strangers_ask_nobody(at_work: Actor, abroad: Actor, reviewer: Actor) -> None:
    clue, request = a_clue(at_work), drafted(at_work)
    for actor in (abroad, reviewer, Actor.system(at_work.agency_id)):
        for deed in (
            lambda actor: draft_request(clue, card(), actor=actor),
            lambda actor: propose_release(request, "Why.", actor=actor),
            lambda actor: close_request(request, actor=actor),
        ):
            with pytest.raises(Refused):
                deed(actor)
    set_aside_clue(clue, AsideGround.TWICE, actor=at_work)
    with pytest.raises(WrongState):
        draft_request(clue, card(), actor=at_work)


def test_the_pages_from_a_clue_to_an_answer(
    staff_client: Any, jonas: Staff, lena: Staff, at_work: Actor, colleague: Actor, abroad: Actor
) -> None:
    client, clue = staff_client(jonas), a_clue(at_work)
    sent = {
        "audience": "agency",
        "asked_id": abroad.agency_id,
        "title": "A white plug",
        "words": "Three pins.",
    }
    sent |= {"question": "Where is it sold?", "closes_on": str(in_days(30))}
    wrong = post(client, "draft_request", {**sent, "words": "Of S-BK4-7TN."}, clue_id=clue.id)
    assert wrong.status_code == 422
    shown = post(client, "draft_request", sent, clue_id=clue.id).content.decode()
    assert "Ask a second person" in shown
    request = ClueRequest.objects.get()
    shown = post(client, "propose_release", {"purpose": "Why not."}, request_id=request.id)
    assert "It waits for a second person" in shown.content.decode()
    assert post(client, "release_request", request_id=request.id).status_code == 409
    approval = propose_release(request, "Why not.", actor=at_work)
    approve(approval, approval.digest, actor=colleague)
    assert "Release the card" in page(client, "clue_request", request_id=request.id)
    post(client, "release_request", request_id=request.id)
    hers = staff_client(lena)
    assert "Another agency asks" in hers.get(hers.at("desk:home")).content.decode()
    asked = page(hers, "asked", request_id=request.id)
    assert "Three pins." in asked
    assert not any(one in asked for one in (clue.code, clue.id, clue.series.code, clue.words.secret))
    answer = {"words": "Sold in Noordland.", "country": "NL", "token": "a token of this form"}
    assert "not looked at yet" in post(hers, "asked", answer, request_id=request.id).content.decode()
    assert hers.get(hers.at("identification:clue_request", request_id=request.id)).status_code == 404
    tip = Tip.objects.get()
    assert "Tips to weigh" in client.get(client.at("desk:home")).content.decode()
    assert "Sold in Noordland." not in page(client, "tip", tip_id=tip.id)
    shown = post(client, "reveal_tip", {"purpose": "weigh"}, tip_id=tip.id).content.decode()
    assert "Sold in Noordland." in shown
    assert post(client, "set_aside_tip", {}, tip_id=tip.id).status_code == 422
    taken = {"take-kind": "plug", "take-words": "Noordland.", "take-supports": "NL", "take-confidence": "low"}
    assert "It is a clue now" in post(client, "take_tip", taken, tip_id=tip.id).content.decode()
    assert "it was of use" in page(hers, "asked", request_id=request.id)
    assert clock.now().date() == Tip.objects.get().weighed_at.date()
