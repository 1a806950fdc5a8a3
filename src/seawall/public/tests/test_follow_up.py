import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.people.models import Agency, Staff
from seawall.public import bucket
from seawall.public.sealed import Visit
from seawall.public.tests.doorstep import Visitor
from seawall.reports.actions import Filed, Filing, file_report
from seawall.reports.models import Message, Report, Subject
from seawall.reports.queries import Stage

FOLLOW_UP = "/en/follow-up/"


@pytest.fixture(autouse=True)
def a_full_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seawall.public.views.follow_up.wrong_codes", bucket.Bucket())


@pytest.fixture
def cleo(public_client: Any, hotline: Agency) -> Visitor:
    return Visitor(public_client)


@pytest.fixture
def filed(hotline: Agency) -> Filed:
    form = Filing(token="the token of Cleo's form", seen="pictures", place="https://pictures.example/")
    return file_report(form, actor=Actor.reporter(hotline.id))


def test_it_opens_the_report_by_its_code(cleo: Visitor, filed: Filed) -> None:
    cleo.opens(FOLLOW_UP).sends(code=filed.code_shown)
    assert cleo.response.status_code == 200
    assert "Received" in cleo.text and "What became of the report" in cleo.text
    assert filed.code not in cleo.text and "pictures.example" not in cleo.text


@pytest.mark.parametrize("stage", [*Stage])
def test_it_speaks_to_the_young_as_the_form_did(
    cleo: Visitor, hotline: Agency, monkeypatch: pytest.MonkeyPatch, stage: Stage
) -> None:
    """Whoever told us as a child reads no office's German here, whatever became of it."""
    monkeypatch.setattr("seawall.reports.queries.receipt._furthest", lambda _days: stage)
    form = Filing(token="the token of a child's form", seen="pressure", text="Er schreibt.", channel="young")
    filed = file_report(form, actor=Actor.reporter(hotline.id))
    cleo.opens("/de/follow-up/").sends(code=filed.code_shown)
    pages = [cleo.text]
    pages.append(cleo.sends(text=" ").text)
    pages.append(cleo.sends(text="Danke").text)
    for page in pages:
        [main] = re.findall(r"<main.*</main>", page, re.DOTALL)
        assert "Was wir getan haben" in main and "gentle" in page
        assert not re.search(r"\b(Sie|Ihnen|Ihre|Ihr|man|Quittungscode)\b", main), main
    assert "Danke" in pages[-1]


def test_sloppy_writing_is_forgiven(cleo: Visitor, filed: Filed) -> None:
    sloppy = filed.code_shown.lower().replace(" ", "-").replace("0", "o").replace("1", "l")
    cleo.opens(FOLLOW_UP).sends(code=f"  {sloppy} ")
    assert cleo.response.status_code == 200


def test_the_code_is_no_address(cleo: Visitor, filed: Filed) -> None:
    response = cleo.client.get(FOLLOW_UP, {"code": filed.code})
    assert "What became of the report" not in response.content.decode()


def test_a_wrong_code_tells_nothing(cleo: Visitor, filed: Filed) -> None:
    for wrong in ("0000 0000 0000 0000", "nonsense", "x" * 5000, "\x00"):
        cleo.opens(FOLLOW_UP).sends(code=wrong)
        assert cleo.response.status_code == 422
        assert "We find no report and no tip with this code." in cleo.text
    cleo.opens(FOLLOW_UP).sends(code=" ")
    assert "Please type your code." in cleo.text


def test_many_wrong_codes_are_slowed_and_a_right_one_still_opens(
    cleo: Visitor, filed: Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seawall.public.views.follow_up.wrong_codes", bucket.Bucket(2, 0))
    statuses = [cleo.opens(FOLLOW_UP).sends(code=f"{n:016d}").response.status_code for n in range(4)]
    assert statuses == [422, 422, 429, 429]
    assert cleo.opens(FOLLOW_UP).sends(code=filed.code).response.status_code == 200


def test_another_agencys_report_is_not_found(cleo: Visitor, other_hotline: Agency) -> None:
    form = Filing(token="a form at another door", seen="pictures", place="https://pictures.example/")
    foreign = file_report(form, actor=Actor.reporter(other_hotline.id))
    assert cleo.opens(FOLLOW_UP).sends(code=foreign.code).response.status_code == 422


def test_it_says_what_became_of_it(cleo: Visitor, filed: Filed) -> None:
    Subject.objects.update(
        decision="remove",
        removal="gone",
        decided_at=clock.now(),
        acted_at=clock.now(),
        gone_at=clock.now(),
    )
    cleo.opens(FOLLOW_UP).sends(code=filed.code)
    assert "What you reported is no longer there." in cleo.text
    Subject.objects.update(decision="leave", removal="none")
    cleo.opens(FOLLOW_UP).sends(code=filed.code)
    assert "It was right to tell us." in cleo.text


def test_letters_go_both_ways(cleo: Visitor, filed: Filed) -> None:
    cleo.opens(FOLLOW_UP).sends(code=filed.code)
    cleo.sends(text="Is it gone <b>now</b>?")
    assert "The letter has arrived." in cleo.text
    assert "Is it gone &lt;b&gt;now&lt;/b&gt;?" in cleo.text
    cleo.sends(text="Thank you.")
    assert Message.objects.count() == 2


def test_a_letter_sent_twice_is_one(cleo: Visitor, filed: Filed) -> None:
    cleo.opens(FOLLOW_UP).sends(code=filed.code)
    form = {**cleo.form.fields, "text": "Once."}
    for _ in range(2):
        assert cleo.client.post("/en/follow-up/write/", form).status_code == 200
    assert Message.objects.count() == 1


@pytest.mark.parametrize("text", ["", "x" * 5_001])
def test_a_letter_that_cannot_be_kept_says_why_and_stays(cleo: Visitor, filed: Filed, text: str) -> None:
    cleo.opens(FOLLOW_UP).sends(code=filed.code)
    cleo.sends(text=text)
    assert cleo.response.status_code == 422
    assert cleo.form.fields["text"] == text
    assert not Message.objects.exists()


def test_after_half_an_hour_the_code_is_asked_again_and_the_text_is_kept(cleo: Visitor, filed: Filed) -> None:
    before = clock.now() - timedelta(minutes=31)
    visit = Visit(filed.report_id, "a token of one letter", int(before.timestamp())).sealed()
    for wrong in (visit, visit[:-10], "", "ü\x00"):
        response = cleo.client.post("/en/follow-up/write/", {"visit": wrong, "text": "half a sentence"})
        assert response.status_code == 422
        assert "half a sentence" in response.content.decode()
    assert not Message.objects.exists()


def test_nothing_but_the_cookie_of_the_form_is_left(cleo: Visitor, filed: Filed) -> None:
    cleo.opens(FOLLOW_UP).sends(code=filed.code).sends(text="A letter.")
    assert [name for name in cleo.client.cookies if not name.endswith("_form")] == []
    assert Report.objects.count() == 1


def test_a_person_of_the_staff_has_no_door_here(
    cleo: Visitor, mara: Staff, actor_of: Callable[..., Actor]
) -> None:
    for path in ("/reports/", "/account/login/", "/en/reports/"):
        assert cleo.client.get(path).status_code == 404
