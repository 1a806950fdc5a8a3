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
# To whoever told us by the form for the young.
YOUNG_TITLES = {
    Stage.RECEIVED: _("We have it"),
    Stage.ASSESSED: _("We have read it"),
    Stage.ACTED: _("We have done something"),
    Stage.GONE: _("It is gone"),
    Stage.NO_ACTION: _("We have read it, and there is nothing we can do"),
}
YOUNG_NOW = {
    Stage.RECEIVED: _(
        "What you told us is here. Somebody reads it soon. If a child is in danger, that comes first."
    ),
    Stage.ASSESSED: _("We have read what you told us, and we know what to do. We are working on it."),
    Stage.ACTED: _("We have asked somebody who can take it off the internet, or somebody who can help."),
    Stage.GONE: _(
        "What you told us about is gone. We keep looking whether it stays away. Telling us was brave."
    ),
    Stage.NO_ACTION: _(
        "We have looked very carefully. There is nothing we can do about it, or it is gone already. "
        "It was still right to tell us, and it is not your fault."
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
    titles = YOUNG_TITLES if receipt.is_young else TITLES
    return [StageShown(titles[stage], receipt.days.get(stage), stage == receipt.stage) for stage in way]


def words_now(receipt: Receipt) -> Any:
    return (YOUNG_NOW if receipt.is_young else NOW)[receipt.stage]
