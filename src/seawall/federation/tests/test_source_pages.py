"""The pages of sources, and what stands on the administrator's home when one is in trouble."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, StepUpNeeded, WrongState
from seawall.federation import actions, reading
from seawall.federation.credentials import opened
from seawall.federation.models import Source, SourceRun
from seawall.federation.states import SourceKind, SourceState, SourceTerms, Trouble
from seawall.people.models import Staff

GIVEN = {"user": "unit", "password": "red-cup-7"}
TERMS = SourceTerms("NCMEC", "", 60, "npo", GIVEN)


@pytest.fixture
def source(admin: Actor) -> Source:
    return actions.add_source(SourceKind.HASH_SHARING, TERMS, actor=admin)


def test_an_administrator_adds_one_by_its_environment(staff_client: Any, ada: Staff) -> None:
    client = staff_client(ada)
    sent = {"name": "NCMEC", "environment": "npo", "minutes": "60", **GIVEN}
    reply = client.post(client.at("federation:add_source", kind="hash_sharing"), sent)
    source = Source.objects.get()
    assert reply.status_code == 302 and source.place == "https://hashsharing.ncmec.org/npo"
    assert opened(source.credentials) == GIVEN and "red-cup" not in source.credentials
    page = client.get(client.at("federation:source", source_id=source.id)).content.decode()
    changing = client.get(client.at("federation:change_source", source_id=source.id)).content.decode()
    assert "red-cup-7" not in page + changing and "kept sealed" in page


def test_the_form_asks_for_what_is_needed_and_keeps_what_is_there(staff_client: Any, ada: Staff) -> None:
    client = staff_client(ada)
    adding = client.at("federation:add_source", kind="hash_sharing")
    form = client.post(adding, {"name": "NCMEC", "minutes": "60"}).context["form"]
    assert set(form.errors) == {"environment", "user", "password"}
    elsewhere = {"name": "Elsewhere", "environment": "other", "minutes": "60", **GIVEN}
    assert set(client.post(adding, elsewhere).context["form"].errors) == {"place"}
    client.post(adding, {**elsewhere, "place": "https://elsewhere.example"})
    source = Source.objects.get()
    assert (source.environment, source.place) == ("", "https://elsewhere.example")
    kept = {"environment": "other", "place": source.place, "minutes": "30"}
    client.post(client.at("federation:change_source", source_id=source.id), kept)
    source.refresh_from_db()
    assert opened(source.credentials) == GIVEN and source.minutes == 30


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (SourceTerms(" ", "", 60, "npo", GIVEN), "name"),
        (SourceTerms("A", "ftp://a.example/", 60, "", GIVEN), "place"),
        (SourceTerms("A", "not an address", 60, "", GIVEN), "place"),
        (SourceTerms("A", "", 60, "nowhere", GIVEN), "place"),
        (SourceTerms("A", "", 1, "npo", GIVEN), "minutes"),
        (SourceTerms("A", "", 60, "npo", {"user": "unit"}), "password"),
        (SourceTerms("A", "", 60, "npo", {"user": "a\nb", "password": "x"}), "user"),
        (SourceTerms("NCMEC", "", 60, "npo", GIVEN), "name"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(
    admin: Actor, source: Source, terms: SourceTerms, field: str
) -> None:
    with pytest.raises(Invalid) as told:
        actions.add_source(SourceKind.HASH_SHARING, terms, actor=admin)
    assert set(told.value.fields) == {field} and Source.objects.count() == 1


def test_credentials_are_not_sent_to_an_address_that_somebody_puts_in_place(
    admin: Actor, source: Source
) -> None:
    elsewhere = SourceTerms("NCMEC", "https://elsewhere.example", 60)
    with pytest.raises(Invalid):
        actions.change_source(source, elsewhere, actor=admin)
    kept = actions.change_source(source, SourceTerms("NCMEC", "", 30, "npo"), actor=admin)
    assert (opened(kept.credentials), kept.minutes) == (GIVEN, 30)
    new = {"user": "other", "password": "word"}
    moved = actions.change_source(
        source, SourceTerms("NCMEC", elsewhere.place, 60, credentials=new), actor=admin
    )
    assert opened(moved.credentials) == new and moved.checkpoint == {} and moved.environment == ""


def test_it_is_paused_and_goes_on(admin: Actor, source: Source) -> None:
    assert actions.pause_source(source, actor=admin).state is SourceState.PAUSED
    assert reading.read_due() == 0
    with pytest.raises(WrongState):
        actions.ask_run(source, actor=admin)
    assert actions.resume_source(source, actor=admin).state is SourceState.WAITING


def test_removed_it_keeps_no_credentials_and_its_name_is_free(
    admin: Actor, source: Source, staff_client: Any, ada: Staff
) -> None:
    client = staff_client(ada)
    asked = client.get(client.at("federation:remove_source", source_id=source.id))
    assert asked.status_code == 200 and Source.objects.get().removed_at is None
    client.post(client.at("federation:remove_source", source_id=source.id))
    gone = Source.objects.get()
    assert (gone.state, gone.credentials, gone.due_at) == (SourceState.REMOVED, "", None)
    assert actions.add_source(SourceKind.HASH_SHARING, TERMS, actor=admin).id != source.id
    with pytest.raises(WrongState):
        actions.resume_source(gone, actor=admin)


def test_nobody_else_may(
    source: Source, rena: Staff, stranger: Staff, actor_of: Callable[..., Actor], admin: Actor
) -> None:
    for actor in (actor_of(rena), actor_of(stranger), Actor.system("agc_other")):
        for deed in (actions.pause_source, actions.remove_source, actions.ask_run):
            with pytest.raises(Refused):
                deed(source, actor=actor)
        with pytest.raises(Refused):
            actions.add_source(SourceKind.HASH_SHARING, TERMS, actor=actor)
    with pytest.raises(StepUpNeeded):
        actions.add_source(SourceKind.HASH_SHARING, TERMS, actor=admin.stale())
    with pytest.raises(Refused):
        actions.end_run(source, Trouble.NONE, lease="", actor=admin)


def test_trouble_stands_on_the_home_page_in_a_sentence(
    admin: Actor, staff_client: Any, ada: Staff, rena: Staff, settings: Any, tmp_path: Path
) -> None:
    settings.SOURCES = str(tmp_path)
    source = actions.add_source(SourceKind.FOLDER, SourceTerms("Partner", "missing", 60), actor=admin)
    reading.read_due()
    client = staff_client(ada)
    home = client.get(client.at("desk:home")).content.decode()
    page = client.get(client.at("federation:source", source_id=source.id)).content.decode()
    assert "Sources in trouble" in home and "Partner" in home
    assert str(Trouble.NO_FOLDER.label) in page
    reviewer = staff_client(rena)
    assert "Sources in trouble" not in reviewer.get(reviewer.at("desk:home")).content.decode()
    # Mended, it is silent again.
    (tmp_path / "missing").mkdir()
    Source.objects.update(due_at=clock.now())
    reading.read_due()
    assert "Sources in trouble" not in client.get(client.at("desk:home")).content.decode()
    assert list(SourceRun.objects.order_by("id").values_list("state", flat=True)) == ["broken", "whole"]
