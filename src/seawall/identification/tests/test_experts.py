"""An expert outside is asked by a link of their own: they see one card, answer once, and hear what became of it."""

from typing import Any

import pytest
from django.core.cache import cache

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.doors import Door
from seawall.core.errors import Invalid, NotFound, Refused, WrongState
from seawall.identification import jobs
from seawall.identification.actions import (
    ExpertAnswer,
    answer_invitation,
    close_request,
    forget_contacts,
    invite_expert,
    reveal_tip,
    take_tip,
    withdraw_invitation,
)
from seawall.identification.asking import tickets
from seawall.identification.asking.words import Audience
from seawall.identification.models import ClueRequest, Invitation, Tip
from seawall.identification.queries import requests_with_tips_for
from seawall.identification.states import CluePurpose, Confidence, Noted
from seawall.identification.tests.makers import an_expert_s_card, drafted, in_days, invited, read
from seawall.identification.tests.test_pages import post
from seawall.identification.tests.test_safeguarding import later
from seawall.people.models import Staff

SAID = {
    "words": "Made for one chain of shops in Noordland.",
    "country": "NL",
    "certainty": "high",
    "how_known": "I sold them.",
    "contact": "+31 10 555 0123",
}
ANSWER = ExpertAnswer(SAID["words"], Confidence.HIGH, "NL", SAID["how_known"], SAID["contact"])


@pytest.fixture(autouse=True)
def empty_counters(db: None) -> None:
    cache.clear()


@pytest.fixture
def request_(at_work: Actor, colleague: Actor) -> ClueRequest:
    return an_expert_s_card(at_work, colleague)


def the_expert(invitation: Invitation) -> Actor:
    return Actor.recipient(invitation.owner_id, invitation.id)


def test_an_expert_answers_under_the_link_and_hears_what_became_of_it(
    node_client: Any, staff_client: Any, jonas: Staff, at_work: Actor, request_: ClueRequest
) -> None:
    client = staff_client(jonas)
    shown = post(client, "invite_expert", {"invite-ends_on": str(in_days(20))}, request_id=request_.id)
    link = shown.content.decode().split('<bdi dir="ltr">')[1].split("</bdi>")[0]
    ticket = link.rstrip("/").rpartition("/")[2]
    page = node_client.get(f"/cards/{ticket}/")
    text = page.content.decode()
    assert page.status_code == 200 and request_.words in text and request_.question in text
    german = node_client.get(f"/cards/{ticket}/", {"language": "de"}).content.decode()
    assert "Wie sicher sind Sie?" in german and "answer?language=de" in german
    clue = request_.clue
    assert clue.series
    hidden = (
        clue.code,
        clue.id,
        clue.series.code,
        clue.words.secret,
        request_.id,
        jonas.name,
        request_.expert,
    )
    assert not any(one in text for one in hidden)
    assert node_client.post(f"/cards/{ticket}/answer", {**SAID, "certainty": ""}).status_code == 422
    assert node_client.post(f"/cards/{ticket}/answer", SAID).status_code == 302
    # The same form again, and another answer, change nothing.
    assert node_client.post(f"/cards/{ticket}/answer", {**SAID, "words": "No."}).status_code == 302
    tip = Tip.objects.get()
    assert requests_with_tips_for(at_work) == [(request_, 1)]
    after = node_client.get(f"/cards/{ticket}/").content.decode()
    assert "Nobody has weighed it yet" in after and request_.words not in after
    seen = post(client, "reveal_tip", {"purpose": "weigh"}, tip_id=tip.id).content.decode()
    assert all(SAID[name] in seen for name in ("words", "how_known", "contact"))
    take_tip(tip, Noted("plug", "Noordland alone."), reading=read("NL"), actor=at_work)
    assert "It was of use" in node_client.get(f"/cards/{ticket}/").content.decode()
    assert (
        f"/cards/{ticket}"
        not in client.get(client.at("identification:clue_request", request_id=request_.id)).content.decode()
    )


def test_the_link_is_kept_as_a_keyed_hash(at_work: Actor, request_: ClueRequest) -> None:
    invitation, ticket = invite_expert(request_, in_days(20), actor=at_work)
    kept = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert ticket not in str(kept) and len(invitation.ticket) == 64
    assert ticket not in str(list(Line.objects.values()))
    assert tickets.invitation_by(ticket.lower()) == invitation


