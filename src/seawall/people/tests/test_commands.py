"""The command line of people: what it prints, and how it says no."""

import re
from collections.abc import Callable
from typing import Any

from click.testing import CliRunner

from seawall.cli.agency import agency
from seawall.cli.staff import staff
from seawall.core.actors import Duty
from seawall.people.models import Agency, Staff
from seawall.people.queries import is_locked_out
from seawall.people.tests.door import PASSWORD, give_password, ready


def run(group: Any, *words: str, given: str = "") -> Any:
    return CliRunner().invoke(group, list(words), input=given)


def test_it_adds_an_agency(db: None) -> None:
    done = run(agency, "add", "Meldestelle Nord", "--kind", "hotline", "--country", "de", "--public-door")
    assert done.exit_code == 0, done.output
    added = Agency.objects.get(name="Meldestelle Nord")
    assert (added.kind, added.country, added.public_door) == ("hotline", "DE", True)


def test_it_says_what_is_wrong_with_an_agency(hotline: Agency) -> None:
    for words, sentence in (
        (("Meldestelle Nord", "--country", "DE"), "already an agency of this name"),
        (("Andere", "--country", "Germany"), "two letters"),
        (("Andere", "--country", "DE", "--public-door"), "already has this node's public door"),
    ):
        said = run(agency, "add", *words, "--kind", "hotline")
        assert said.exit_code == 1 and sentence in said.output


def add(*words: str, given: str = "") -> Any:
    return run(staff, "add", "neu@nord.example", "--name", "Neu", *words, given=given)


def test_it_adds_a_person_and_prints_a_link_that_works(
    staff_client: Callable[..., Any], hotline: Agency
) -> None:
    done = add("--agency", hotline.name, "--duty", "analyst", "--duty", "reviewer")
    assert done.exit_code == 0, done.output
    assert Staff.objects.get(email="neu@nord.example").duties() == {Duty.ANALYST, Duty.REVIEWER}
    path = re.search(r"http://[^/]+(\S+)", done.output)
    assert path
    assert "set-password" in staff_client().get(path[1])["Location"]


def test_it_takes_a_password_from_standard_input(staff_client: Callable[..., Any], hotline: Agency) -> None:
    done = add("--agency", hotline.name, "--password-stdin", given=PASSWORD + "\n")
    assert done.exit_code == 0 and "http" not in done.output, done.output
    assert give_password(staff_client(), Staff.objects.get()).status_code == 302


def test_a_refused_password_leaves_nobody_behind(hotline: Agency) -> None:
    said = add("--agency", hotline.name, "--password-stdin", given="short\n")
    assert said.exit_code == 1 and "12 characters" in said.output
    assert not Staff.objects.exists()


def test_it_says_what_is_wrong_with_a_person(hotline: Agency) -> None:
    said = add("--agency", "Nowhere")
    assert said.exit_code == 1 and "Known: Meldestelle Nord" in said.output
    said = add("--agency", hotline.name, "--duty", "auditor", "--duty", "administrator")
    assert said.exit_code == 1 and "must not hold these duties together" in said.output
    assert not Staff.objects.exists()


def test_it_lists_people(mara: Staff, otto: Staff) -> None:
    said = run(staff, "list").output
    assert "Meldestelle Nord" in said and "Mara: analyst" in said and "Otto: auditor" in said


def test_it_unlocks(staff_client: Callable[..., Any], mara: Staff) -> None:
    for _ in range(5):
        give_password(staff_client(), mara, "not the right sentence")
    assert is_locked_out(mara) and "locked out" in run(staff, "list").output
    assert "may sign in again" in run(staff, "unlock", mara.email).output
    assert not is_locked_out(mara)
    assert "was not locked out" in run(staff, "unlock", mara.email).output


def test_it_resets_factors(mara: Staff) -> None:
    ready(mara)
    done = run(staff, "reset-factors", mara.email)
    assert done.exit_code == 0 and "/account/first-password/" in done.output
    mara.refresh_from_db()
    assert not mara.has_usable_password()


def test_it_says_that_nobody_has_this_address(db: None) -> None:
    for command in ("unlock", "reset-factors"):
        said = run(staff, command, "nobody@nowhere.example")
        assert said.exit_code == 1 and "Nobody here signs in" in said.output
