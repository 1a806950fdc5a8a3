import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from seawall.people.models import Agency
from seawall.public import helplines

PAGES = ("", "report/", "young/", "young/report/", "follow-up/", "help/", "privacy/", "left/")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_names_the_emergency_number_and_the_quick_exit(
    public_client: Any, hotline: Agency, language: str, path: str
) -> None:
    response = public_client.get(f"/{language}/{path}")
    page = response.content.decode()
    assert response.status_code == 200
    assert 'href="tel:112"' in page and "data-exit" in page
    assert f'lang="{language}"' in page
    assert page.count("<h1") == 1
    assert response.headers["Cache-Control"] == "no-store"


def test_the_door_itself_leads_to_the_visitors_language(public_client: Any, hotline: Agency) -> None:
    assert public_client.get("/", headers={"accept-language": "de"})["Location"] == "/de/"
    assert public_client.get("/")["Location"] == "/en/"


def test_looking_around_leaves_no_cookie(public_client: Any, hotline: Agency) -> None:
    for path in ("", "help/", "privacy/", "young/"):
        assert not public_client.get(f"/en/{path}").cookies


def test_the_young_are_spoken_to_as_du(public_client: Any, hotline: Agency) -> None:
    for path in ("young/", "young/report/"):
        page = public_client.get(f"/de/{path}").content.decode()
        main = re.search(r"<main.*</main>", page, re.DOTALL)
        assert main and not re.search(r"\b(Sie|Ihnen|Ihre|Ihr)\b(?! können)", main[0])
        assert re.search(r"\b([Dd]u|[Dd]ir|[Dd]ich|[Dd]ein\w*)\b", main[0])


def test_every_helpline_says_where_it_is_from() -> None:
    text = (Path(helplines.__file__).parent / "data" / "helplines.toml").read_text(encoding="utf-8")
    for country in tomllib.loads(text)["country"]:
        assert country["en"] and country["de"]
        for line in country["line"]:
            assert line["confidence"] == "high" and line["source"] and line["en"] and line["de"]
            assert re.fullmatch(r"[0-9 ]+", line["number"])


def test_the_agencys_own_country_comes_first() -> None:
    assert helplines.countries("FR")[0].code == "FR"
    assert {line.number for line in helplines.lines_for_the_young("FR")} == {"119"}
    assert {line.number for line in helplines.lines_for_the_young("XX")} == {"116 111", "112"}