def test_a_link_ends_is_withdrawn_and_goes_with_its_card(
    node_client: Any, at_work: Actor, request_: ClueRequest
) -> None:
    first, second, third = (invite_expert(request_, in_days(20), actor=at_work) for _ in range(3))
    opens = [node_client.get(f"/cards/{ticket}/").status_code for _, ticket in (first, second, third)]
    assert opens == [200, 200, 200]
    withdraw_invitation(first[0], actor=at_work)
    with pytest.raises(WrongState):
        withdraw_invitation(first[0], actor=at_work)
    with later(21):
        assert node_client.get(f"/cards/{second[1]}/").status_code == 404
    answer_invitation(second[0], ANSWER, actor=the_expert(second[0]))
    close_request(request_, actor=at_work)
    ends = [node_client.get(f"/cards/{ticket}/").status_code for _, ticket in (first, second, third)]
    # Who answered still hears.
    assert ends == [404, 200, 404]
    with pytest.raises(WrongState):
        answer_invitation(third[0], ANSWER, actor=the_expert(third[0]))
    with later(370):
        assert node_client.get(f"/cards/{second[1]}/").status_code == 404


def test_how_an_expert_is_reached_is_erased_as_promised(at_work: Actor, colleague: Actor) -> None:
    closed, over = (an_expert_s_card(at_work, colleague) for _ in range(2))
    for request in (closed, over):
        invitation = invited(request, at_work)
        answer_invitation(invitation, ANSWER, actor=the_expert(invitation))
    close_request(closed, actor=at_work)
    # The cards are asked about for sixty days.
    for days, left in ((29, 2), (31, 1), (90, 1), (91, 0)):
        with later(days):
            jobs.forget_contacts.func()
        assert Invitation.objects.exclude(contact="").count() == left
    assert all(one.how_known for one in Invitation.objects.all())
    with pytest.raises(Refused):
        forget_contacts(closed, actor=at_work)


@pytest.mark.usefixtures("one_minute")
def test_wrong_links_are_counted_and_good_ones_go_on(
    node_client: Any, at_work: Actor, request_: ClueRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, ticket = invite_expert(request_, in_days(20), actor=at_work)
    monkeypatch.setattr(tickets, "DOOR", Door("identification.experts", wrong_a_minute=2))
    wrong = ["0000-0000-0000-0000", "wrong", ticket[:-1]]
    assert [node_client.get(f"/cards/{one}/").status_code for one in wrong] == [404, 404, 429]
    assert node_client.get(f"/cards/{ticket}/").status_code == 200


def test_only_a_card_that_two_people_released_for_experts_has_links(
    at_work: Actor, colleague: Actor, abroad: Actor, reviewer: Actor, request_: ClueRequest
) -> None:
    draft = drafted(at_work, audience=Audience.EXPERT, expert="plugs")
    for wrong in (draft, drafted(at_work)):
        with pytest.raises(WrongState):
            invite_expert(wrong, in_days(20), actor=at_work)
    for day in (in_days(0), in_days(61)):
        with pytest.raises(Invalid):
            invite_expert(request_, day, actor=at_work)
    invitation, _ = invite_expert(request_, in_days(20), actor=at_work)
    for stranger in (abroad, reviewer, Actor.system(at_work.agency_id)):
        with pytest.raises(Refused):
            invite_expert(request_, in_days(20), actor=stranger)
        with pytest.raises(Refused):
            withdraw_invitation(invitation, actor=stranger)
    others, _ = invite_expert(request_, in_days(20), actor=colleague)
    for stranger in (at_work, the_expert(others), Actor.reporter(at_work.agency_id)):
        with pytest.raises(Refused):
            answer_invitation(invitation, ANSWER, actor=stranger)


def test_what_an_expert_is_expert_in_is_part_of_what_two_people_agree_to(
    at_work: Actor, colleague: Actor
) -> None:
    for wrong in ("", "S-BK4-7TN"):
        with pytest.raises(Invalid) as found:
            drafted(at_work, audience=Audience.EXPERT, expert=wrong)
        assert set(found.value.fields) == {"expert"}
    assert an_expert_s_card(at_work, colleague).expert == "plugs"


def test_what_an_expert_wrote_is_masked_and_another_agency_never_reads_it(
    at_work: Actor, colleague: Actor, abroad: Actor, request_: ClueRequest
) -> None:
    invitation = invited(request_, at_work)
    tip = answer_invitation(invitation, ANSWER, actor=the_expert(invitation))
    invitation.refresh_from_db()
    assert "555" not in f"{invitation.contact}{invitation.how_known}{tip.words!r}"
    with pytest.raises((Refused, NotFound)):
        reveal_tip(tip, CluePurpose.WEIGH, actor=abroad)
    assert reveal_tip(tip, CluePurpose.WEIGH, actor=colleague).contact == SAID["contact"]
