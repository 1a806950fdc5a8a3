"""What the worker asks the world before a job's body runs. `jobs.py` names these functions instead of importing them: what is needed
to ask registries takes 12 MB in each process, and only the worker asks."""

from seawall.core.web_addresses import parse_address
from seawall.takedown import queries
from seawall.takedown.models import Location
from seawall.takedown.outside import from_settings
from seawall.takedown.outside.found import Found
from seawall.takedown.outside.head import Look
from seawall.takedown.states import NoticeState


def trace(location_id: str, **_: object) -> Found:
    return _found(queries.location_of(location_id))


def trace_lines(notice_id: str, **_: object) -> dict[str, Found]:
    notice = queries.notice_of(notice_id)
    if notice.state != NoticeState.SENDING or notice.letter is not None:
        return {}
    return {location.id: _found(location) for location in queries.lines_to_send(notice)}


def look(location_id: str, **_: object) -> Look:
    return from_settings.look(parse_address(queries.location_of(location_id).url.secret))


def _found(location: Location) -> Found:
    return from_settings.tracer().trace(parse_address(location.url.secret))
