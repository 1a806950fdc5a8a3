from collections.abc import Callable

import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.errors import NotFound
from seawall.people.models import Agency, Staff
from seawall.reports.actions import open_bundle
from seawall.reports.tests.makers import a_bundle

ActorOf = Callable[..., Actor]


def test_it_shows_the_words_and_leaves_a_line(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    opened = open_bundle(a_bundle(hotline, text="Please look."), actor=actor_of(mara))
    assert [shown.text for shown in opened.reports] == ["Please look."]
    assert Line.objects.filter(what="reports.bundle_opened", actor_id=mara.id).count() == 1


def test_addresses_are_masked_and_tricks_made_visible(
    hotline: Agency, mara: Staff, actor_of: ActorOf
) -> None:
    text = "See https://pictures.example/a?b=c now \u202egpj.exe\x1b"
    opened = open_bundle(a_bundle(hotline, text=text), actor=actor_of(mara))
    assert opened.reports[0].text == "See hxxps://pic…/… now ‹U+202E›gpj.exe‹U+001B›"


def test_the_place_is_shown_where_the_machine_could_not_read_it(
    hotline: Agency, mara: Staff, actor_of: ActorOf
) -> None:
    bundle = a_bundle(hotline, place="https://pictures.example/\u202egpj\nbehind the old mill")
    shown = open_bundle(bundle, actor=actor_of(mara)).reports[0]
    assert "behind the old mill" in shown.place
    assert "pictures.example" not in shown.place


def test_a_stranger_finds_nothing(hotline: Agency, stranger: Staff, otto: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline)
    for person in (stranger, otto):
        with pytest.raises(NotFound):
            open_bundle(bundle, actor=actor_of(person))
