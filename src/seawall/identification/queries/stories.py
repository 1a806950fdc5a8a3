"""What happened to a series, from its changes and the steps of its victims; the rest of it stands in the trail."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from seawall.core.actors import Actor
from seawall.core.codes import country_name
from seawall.core.stories import Happened, Story
from seawall.identification.models import Claim, ClosedTrail, Clue, Series, VictimStep
from seawall.identification.queries.series import history_of, one_series_for
from seawall.identification.states import Ground, VictimState

TOLD = frozenset(
    {
        "identification.series_opened",
        "identification.items_added",
        "identification.items_removed",
        "identification.split",
        "identification.merged",
        "identification.undone",
        "identification.victim_added",
        "identification.victim_stepped",
        "identification.clue_noted",
    }
)
TONES = {VictimState.IDENTIFIED: "good", VictimState.SAFEGUARDED: "good", VictimState.COUNTRY_KNOWN: "wait"}


def series_story_for(actor: Actor, series_id: str) -> Story:
    series = one_series_for(actor, series_id)
    return Story(series.code, [*_changes(series), *_steps(series)], _ids(series), TOLD)


def _ids(series: Series) -> list[str]:
    """The lines about clues name no word of them."""
    found = (
        Claim.objects.filter(series=series),
        Clue.objects.filter(series=series),
        ClosedTrail.objects.filter(series=series),
    )
    return [series.id, *(an_id for some in found for an_id in some.order_by().values_list("pk", flat=True))]


def _changes(series: Series) -> Iterator[Happened]:
    for one in history_of(series):
        counts = (
            (ngettext_lazy("%(number)s item", "%(number)s items", "number"), "item_count"),
            (ngettext_lazy("%(number)s victim", "%(number)s victims", "number"), "victim_count"),
            (ngettext_lazy("%(number)s clue", "%(number)s clues", "number"), "clue_count"),
        )
        beside = f"{one.series.code} → {one.other.code}" if one.other else ""
        # Counted by the database as it read the changes.
        words = [words % {"number": getattr(one, name)} for words, name in counts if getattr(one, name)]
        yield Happened(one.at, capfirst(one.get_kind_display()), one.by.name, _line(beside, *words))


def _steps(series: Series) -> Iterator[Happened]:
    steps = VictimStep.objects.filter(victim__series=series).select_related("victim", "by")
    for one in steps:
        then = VictimState(one.target)
        title = _("Victim %(code)s: %(what)s") % {"code": one.victim.code, "what": then.label}
        country = country_name(one.country) if one.country else ""
        detail = _line(Ground(one.ground).label, country)
        yield Happened(one.at, title, one.by.name, detail, "alert" if one.is_back else TONES.get(then, ""))


def _line(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)
