"""What is thought of a clue, checked and written down as its next step. Called inside the deeds, under their locks."""

from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.codes import is_country
from seawall.core.errors import Invalid, Refused, Sentence, WrongState
from seawall.identification import policy
from seawall.identification.clue_kinds import is_kind
from seawall.identification.models import Clue, ClueStep, Leaning
from seawall.identification.moving import checked_words, locked, must_be_open
from seawall.identification.states import (
    LONGEST_WORDS,
    AsideGround,
    ClueState,
    Confidence,
    Noted,
    Reading,
    check_clue_step,
)


def clue_to_change(clue: Clue, then: ClueState, actor: Actor) -> Clue:
    """Locked, after its series, as in every other deed here: a merge moves clues under that lock."""
    series = locked(clue.series_id or "")
    clue = Clue.objects.select_for_update().get(pk=clue.pk)
    if not policy.may_change(actor, clue):
        raise Refused
    if clue.series_id not in series:
        raise WrongState(_("This clue was noted by mistake and taken back."))
    must_be_open(series[clue.series_id])
    check_clue_step(clue.state, then)
    return clue


def check_noted(noted: Noted) -> None:
    faults: dict[str, Sentence] = {}
    if not is_kind(noted.kind):
        faults["kind"] = _("Choose what kind of clue it is.")
    if not noted.words.strip():
        faults["words"] = _("Say in words what it is.")
    elif len(noted.words.strip()) > LONGEST_WORDS:
        faults["words"] = _("Please say it in at most 500 letters.")
    if faults:
        raise Invalid(faults)


def check_reading(reading: Reading) -> None:
    faults: dict[str, Sentence] = {}
    for name, codes in (("supports", reading.supports), ("excludes", reading.excludes)):
        if not all(map(is_country, codes)):
            faults[name] = _("This is not the two-letter code of a country, such as DE.")
    if set(reading.supports) & set(reading.excludes):
        faults["excludes"] = _("A clue does not support and exclude the same country. Name it once.")
    if reading.confidence is not Confidence.UNJUDGED and not (reading.supports or reading.excludes):
        faults["supports"] = _("Name a country that it supports or excludes, or leave it an open question.")
    if faults:
        raise Invalid(faults)


def write_step(
    clue: Clue, reading: Reading, *, ground: AsideGround | None = None, words: str = "", actor: Actor
) -> ClueStep:
    """With a ground the clue is set aside by it."""
    state = ClueState.SET_ASIDE if ground else ClueState.OPEN
    step = ClueStep.objects.create(
        clue=clue,
        state=state,
        confidence=reading.confidence,
        ground=ground or "",
        words=checked_words(words),
        by_id=actor.id,
    )
    sides = [(code, True) for code in reading.supports] + [(code, False) for code in reading.excludes]
    Leaning.objects.bulk_create(
        Leaning(step=step, country=country, supports=supports) for country, supports in sorted(set(sides))
    )
    clue.state, clue.confidence = state, reading.confidence
    clue.save(update_fields=["state", "confidence", "changed_at"])
    return step


def reading_of(clue: Clue) -> Reading:
    return readings_of([clue])[clue.id]


def readings_of(clues: Collection[Clue]) -> Mapping[str, Reading]:
    """By the id of the clue, as its latest step has it; in two questions whatever their number."""
    steps = ClueStep.objects.filter(clue__in=clues).order_by("id").prefetch_related("leanings")
    return {step.clue_id: as_read(step) for step in steps}


def as_read(step: ClueStep) -> Reading:
    leanings = list(step.leanings.all())
    return Reading(Confidence(step.confidence), _sides(leanings, True), _sides(leanings, False))


def _sides(leanings: Iterable[Leaning], supports: bool) -> tuple[str, ...]:
    return tuple(one.country for one in leanings if one.supports is supports)
