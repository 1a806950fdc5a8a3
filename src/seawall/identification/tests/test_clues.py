"""A clue is noted, weighed, set aside and counted again; what was thought before stays, and its words stay masked."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.identification.actions import (
    merge_series,
    note_clue,
    reveal_clue,
    reveal_clues,
    set_aside_clue,
    split_series,
    undo_change,
    weigh_clue,
)
from seawall.identification.clue_kinds import is_kind, kind_name, kinds, question_of
from seawall.identification.models import Change, Clue, ClueStep, Leaning, Series
from seawall.identification.queries import cards_of, steps_of
from seawall.identification.states import (
    AsideGround,
    CluePurpose,
    ClueState,
    Confidence,
    Noted,
    Reading,
    SeriesState,
    Things,
)
from seawall.identification.tests.makers import a_clue, a_series, items_of, read

PLUG = "A white plug with three flat pins."


def last_change() -> Change:
    return Change.objects.latest("id")


def test_it_is_noted_as_an_open_question(at_work: Actor) -> None:
    series = a_series(at_work)
    clue = note_clue(series, Noted("plug", f" {PLUG} "), actor=at_work)
    assert clue.series == series and clue.code.startswith("C-") and clue.by_id == at_work.id
    assert (
        clue.confidence == Confidence.UNJUDGED
        and clue.question == "Which type is it, and where is it in use?"
    )
    [card] = cards_of(series)
    assert card.clue == clue and card.reading == Reading()
    line = Line.objects.latest("at")
    assert line.what == "identification.clue_noted" and line.subject_id == clue.id


def test_it_is_weighed_set_aside_and_counted_again_and_the_history_stays(
    at_work: Actor, colleague: Actor
) -> None:
    clue = a_clue(at_work)
    weighed = read("IE GB", "FR", Confidence.HIGH)
    weigh_clue(clue, weighed, words="An expert says: type G.", actor=colleague)
    clue = set_aside_clue(clue, AsideGround.EVERYWHERE, words="An adapter.", actor=at_work)
    assert clue.state == ClueState.SET_ASIDE
    with pytest.raises(WrongState):
        set_aside_clue(clue, AsideGround.WRONG, actor=at_work)
    clue = weigh_clue(clue, read("IE", confidence=Confidence.LOW), actor=at_work)
    assert clue.is_open and clue.confidence == Confidence.LOW
    told = [(step.state, step.confidence, step.by_id, reading.supports) for step, reading in steps_of(clue)]
    assert told == [
        ("open", "low", at_work.id, ("IE",)),
        ("aside", "high", at_work.id, ("GB", "IE")),
        ("open", "high", colleague.id, ("GB", "IE")),
        ("open", "unjudged", at_work.id, ()),
    ]


def test_its_words_are_masked_until_somebody_says_what_for(at_work: Actor) -> None:
    clue = a_clue(at_work)
    kept = Clue.objects.get()
    for text in (str(kept.words), repr(kept.words), repr(kept), repr(Noted("plug", PLUG))):
        assert "plug with" not in text
    assert reveal_clues(clue.series, CluePurpose.WEIGH, actor=at_work) == {clue.id: PLUG}
    assert reveal_clue(clue, CluePurpose.ASK, actor=at_work) == PLUG
    told = {line.what: line.body for line in Line.objects.all()}
    assert '"purpose":"weigh"' in told["identification.clues_revealed"]
    assert '"purpose":"ask"' in told["identification.clue_revealed"]
    assert not any("pins" in body for body in told.values())


@pytest.mark.parametrize(
    ("noted", "reading", "fields"),
    [
        (Noted("nonsense", PLUG), Reading(), {"kind"}),
        (Noted("plug", "  "), Reading(), {"words"}),
        (Noted("plug", "x" * 501), Reading(), {"words"}),
        (Noted("plug", PLUG), read("XX"), {"supports"}),
        (Noted("plug", PLUG), read("DE", "DE"), {"excludes"}),
        (Noted("plug", PLUG), read(), {"supports"}),
    ],
)
def test_what_is_wrong_is_said(at_work: Actor, noted: Noted, reading: Reading, fields: set[str]) -> None:
    with pytest.raises(Invalid) as wrong:
        note_clue(a_series(at_work), noted, reading=reading, actor=at_work)
    assert set(wrong.value.fields) == fields and not Clue.objects.exists()


def test_the_database_keeps_a_country_to_one_side_and_a_ground_to_what_is_set_aside(at_work: Actor) -> None:
    step = ClueStep.objects.get(clue=a_clue(at_work, reading=read("DE")))
    for wrong in (
        lambda: Leaning.objects.create(step=step, country="DE", supports=False),
        lambda: ClueStep.objects.filter(pk=step.pk).update(ground="wrong"),
        lambda: ClueStep.objects.filter(pk=step.pk).update(state="aside"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_clues_go_with_a_merge_and_with_what_is_split_off(at_work: Actor) -> None:
    one, other = a_series(at_work), a_series(at_work)
    clue = a_clue(at_work, one)
    merge_series(one, other, actor=at_work)
    merge = last_change()
    assert [card.clue for card in cards_of(other)] == [clue] and not cards_of(one)
    split = split_series(other, Things((items_of(other).pop(),), clues=(clue.id,)), actor=at_work)
    assert [card.clue for card in cards_of(split)] == [clue]
    undo_change(last_change(), actor=at_work)
    undo_change(merge, actor=at_work)
    assert [card.clue for card in cards_of(one)] == [clue]


def test_a_clue_noted_by_mistake_is_taken_back_and_nothing_more_is_thought_of_it(at_work: Actor) -> None:
    series = a_series(at_work)
    opened, clue = last_change(), a_clue(at_work, series)
    with pytest.raises(WrongState):
        undo_change(opened, actor=at_work)
    undo_change(last_change(), actor=at_work)
    clue.refresh_from_db()
    assert clue.series is None
    for deed in (
        lambda: weigh_clue(clue, read("DE"), actor=at_work),
        lambda: set_aside_clue(clue, AsideGround.WRONG, actor=at_work),
    ):
        with pytest.raises(WrongState):
            deed()
    undo_change(opened, actor=at_work)
    assert Series.objects.get(pk=series.pk).state == SeriesState.DISSOLVED


def test_strangers_note_weigh_and_read_nothing(at_work: Actor, abroad: Actor, reviewer: Actor) -> None:
    clue = a_clue(at_work)
    for actor in (abroad, reviewer, Actor.system(at_work.agency_id)):
        for deed in (
            lambda actor=actor: a_clue(actor, clue.series),
            lambda actor=actor: weigh_clue(clue, read("DE"), actor=actor),
            lambda actor=actor: set_aside_clue(clue, AsideGround.WRONG, actor=actor),
            lambda actor=actor: reveal_clue(clue, CluePurpose.WEIGH, actor=actor),
            lambda actor=actor: reveal_clues(clue.series, CluePurpose.WEIGH, actor=actor),
        ):
            with pytest.raises(Refused):
                deed()


def test_every_kind_has_a_name_and_a_question_in_both_languages() -> None:
    codes = [code for code, _name in kinds()]
    assert "plug" in codes and not is_kind("nonsense") and kind_name("nonsense") == "nonsense"
    said = {}
    for language in ("en", "de"):
        with override(language):
            said[language] = [(kind_name(code), question_of(code)) for code in codes]
    assert all(name and asks.endswith("?") for told in said.values() for name, asks in told)
    assert said["en"][0][0] == "object" and said["de"][0][0] == "Gegenstand"
