"""What becomes of two measures that touch, or touch no more: both sides at once, in the transaction of whoever moved."""

from collections.abc import Collection

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused, WrongState
from seawall.operations import policy
from seawall.operations.deconflicting.states import STEPS, MeasureState, Reply
from seawall.operations.deconflicting.touching import touching
from seawall.operations.models import Clash, Measure


def locked_with_touched(measure: Measure) -> Measure:
    """And all that it touches or touched, in one order, so that two agencies never wait for each other."""
    known = Clash.objects.filter(measure_id=measure.pk).values_list("other_id", flat=True)
    wanted = {measure.pk, *known, *touching(measure)}
    there = {one.pk: one for one in Measure.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    if measure.pk not in there:
        raise NotFound
    return there[measure.pk]


def must_step(measure: Measure, to: MeasureState, *, actor: Actor) -> None:
    if not policy.may_carry_out(actor, measure):
        raise Refused
    if to not in STEPS[MeasureState(measure.state)]:
        raise WrongState


def meet(measure: Measure) -> None:
    """Whoever touches it now is told, and so is its own agency; what was ready to go stops until its agency has answered."""
    now_touching = touching(measure)
    told = [one for other_id in now_touching for one in _tell_both(measure, other_id)]
    part(measure, keep=now_touching)
    for clash in told:
        system = Actor.system(clash.owner_id)
        record("operations.clash_found", actor=system, subject=clash, measure=clash.measure_id)


def part(measure: Measure, keep: Collection[str] = ()) -> None:
    """What it touches no more needs no answer, on neither side."""
    mine = Clash.objects.filter(measure=measure, over_at=None).exclude(other_id__in=keep)
    theirs = Clash.objects.filter(other=measure, over_at=None).exclude(measure_id__in=keep)
    for side in (mine, theirs):
        side.update(over_at=clock.now(), changed_at=clock.now())


def answer_all(measure: Measure, reply: Reply) -> None:
    """Of its own side."""
    Clash.objects.filter(measure=measure, over_at=None).update(reply=reply, changed_at=clock.now())


def ask_others_again(measure: Measure) -> None:
    """What the other sides answered to is no more."""
    for theirs in Clash.objects.filter(other=measure, over_at=None):
        _ask_again(theirs)


def unanswered(measure: Measure) -> bool:
    """Asked anew here, for what another agency planned a moment ago and no job has noticed yet."""
    answered = Clash.objects.filter(measure=measure, over_at=None).exclude(reply=Reply.NONE)
    open_ones = Clash.objects.filter(measure=measure, over_at=None, reply=Reply.NONE)
    told = set(answered.values_list("other_id", flat=True))
    return open_ones.exists() or not told.issuperset(touching(measure))


def _tell_both(measure: Measure, other_id: str) -> list[Clash]:
    other = Measure.objects.get(pk=other_id)
    told = []
    for mine, theirs in ((measure, other), (other, measure)):
        clash, new = Clash.objects.get_or_create(
            measure=mine, other=theirs, defaults={"owner_id": mine.owner_id}
        )
        if new or clash.over_at is not None:
            clash.over_at = None
            _ask_again(clash)
            told.append(clash)
    return told


def _ask_again(clash: Clash) -> None:
    clash.reply = Reply.NONE
    clash.save(update_fields=["reply", "over_at", "changed_at"])
    Measure.objects.filter(pk=clash.measure_id, state=MeasureState.GO).update(
        state=MeasureState.PLANNED, changed_at=clock.now()
    )
