"""What became of a report, in words that are safe for everybody who may read over a shoulder."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from seawall.reports.queries import Receipt, Stage

TITLES = {
    Stage.RECEIVED: _("Received"),
    Stage.ASSESSED: _("Looked at"),
    Stage.ACTED: _("Acted on"),
    Stage.GONE: _("Gone"),
    Stage.NO_ACTION: _("Looked at, and nothing we can act on"),
}
NOW = {
    Stage.RECEIVED: _("Your report is here. Somebody will look at it; danger to a child comes first."),
    Stage.ASSESSED: _("We have looked at your report and know what to do. The next steps are on their way."),
    Stage.ACTED: _("We have asked those who can remove it, or passed it to those who can help."),
    Stage.GONE: _("What you reported is no longer there. We keep looking whether it stays away. Thank you."),
    Stage.NO_ACTION: _(
        "We have looked at your report carefully. It is not something we can act on, or it is no longer there. "
        "It was right to tell us."
    ),
}


@dataclass(frozen=True, slots=True)
class StageShown:
    title: Any
    day: date | None
    current: bool


def stages_of(receipt: Receipt) -> list[StageShown]:
    way = [Stage.RECEIVED, Stage.ASSESSED, Stage.ACTED, Stage.GONE]
    if receipt.stage == Stage.NO_ACTION:
        way = [Stage.RECEIVED, Stage.NO_ACTION]
    return [StageShown(TITLES[stage], receipt.days.get(stage), stage == receipt.stage) for stage in way]


def words_now(receipt: Receipt) -> Any:
    return NOW[receipt.stage]
