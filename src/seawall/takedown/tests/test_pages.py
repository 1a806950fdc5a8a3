"""The pages of takedown at the desk, pressed as a person would."""

import pytest

from seawall.core import clock
from seawall.core.jobs import settle
from seawall.takedown import actions, queries
from seawall.takedown.grounds import Grounds
from seawall.takedown.models import Location, Notice
from seawall.takedown.states import HoldReason, HoldState, LocationState, NoticeState, ReleaseReason
from seawall.takedown.tests import makers


@pytest.fixture
def desk(staff_client, mara):
    return staff_client(mara)


def read(client, path):
    answered = client.get(path)
    assert answered.status_code == 200
    return answered.content.decode()


def test_from_an_address_to_a_letter_in_the_outbox(desk, analyst, world):
    address = world.carry("/a")
    page = f"/takedown/locations/{makers.opened(analyst, address.url).id}"
    settle()
    text = read(desk, page)
    assert "Example Hosting" in text and "abuse@host.example" in text and "Source: registry " in text
    assert "bilder.example" not in text
    notice = desk.post(page + "/notice")["Location"]
    draft = read(desk, notice)
    assert "hxxp://bil…/…" in draft and "bilder.example" not in draft
    assert desk.post(notice + "/send").status_code == 302
    settle()
    assert "abuse@host.example" in read(desk, "/takedown/outbox")
    sent = read(desk, notice)
    assert "bilder.example" not in sent and "/notices/…" in sent
    revealed = desk.post(notice + "/reveal", {"purpose": "notice"}).content.decode()
    assert address.url in revealed
    assert len(world.mail.letters) == 1


def test_the_address_is_revealed_for_a_purpose_only(desk, location, staff_client, mara):
    path = f"/takedown/locations/{location.id}/reveal"
    assert "https://bilder.example/a/1" in desk.post(path, {"purpose": "trace"}).content.decode()
    assert desk.post(path, {"purpose": "curiosity"}).status_code == 422
    assert desk.post(path).status_code == 422
    stale = staff_client(mara, fresh=False).post(path, {"purpose": "trace"})
    assert stale.status_code == 302 and "bilder" not in stale.content.decode()


def test_who_may_not_reveal_is_offered_no_way(desk, location, staff_client, otto):
    path = f"/takedown/locations/{location.id}"
    assert path + "/reveal" in read(desk, path)
    assert path + "/reveal" not in read(staff_client(otto), path)


def test_a_notice_says_how_many_files_for_machines_go_with_it(desk, analyst):
    """XARF has no class for some of what is assessed; the page promises no file that is not there."""
    unclassed = Grounds(makers.GROUNDS.reasons)
    for grounds, sentence in (
        (makers.GROUNDS, "One XARF file for each address is attached."),
        (unclassed, "No XARF file is attached"),
    ):
        notice = makers.sent(analyst, f"https://bilder.example/{sentence[:2]}", grounds)
        assert sentence in read(desk, f"/takedown/notices/{notice.id}")
    makers.traced(analyst, "https://bilder.example/one")
    draft = makers.drafted(analyst, "https://bilder.example/two", unclassed)
    assert "XARF files are attached for 1 of 2 addresses" in read(desk, f"/takedown/notices/{draft.id}")


def test_who_works_on_reports_is_shown_where_an_address_is_reported(desk, staff_client, otto, analyst):
    unassessed = makers.opened(analyst, grounds=Grounds())
    way = f'href="{desk.at("reports:take_report")}"'
    for page in ("/takedown/", f"/takedown/locations/{unassessed.id}"):
        assert way in read(desk, page)
        assert way not in read(staff_client(otto), page)


