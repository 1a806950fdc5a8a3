"""Names for codes, at the hands of two keepers: Vera seals what is known of two children, and Emil asks her to open some of it with him."""

from datetime import timedelta
from functools import partial

from seawall.core.masked import Masked
from seawall.demo.past.hands import actor_called
from seawall.demo.past.timeline import Timeline
from seawall.identification.actions import keep_in_vault, propose_opening
from seawall.identification.queries import child_for, entries_of
from seawall.identification.states import ToKeep, VaultKind, VaultPurpose

HOURS, DAY = timedelta(hours=3), timedelta(days=1)
# Nobody has such a name.
SAFE = ((VaultKind.NAME, "Quitte Zwieselfund"),)
IDENTIFIED = (
    (VaultKind.NAME, "Tasse Beispielkind"),
    (VaultKind.BIRTH_DATE, "2017-02-03"),
    (VaultKind.SCHOOL, "Schule am Beispielweg, Musterstadt"),
)
OPENED = (VaultKind.NAME, VaultKind.SCHOOL)
WHY = "The youth office is on its way and has to know whom to ask for."
Fields = tuple[tuple[VaultKind, str], ...]


def plan_names(timeline: Timeline, *, safe: str, identified: str) -> None:
    """Of two children, by the ids of the victims. The opening waits for its second keeper when the demo begins."""
    timeline.plan(timeline.end - 6 * DAY, partial(_keep, safe, SAFE))
    timeline.plan(timeline.end - 4 * DAY, partial(_keep, identified, IDENTIFIED))
    timeline.plan(timeline.end - HOURS, partial(_ask_to_open, identified))


def _keep(victim_id: str, fields: Fields) -> None:
    vera = actor_called("vera")
    for kind, words in fields:
        keep_in_vault(child_for(vera, victim_id), ToKeep(kind, Masked(words)), actor=vera)


def _ask_to_open(victim_id: str) -> None:
    emil = actor_called("emil")
    victim = child_for(emil, victim_id)
    wanted = entries_of(victim).filter(kind__in=OPENED).values_list("id", flat=True)
    propose_opening(victim, list(wanted), purpose=VaultPurpose.PROTECT, words=WHY, actor=emil)
