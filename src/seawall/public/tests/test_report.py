import re
from typing import Any

import pytest

from seawall.core.keys import unseal
from seawall.people.models import Agency
from seawall.public.tests.doorstep import Visitor
from seawall.reports.models import Bundle, Report

CODE = re.compile(r"(?:[0-9A-HJKMNP-TV-Z]{4} ){3}[0-9A-HJKMNP-TV-Z]{4}")


@pytest.fixture
def cleo(public_client: Any, hotline: Agency) -> Visitor:
    return Visitor(public_client)


def to_check(cleo: Visitor) -> Visitor:
    cleo.opens("/en/report/").sends(seen="pictures", text="On a page I was sent.")
    cleo.sends(place="https://pictures.example/album/7").sends(danger="no")
    return cleo.sends(reach="contact", contact="cleo@visitors.example")


def test_it_takes_a_report_in_four_steps(cleo: Visitor) -> None:
    to_check(cleo)
    assert "Nothing has been sent yet." in cleo.text
    assert not Report.objects.exists()

    cleo.sends("send")
    assert cleo.response.status_code == 200
    assert CODE.search(cleo.text)
    report = Report.objects.get()
    assert unseal("reports.text", report.sealed_text) == "On a page I was sent."
    assert unseal("reports.contact", report.sealed_contact) == "cleo@visitors.example"
    assert report.subjects.get().value.secret == "https://pictures.example/album/7"


def test_sending_twice_shows_the_same_code_and_keeps_one_report(cleo: Visitor) -> None:
    to_check(cleo)
    form = cleo.form.fields
    codes = set()
    for _ in range(2):
        response = cleo.client.post("/en/report/", {**form, "go": "send"})
        codes.add(CODE.search(response.content.decode())[0])
    assert len(codes) == 1
    assert Report.objects.count() == 1


def test_it_leaves_nothing_with_the_visitor_but_the_cookie_of_the_form(cleo: Visitor) -> None:
    to_check(cleo).sends("send")
    assert all(name.endswith("_form") for name in cleo.client.cookies)
    # Gone when the window is closed, and of no use to scripts or other sites.
    (cookie,) = cleo.client.cookies.values()
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert cookie["httponly"] and cookie["samesite"] == "Strict"


def test_back_loses_nothing(cleo: Visitor) -> None:
    to_check(cleo)
    cleo.sends("back")
    assert "cleo@visitors.example" in cleo.text
    cleo.sends("back", contact="").sends("back").sends("back")
    assert "On a page I was sent." in cleo.text
    assert cleo.form.fields["seen"] == "pictures"


def test_an_answer_can_be_changed_from_the_check_page(cleo: Visitor) -> None:
    to_check(cleo).sends("edit-where")
    cleo.sends(place="https://other.example/")
    assert "Nothing has been sent yet." in cleo.text
    cleo.sends("send")
    assert Report.objects.get().subjects.get().value.secret == "https://other.example/"


def test_the_language_changes_without_losing_a_word(cleo: Visitor) -> None:
    cleo.opens("/en/report/").sends("stay", to="/de/report/", seen="live", text="half a sent")
    assert cleo.response.status_code == 200
    assert 'lang="de"' in cleo.text
    assert cleo.form.fields["text"] == "half a sent"
    assert cleo.form.fields["seen"] == "live"


def test_nothing_told_is_said_beside_the_question(cleo: Visitor) -> None:
    cleo.opens("/en/report/").sends(seen="pictures").sends().sends(danger="no").sends(reach="code")
    assert cleo.response.status_code == 422
    assert "Please tell us what you saw or where you saw it." in cleo.text
    cleo.sends(place="https://pictures.example/").sends("send")
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Please choose one of the answers."),
        ({"seen": "nonsense"}, "Please choose one of the answers."),
        ({"seen": "pictures", "text": "x" * 10_001}, "This is too long"),
        ({"seen": "pictures", "text": "x" * 300_000}, "This is too long"),
    ],
)
def test_a_wrong_answer_is_kept_and_explained(cleo: Visitor, typed: dict[str, str], sentence: str) -> None:
    cleo.opens("/en/report/").sends(**typed)
    assert cleo.response.status_code == 422
    assert sentence in cleo.text
    assert cleo.form.fields["text"] == typed.get("text", "")