def test_every_state_has_a_page(desk, analyst, police, staff_client, rena, dana):
    """Each page that can be reached, in each state it can show."""
    held = makers.held(analyst, police.id, "https://bilder.example/held")
    notice = makers.sent(analyst, "https://bilder.example/sent")
    answer = makers.objected(analyst, "https://bilder.example/objected")
    draft = makers.drafted(analyst, "https://bilder.example/drafted", contact="abuse@other.example")
    failed = makers.drafted(analyst, "https://bilder.example/failed", contact="abuse@third.example")
    actions.send_notice(failed, actor=analyst)
    Notice.objects.filter(pk=failed.pk).update(state=NoticeState.FAILED, failure="smtp_550")
    lost = makers.traced(analyst, "https://bilder.example/lost", contact="", country="")
    for state in LocationState:
        assert desk.get(f"/takedown/?state={state}").status_code == 200
    for location in Location.objects.all():
        assert "bilder.example" not in read(desk, f"/takedown/locations/{location.id}")
    for one in (notice, draft, failed):
        assert "bilder.example" not in read(desk, f"/takedown/notices/{one.id}")
    assert "550" in read(desk, f"/takedown/notices/{failed.id}")
    assert "No registry names a contact" in read(desk, f"/takedown/locations/{lost.id}")
    for path in ("holds", "holds?state=ended", "notices", "outbox", "objections", "objections?state=all"):
        assert "bilder.example" not in read(desk, f"/takedown/{path}")
    assert read(staff_client(rena), f"/takedown/objections/{answer.id}")
    assert read(staff_client(dana), f"/takedown/holds/{held.id}")


def test_the_police_place_extend_and_end_a_hold(staff_client, dana, analyst, police):
    hold, client = makers.held(analyst, police.id), staff_client(dana)
    path = f"/takedown/holds/{hold.id}"
    assert "Place the hold" in read(client, path)
    assert client.post(path + "/place", {"reason": "evidence", "days": 3}).status_code == 302
    assert client.post(path + "/extend", {"days": 7}).status_code == 302
    assert (
        "https://bilder.example/a/1" in client.post(path + "/reveal", {"purpose": "police"}).content.decode()
    )
    assert client.post(path + "/release", {"reason": "done"}).status_code == 302
    hold.refresh_from_db()
    assert hold.state == HoldState.RELEASED
    assert "Place the hold" not in read(client, path)
    assert client.post(path + "/place", {"reason": "evidence", "days": 3}).status_code == 409
    assert client.post(path + "/reveal", {"purpose": "police"}).status_code == 403


def test_the_reviewer_decides_on_the_page(staff_client, rena, analyst):
    answer = makers.objected(analyst)
    path = f"/takedown/objections/{answer.id}"
    assert staff_client(rena).post(path + "/decide", {}).status_code == 422
    assert staff_client(rena).post(path + "/decide", {"outcome": "upheld"}).status_code == 302
    answer.location.refresh_from_db()
    assert answer.location.state == LocationState.WITHDRAWN


def test_a_provider_cannot_write_markup_into_our_pages(desk, analyst):
    answer = makers.objected(analyst)
    type(answer).objects.update(words="<script>alert(1)</script>\u202e")
    assert "<script>alert" not in read(desk, f"/takedown/objections/{answer.id}")


def test_lists_go_on_to_the_next_page(desk, analyst):
    for number in range(51):
        makers.opened(analyst, f"https://bilder.example/{number}")
    first = read(desk, "/takedown/")
    assert first.count("data-row") == 50 and "?before=loc_" in first
    last = queries.locations_for(analyst).order_by("-id")[49].id
    assert read(desk, f"/takedown/?before={last}").count("data-row") == 1


def test_in_german_too(desk, mara, location):
    mara.language = "de"
    mara.save()
    desk.cookies["django_language"] = "de"
    assert "Fundorte" in desk.get("/takedown/", headers={"accept-language": "de"}).content.decode()


def test_a_hold_that_was_released_lets_the_notice_go(desk, analyst, police, world):
    hold = makers.held(analyst, police.id)
    actions.release_hold(hold, reason=ReleaseReason.DONE, actor=analyst)
    assert HoldReason(hold.reason) and hold.expires_at > clock.now()
    assert desk.post(f"/takedown/locations/{hold.location_id}/notice").status_code == 302
