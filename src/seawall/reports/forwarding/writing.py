"""A bundle as a report in the CyberTipline format. Nothing of it is a file: fingerprints, labels, addresses and words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from seawall.core.keys import digest
from seawall.reports.models import Subject
from seawall.reports.reading import FINGERPRINT_KINDS
from seawall.reports.states import Incident, SubjectKind, Told
from seawall.wire.cybertip import report as wire
from seawall.wire.cybertip.constants import FileAnnotation, IncidentType, Relevance
from seawall.wire.cybertip.people import Email, Person, Phone, Reported

TYPES = {
    Incident.MATERIAL: IncidentType.MATERIAL,
    Incident.ENTICEMENT: IncidentType.ENTICEMENT,
    Incident.TRAFFICKING: IncidentType.TRAFFICKING,
    Incident.TRAVEL: IncidentType.TRAVEL,
    Incident.ABUSE: IncidentType.MOLESTATION,
    Incident.UNSOLICITED: IncidentType.UNSOLICITED,
    Incident.DOMAIN: IncidentType.MISLEADING_DOMAIN,
    Incident.WORDS: IncidentType.MISLEADING_WORDS,
}
# As reading.account writes it: the name, and the app in brackets.
ACCOUNT = re.compile(r"(?P<name>.+) \((?P<app>[^()]+)\)", re.DOTALL)
EMAIL = "e-mail"
# Until the tipline has given one.
NO_NUMBER = 0
NO_FILE_IS_SENT = "Fingerprints of the files that were reported. No file is kept or sent by this agency."
# What two people here agree on, by item.
Labels = dict[str, frozenset[FileAnnotation]]


@dataclass(frozen=True, slots=True)
class Written:
    """XML, as it is sent; in `files` the number of the report is still missing."""

    document: bytes = field(repr=False)
    files: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Print:
    """One fingerprint of one file, by a name of the file within this bundle."""

    file: str
    kind: str
    value: str = field(repr=False)


def written(
    told: Told,
    subjects: Sequence[Subject],
    contact: str,
    labels: Labels,
    *,
    with_files: bool,
) -> Written:
    """Errors: Malformed, where the format has no place for something as long as it is."""
    prints = list(_prints(subjects))
    urls = tuple(one.value.secret for one in subjects if one.kind == SubjectKind.URL)
    report = wire.Report(
        incident=wire.Incident(
            TYPES[told.incident], told.at, at_described=told.at_described, urgent=told.urgent
        ),
        reporter=wire.Reporter(Person(emails=(Email(contact),))),
        where=(wire.WebPage(urls),) if urls else (),
        reported=tuple(_reported(one) for one in subjects if one.kind in _PEOPLE),
        notes="\n\n".join(filter(None, (told.words.strip(), _as_lines(prints)))),
    )
    files = tuple(_file(name, prints, labels) for name in dict.fromkeys(one.file for one in prints))
    return Written(wire.write_report(report), files if with_files else ())


def numbered(details: bytes, number: int) -> bytes:
    return wire.write_file_details(replace(wire.read_file_details(details), report_id=number))


_PEOPLE = (SubjectKind.ACCOUNT, SubjectKind.PHONE)


def _prints(subjects: Sequence[Subject]) -> Iterator[Print]:
    for one in subjects:
        if one.kind == SubjectKind.FINGERPRINT:
            value = one.value.secret
            yield Print(one.item_id or one.id, FINGERPRINT_KINDS[len(value)].upper(), value)


def _as_lines(prints: Sequence[Print]) -> str:
    return "\n".join([NO_FILE_IS_SENT, *(f"{one.kind}: {one.value}" for one in prints)]) if prints else ""


def _reported(one: Subject) -> Reported:
    value = one.value.secret
    if one.kind == SubjectKind.PHONE:
        return Reported(person=Person(phones=(Phone(value),)))
    named = ACCOUNT.fullmatch(value)
    name, app = (named["name"], named["app"]) if named else (value, "")
    if app == EMAIL:
        return Reported(person=Person(emails=(Email(name),)))
    return Reported(screen_name=name, service=app)


def _file(name: str, prints: Sequence[Print], labels: Labels) -> bytes:
    return wire.write_file_details(
        wire.FileDetails(
            report_id=NO_NUMBER,
            # Ours: the tipline gives one only to files that are uploaded. The same file has the same one when it is told again.
            file_id=digest("reports.forwarded-file", name)[:32],
            relevance=Relevance.REPORTED,
            annotations=labels.get(name, frozenset()),
            hashes=tuple(wire.FileHash(one.kind, one.value) for one in prints if one.file == name),
        )
    )
