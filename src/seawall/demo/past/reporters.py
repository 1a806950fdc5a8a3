"""The public door's part of the invented weeks: people tell the hotline what they saw."""

from functools import partial
from random import Random

from seawall.core.actors import Actor
from seawall.demo.past.things import Telling, Thing
from seawall.demo.past.timeline import Timeline
from seawall.reports.actions import Filing
from seawall.reports.actions.file_report import file_report


class Reporters:
    def __init__(self, timeline: Timeline, agency_id: str) -> None:
        self._timeline, self._agency_id = timeline, agency_id
        self._random = Random(1)

    def tell(self, thing: Thing) -> None:
        for telling in thing.tellings:
            self._timeline.plan(telling.at, partial(self._file, thing, telling))

    def _file(self, thing: Thing, telling: Telling) -> None:
        filing = Filing(
            token=self._random.randbytes(24).hex(),
            channel=telling.channel,
            language=telling.language,
            seen=telling.seen,
            text=telling.text,
            place=thing.place,
            app=thing.app,
            account=thing.account,
            danger=telling.danger,
            contact=telling.contact,
            country="DE",
        )
        filed = file_report(filing, actor=Actor.reporter(self._agency_id))
        thing.bundle_id = filed.bundle_id
