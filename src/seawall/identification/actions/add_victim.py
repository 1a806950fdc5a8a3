from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.identification import policy
from seawall.identification.codes import VICTIM, new_code
from seawall.identification.models import Series, Victim
from seawall.identification.moving import locked, move, must_be_open, write_change
from seawall.identification.states import ChangeKind, Sex, Things
from seawall.material.states import AgeBand


@action
def add_victim(
    series: Series, *, age: AgeBand = AgeBand.UNDETERMINED, sex: Sex = Sex.UNKNOWN, actor: Actor
) -> Victim:
    """One more child is shown in the series: a code, and what tells it apart from another child there."""
    series = locked(series.id)[series.id]
    if not policy.may_change(actor, series):
        raise Refused
    must_be_open(series)
    code = new_code(VICTIM, lambda code: Victim.objects.filter(code=code).exists())
    victim = Victim.objects.create(owner_id=series.owner_id, code=code, age=age, sex=sex)
    change = write_change(ChangeKind.VICTIM, series, actor=actor)
    move(change, Things(victims=(victim.id,)), None, series)
    record("identification.victim_added", actor=actor, subject=victim, series=series.id)
    victim.refresh_from_db()
    return victim
