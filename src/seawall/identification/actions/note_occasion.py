from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.identification import policy
from seawall.identification.models import Series, Telling
from seawall.identification.moving import locked
from seawall.identification.states import FOUND
from seawall.identification.wishes.keeping import settle, wish_of
from seawall.identification.wishes.words import Occasion, Why


@action
def note_occasion(series: Series, occasion: Occasion, *, source: str, actor: Actor) -> list[Telling]:
    """Something was found of which the identified children of a series could be told: each one's wish decides, and what it decided
    is kept. Once for each child and source."""
    series = locked(series.id)[series.id]
    if not policy.may_decide_by_wish(actor, series):
        raise Refused
    found = list(series.victims.select_for_update().filter(state__in=FOUND).order_by("id"))
    known = set(Telling.objects.filter(victim__in=found, source=source).values_list("victim_id", flat=True))
    made = []
    for victim in found:
        if victim.id not in known:
            telling = Telling(owner_id=series.owner_id, victim=victim, occasion=occasion, source=source)
            settle(telling, wish_of(victim)).save()
            made.append(telling)
    for telling in made:
        why, due_on = Why(telling.why).value, str(telling.due_on or "")
        record("identification.wish_asked", actor=actor, subject=telling.victim_id, why=why, due_on=due_on)
    return made
