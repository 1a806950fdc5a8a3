"""Machines go past what only pages need, and past no rule."""

from typing import Any

import pytest

pytestmark = pytest.mark.django_db
API = "/api/v1/match/status"


@pytest.fixture
def portal(node_client: Any) -> str:
    """Any page of the node program: here the one that says that a link is not known."""
    return "/notices/unknown/"


def test_an_interface_s_answer_can_do_nothing_in_a_browser(node_client: Any) -> None:
    answer = node_client.get(API)
    assert answer.status_code == 401
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer["X-Frame-Options"] == "DENY" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store" and answer["Referrer-Policy"] == "same-origin"
    assert int(answer["Content-Length"]) == len(answer.content) and not answer.cookies


def test_pages_of_the_same_program_keep_their_own(node_client: Any, portal: str) -> None:
    answer = node_client.get(portal)
    assert "script-src" in answer["Content-Security-Policy"] and answer["X-Frame-Options"] == "DENY"
    node_client.handler.enforce_csrf_checks = True
    assert node_client.post(portal).status_code == 403


def test_a_name_that_is_none_of_ours_is_refused(node_client: Any, portal: str) -> None:
    for path in (API, portal):
        assert node_client.get(path, headers={"host": "elsewhere.example"}).status_code == 422


def test_https_is_asked_of_machines_too(node_client: Any, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert node_client.get(API)["Location"] == f"https://testserver{API}"


def test_a_machine_is_answered_in_the_language_it_asks_for(node_client: Any) -> None:
    """Whatever language the thread spoke before."""
    german = node_client.get(API, headers={"accept-language": "de"})
    english = node_client.get(API)
    assert german.json()["message"] != english.json()["message"]
    assert german["Vary"] == "Accept-Language" and "access key" in english.json()["message"]
