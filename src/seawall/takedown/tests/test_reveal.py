import pytest
from django.db import connection

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.errors import Refused, StepUpNeeded, TrailUnwritable, WrongState
from seawall.takedown import actions
from seawall.takedown.models import Location
from seawall.takedown.states import RevealPurpose
from seawall.takedown.tests import makers


def test_it_reveals_for_a_purpose_and_leaves_a_line(location, analyst):
    assert (
        actions.reveal_location(location, RevealPurpose.TRACE, actor=analyst) == "https://bilder.example/a/1"
    )
    line = Line.objects.get(what="location.revealed")
    assert (line.actor_id, line.subject_id) == (analyst.id, location.id)
    assert '"trace"' in line.body and "bilder" not in line.body


def test_without_a_fresh_second_factor_nothing_is_shown(location, analyst):
    with pytest.raises(StepUpNeeded):
        actions.reveal_location(location, RevealPurpose.TRACE, actor=analyst.stale())
    assert not Line.objects.filter(what="location.revealed").exists()


def test_the_stranger_other_duties_and_nobody_may_not(location, foreigner, investigator, otto, actor_of):
    for actor in (foreigner, investigator, actor_of(otto), None, Actor.system(location.owner_id)):
        with pytest.raises(Refused):
            actions.reveal_location(location, RevealPurpose.TRACE, actor=actor)


def test_the_letter_is_shown_as_it_left(analyst, foreigner, reviewer):
    notice = makers.sent(analyst)
    text = actions.reveal_letter(notice, RevealPurpose.NOTICE, actor=analyst)
    assert "https://bilder.example/a/1" in text and "/notices/" in text
    for actor in (foreigner, reviewer, None):
        with pytest.raises(Refused):
            actions.reveal_letter(notice, RevealPurpose.NOTICE, actor=actor)
    with pytest.raises(WrongState):
        actions.reveal_letter(
            makers.drafted(analyst, "https://b.example/"), RevealPurpose.NOTICE, actor=analyst
        )


def test_the_provider_sees_the_addresses_of_its_notice(analyst):
    notice = makers.sent(analyst)
    found = actions.reveal_to_provider(notice, actor=Actor.provider(notice.owner_id, notice.id))
    assert list(found.values()) == ["https://bilder.example/a/1"]
    notice.refresh_from_db()
    assert notice.first_opened_at is not None
    assert Line.objects.filter(what="notice.revealed_to_provider").count() == 1


def test_nothing_shows_an_address_by_mistake(location):
    loaded = Location.objects.get()
    for text in (repr(loaded), str(loaded), repr(loaded.url), f"{loaded.url}", str(loaded.__dict__)):
        assert "bilder.example" not in text


def test_if_the_trail_cannot_be_written_nothing_is_shown(location, analyst):
    """The trail's own table is not there, as on a broken disk."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {Line._meta.db_table} RENAME TO moved_away")
    with pytest.raises(TrailUnwritable):
        actions.reveal_location(location, RevealPurpose.TRACE, actor=analyst)
