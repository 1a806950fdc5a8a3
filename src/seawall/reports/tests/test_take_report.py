"""What came by telephone, by letter or from a partner is taken at the desk and goes the way of every report."""

import json
import re
from typing import Any

import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.keys import unseal
from seawall.people.models import Agency, Staff
from seawall.people.tests.test_sign_in import trail_away
from seawall.reports.models import Bundle, Message, Report, Subject
from seawall.reports.queries import receipt_for

TOLD = {
    "channel": "phone",
    "danger": "unsure",
    "seen": "pictures",
    "place": "https://pictures.example/album/7\n@somebody",
    "app": "Chatter",
    "phone": "040 123456",
    "text": "She found it while <b>cleaning</b> up.",
    "contact": "cleo@visitors.example",
}


class Desk:
    """Somebody at the page, who fills in the form that is on it."""

    def __init__(self, client: Any) -> None:
        self.client, self.path = client, client.at("reports:take_report")
        self.opens()

    def opens(self) -> "Desk":
        self.response = self.client.get(self.path)
        return self

    @property
    def text(self) -> str:
        words: str = self.response.content.decode()
        return words

    @property
    def token(self) -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.text)
        assert found, "the form has a token"
        return found[1]

    @property
    def code(self) -> str:
        found = re.search(r'class="receipt-code"[^>]*>([^<]+)<', self.text)
        assert found, "the code stands on the page"
        return found[1]

    def sends(self, **typed: str) -> "Desk":
        self.response = self.client.post(self.path, {"token": self.token, **TOLD, **typed})
        return self


@pytest.fixture
def desk(mara: Staff, staff_client: Any) -> Desk:
    return Desk(staff_client(mara))


def test_it_takes_a_report(desk: Desk, hotline: Agency, mara: Staff) -> None:
    desk.sends()
    assert desk.response.status_code == 200
    report = Report.objects.get()
    assert (report.owner_id, report.channel, report.danger) == (hotline.id, "phone", "unsure")
    assert unseal("reports.text", report.sealed_text) == TOLD["text"]
    assert unseal("reports.contact", report.sealed_contact) == TOLD["contact"]
    assert sorted(Subject.objects.values_list("kind", flat=True)) == ["account", "phone", "url"]
    assert Subject.objects.get(kind="phone").value.secret == "+4940123456", "as it is written at home"
    assert receipt_for(Actor.reporter(hotline.id), desk.code).report_id == report.id
    assert desk.client.at("reports:bundle", bundle_id=report.bundle_id) in desk.text
    assert "/en/follow-up/" in desk.text
    assert not any(word in desk.text for word in ("pictures.example", "cleo@", "cleaning"))


def test_the_trail_names_who_took_it_and_nothing_of_what_was_told(desk: Desk, mara: Staff) -> None:
    desk.sends()
    line = Line.objects.get(what="reports.filed")
    assert line.actor_id == mara.id and json.loads(line.body)["facts"]["channel"] == "phone"
    assert not any(word in line.body for word in ("pictures.example", "cleo@", "cleaning"))


def test_it_is_reached_from_the_worklist_and_back(desk: Desk) -> None:
    worklist = desk.client.get(desk.client.at("reports:worklist")).content.decode()
    assert re.search(rf'href="{desk.path}"[^>]*data-key="t"', worklist)
    keys = re.findall(r'data-key="([^"]+)"', desk.text)
    assert {"s", "1", "4", "y", "u", "n"} <= set(keys) and len(keys) == len(set(keys))


def test_danger_now_leads_to_the_bundle_and_names_the_number(desk: Desk, hotline: Agency) -> None:
    assert hotline.emergency_number in desk.text
    desk.sends(danger="now")
    assert "say who was informed" in desk.text
    assert Bundle.objects.get().danger_now


def test_sending_twice_keeps_one_report_and_the_same_code(desk: Desk) -> None:
    first = desk.token
    code = desk.sends().code
    again = desk.opens().sends(token=first)
    assert again.code == code and "nothing was counted twice" in again.text
    assert Report.objects.count() == 1 and not Message.objects.exists()


def test_changed_and_sent_again_nothing_is_lost(desk: Desk) -> None:
    first = desk.token
    desk.sends()
    desk.opens().sends(token=first, text="And there was a second page.")
    assert Report.objects.count() == 1
    assert "a second page" in unseal("reports.message", Message.objects.get().sealed_text)


def test_a_colleague_with_the_same_token_has_a_form_of_their_own(
    desk: Desk, mika: Staff, staff_client: Any
) -> None:
    token, code = desk.token, desk.sends().code
    assert Desk(staff_client(mika)).sends(token=token).code != code
    assert Report.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"channel": "public"}, "Please choose one of the answers."),
        ({"channel": ""}, "Please choose one of the answers."),
        ({"danger": ""}, "Please choose one of the answers."),
        ({"seen": "nonsense"}, "Please choose one of the answers."),
        ({"account": "a" * 501}, "501 characters, where 500 fit"),
        ({"text": "a" * 20_001}, "20001 characters, where 20000 fit"),
        ({"text": " ", "place": "", "phone": ""}, "Please tell us what you saw or where you saw it."),
        ({"token": ""}, "This form was incomplete."),
        ({"token": "short"}, "This form was incomplete."),
    ],
)
def test_a_mistake_is_said_and_everything_typed_is_kept(
    desk: Desk, typed: dict[str, str], sentence: str
) -> None:
    desk.sends(**typed)
    assert desk.response.status_code == 422 and sentence in desk.text
    assert 'value="cleo@visitors.example"' in desk.text
    assert not Report.objects.exists()


def test_an_incomplete_form_is_whole_again(desk: Desk) -> None:
    desk.sends(token="")
    assert desk.sends().response.status_code == 200
    assert Report.objects.count() == 1


def test_while_the_trail_cannot_be_written_nothing_typed_is_lost(desk: Desk) -> None:
    token = desk.token
    with trail_away():
        desk.sends()
        assert desk.response.status_code == 503 and "cleo@visitors.example" in desk.text
    assert desk.token == token and not Report.objects.exists()
    assert desk.sends().response.status_code == 200


def test_without_a_public_door_the_code_is_promised_no_page(desk: Desk, hotline: Agency) -> None:
    hotline.public_door = False
    hotline.save()
    desk.sends()
    assert desk.code and "follow-up" not in desk.text and "no public page" in desk.text


def test_the_stranger_takes_reports_for_their_own_agency_alone(
    desk: Desk, stranger: Staff, staff_client: Any
) -> None:
    desk.sends()
    Desk(staff_client(stranger)).sends()
    assert Report.objects.filter(owner_id=stranger.agency_id).count() == 1
    assert Bundle.objects.filter(received_count=1).count() == 2


def test_other_duties_are_refused(
    otto: Staff, ada: Staff, petra: Staff, dana: Staff, staff_client: Any
) -> None:
    for person in (otto, ada, petra, dana):
        client = staff_client(person)
        path = client.at("reports:take_report")
        assert client.get(path).status_code == 403
        assert client.post(path, {"token": "a token of one form", **TOLD}).status_code == 403
    assert not Report.objects.exists()


def test_nobody_is_sent_to_sign_in(staff_client: Any) -> None:
    client = staff_client()
    path = client.at("reports:take_report")
    for response in (client.get(path), client.post(path, {"token": "a token of one form", **TOLD})):
        assert response.status_code == 302
        assert response["Location"].startswith(client.at("account_login"))
    assert not Report.objects.exists()