def test_ten_megabytes_get_a_clear_answer(cleo: Visitor) -> None:
    cleo.opens("/en/report/").sends(seen="pictures", text="x" * 10_000_000)
    assert cleo.response.status_code in (400, 413, 422)
    assert "shorten" in cleo.text


def test_changed_answers_are_noticed_and_this_page_is_kept(cleo: Visitor) -> None:
    cleo.opens("/en/report/").sends(seen="pictures")
    state = cleo.form.fields["state"]
    changed = state[:40] + ("A" if state[40] != "A" else "B") + state[41:]
    for wrong in (changed, state[:-30], "", "\x00", "ü" * 50):
        response = cleo.client.post(
            "/en/report/", {"state": wrong, "step": "where", "place": "https://kept.example/", "go": "next"}
        )
        assert response.status_code == 422
        assert "could not be read any more" in response.content.decode()
        assert "https://kept.example/" in response.content.decode()


def test_missing_steps_are_asked_for(cleo: Visitor) -> None:
    cleo.opens("/en/report/")
    state = cleo.form.fields["state"]
    response = cleo.client.post("/en/report/", {"state": state, "step": "check", "go": "send"})
    assert response.status_code == 422
    assert "What did you see?" in response.content.decode()
    assert not Report.objects.exists()


def test_an_old_form_keeps_its_answers(cleo: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    to_check(cleo)
    monkeypatch.setattr("seawall.public.sealed.FORM_HOURS", -1)
    cleo.sends("send")
    assert cleo.response.status_code == 422
    assert "open for more than six hours" in cleo.text
    assert not Report.objects.exists()
    monkeypatch.undo()
    cleo.sends("send")
    assert Report.objects.count() == 1


def test_a_post_cut_short_shows_what_arrived(cleo: Visitor) -> None:
    cleo.opens("/en/report/")
    body = f"state={cleo.form.fields['state']}&step=what&seen=pictures&text=half+a+sent"
    response = cleo.client.post("/en/report/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200
    assert "half a sent" in response.content.decode()


def test_tricks_with_characters_change_nothing(cleo: Visitor) -> None:
    odd = "a\x00b\u202egpj.exe\x1b[2J"
    cleo.opens("/en/report/").sends(seen="pictures", text=odd).sends().sends(danger="no").sends(reach="code")
    cleo.sends("send")
    assert unseal("reports.text", Report.objects.get().sealed_text) == odd


def test_danger_now_makes_it_urgent_and_names_the_emergency_number(cleo: Visitor) -> None:
    cleo.opens("/en/report/").sends(seen="live", text="on a stream").sends()
    assert "112" in cleo.text
    cleo.sends(danger="now").sends(reach="code").sends("send")
    assert Bundle.objects.get().urgent


def test_the_young_have_three_questions_and_help_first(cleo: Visitor) -> None:
    cleo.opens("/de/young/")
    assert "116 111" in cleo.text
    cleo.opens("/en/young/report/").sends(seen="pressure", text="He wants money.").sends(app="a game")
    cleo.sends(danger="unsure")
    assert "Nothing has been sent yet." in cleo.text
    cleo.sends("send")
    assert CODE.search(cleo.text) and "It has arrived" in cleo.text and "Talk to somebody now" in cleo.text
    report = Report.objects.get()
    assert (report.channel, report.danger, report.seen) == ("young", "unsure", "pressure")


def test_the_receipt_of_the_young_speaks_to_them(cleo: Visitor) -> None:
    """To the last page: whoever told us as a child reads no office's German at the end."""
    cleo.opens("/de/young/report/").sends(seen="other", text="Etwas.").sends(app="ein Spiel").sends(
        danger="no"
    )
    assert "Du bekommst einen Code" in cleo.text
    cleo.sends("send")
    [main] = re.findall(r"<main.*</main>", cleo.text, re.DOTALL)
    assert CODE.search(main) and "Dein Code" in main and "nicht deine Schuld" in main
    assert not re.search(r"\b(Sie|Ihnen|Ihre|Ihr|man|Quittungscode)\b", main)


def test_no_page_takes_a_file_or_shows_the_code_in_an_address(cleo: Visitor) -> None:
    to_check(cleo).sends("send")
    code = CODE.search(cleo.text)[0]
    assert code.replace(" ", "") not in cleo.text.replace(code, "")
    assert 'type="file"' not in cleo.text


def test_there_is_no_form_where_no_agency_opens_its_door(public_client: Any) -> None:
    assert public_client.get("/en/report/").status_code == 404
