from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.identification import policy
from seawall.identification.codes import CLUE, new_code
from seawall.identification.models import Clue, Series
from seawall.identification.moving import locked, move, must_be_open, write_change
from seawall.identification.reading import check_noted, check_reading, write_step
from seawall.identification.states import ChangeKind, Noted, Reading, Things

OPEN_QUESTION = Reading()


@action
def note_clue(series: Series, noted: Noted, *, reading: Reading = OPEN_QUESTION, actor: Actor) -> Clue:
    """Something in the material may tell where the child is: what it is, in words, and what it says so far."""
    series = locked(series.id)[series.id]
    if not policy.may_change(actor, series):
        raise Refused
    must_be_open(series)
    check_noted(noted)
    check_reading(reading)
    code = new_code(CLUE, lambda code: Clue.objects.filter(code=code).exists())
    clue = Clue.objects.create(
        owner_id=series.owner_id, code=code, kind=noted.kind, words=noted.words.strip(), by_id=actor.id
    )
    write_step(clue, reading, actor=actor)
    change = write_change(ChangeKind.CLUE, series, actor=actor)
    move(change, Things(clues=(clue.id,)), None, series)
    record("identification.clue_noted", actor=actor, subject=clue, series=series.id, kind=clue.kind)
    clue.refresh_from_db()
    return clue
