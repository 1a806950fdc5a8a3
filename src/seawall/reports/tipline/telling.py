"""What a report in the CyberTipline format says, as a filing of ours.

Only what is known to be an address, an account, a number or a fingerprint of what is reported becomes a subject. Who was harmed
or was to receive something never does: their names stay sealed among the details."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from seawall.core import clock
from seawall.reports import reading
from seawall.reports.filing import LONGEST, Filing
from seawall.reports.reading import Thing
from seawall.reports.states import Channel, Danger, Seen, SubjectKind
from seawall.reports.tipline.lines import lines_of
from seawall.wire.cybertip.constants import FileAnnotation, IncidentType, ReportAnnotation
from seawall.wire.cybertip.people import Email, IpCapture, Phone, Reported
from seawall.wire.cybertip.report import (
    ByEmail,
    CellPhone,
    Chat,
    FileDetails,
    Game,
    Newsgroup,
    PeerToPeer,
    Report,
    WebPage,
    read_file_details,
    read_report,
)
from seawall.wire.cybertip.tree import read_tree

SEEN = {
    IncidentType.MATERIAL: Seen.PICTURES,
    IncidentType.ENTICEMENT: Seen.CONTACT,
    IncidentType.UNSOLICITED: Seen.CONTACT,
}
EMAIL = "e-mail"


@dataclass(frozen=True, slots=True)
class TakenFile:
    """`details` is what was said about it, or nothing; `fingerprints`, those of bytes that were handed in: kind, value, quality."""

    details: str = field(repr=False)
    fingerprints: Sequence[tuple[str, str, int | None]] = field(default=(), repr=False)


def filing_of(document: str, files: Sequence[TakenFile], holder: str) -> Filing:
    """Errors: Malformed, where the documents were not checked before."""
    report = read_report(document.encode())
    described = [read_file_details(file.details.encode()) for file in files if file.details]
    taken = [value for file in files for value in file.fingerprints]
    return Filing(
        token="",
        channel=Channel.PROVIDER,
        # The format does not say it.
        language="und",
        seen=_seen(report, described),
        danger=Danger.NOW if report.incident.urgent.strip() else Danger.NO,
        text="\n\n".join(_words(report))[: LONGEST["text"]],
        app=_app(report)[: LONGEST["app"]],
        contact=_contact(report)[: LONGEST["contact"]],
        things=(*_things(report, holder), *_of_files(described), *_of_fingerprints(taken)),
        details=_details(document, files),
        given=tuple(sorted(_given(report, described))),
    )


def _details(document: str, files: Sequence[TakenFile]) -> str:
    parts = [lines_of(read_tree(document.encode()))]
    for file in files:
        parts.append(lines_of(read_tree(file.details.encode())) if file.details else "")
        parts += [
            f"{kind}: {value}" + ("" if quality is None else f" (quality {quality})")
            for kind, value, quality in file.fingerprints
        ]
    return "\n".join(filter(None, parts))


def _seen(report: Report, files: Sequence[FileDetails]) -> Seen:
    if any(FileAnnotation.LIVE_STREAMED in file.annotations for file in files):
        return Seen.LIVE
    if ReportAnnotation.EXTORTION in report.incident.annotations:
        return Seen.PRESSURE
    return SEEN.get(report.incident.type, Seen.OTHER)


def _words(report: Report) -> Iterator[str]:
    """What somebody wrote, as far as the format has a place for it."""
    incident = report.incident
    for where in report.where:
        yield from filter(None, (getattr(where, "content", ""), where.notes))
    told = (incident.urgent, incident.at_described, report.notes, *(one.notes for one in report.reported))
    yield from (text.strip() for text in told if text.strip())


def _app(report: Report) -> str:
    named = [where.client for where in report.where if isinstance(where, Chat | PeerToPeer)]
    named += [where.name for where in report.where if isinstance(where, Game | Newsgroup)]
    named += [one.service for one in report.reported]
    return next(filter(None, (name.strip() for name in (report.incident.platform, *named))), "")


def _contact(report: Report) -> str:
    contact = report.reporter.contact
    emails = (*(contact.emails if contact else ()), *report.reporter.person.emails)
    return next((email.address.strip() for email in emails), "")


def _things(report: Report, holder: str) -> Iterator[Thing]:
    for where in report.where:
        if isinstance(where, WebPage):
            yield from (Thing(SubjectKind.URL, url) for url in where.urls)
        elif isinstance(where, ByEmail | Newsgroup):
            yield from _emails(where.addresses)
        elif isinstance(where, CellPhone) and where.phone:
            yield _phone(where.phone)
    for one in report.reported:
        yield from _of_reported(one, holder)


def _of_reported(one: Reported, holder: str) -> Iterator[Thing]:
    if name := (one.screen_name.strip() or one.identifier.strip()):
        yield Thing(SubjectKind.ACCOUNT, name, one.service.strip() or holder)
    yield from (Thing(SubjectKind.URL, url) for url in one.profiles)
    if one.person:
        yield from _emails(one.person.emails)
        yield from map(_phone, one.person.phones)


def _emails(addresses: Sequence[Email]) -> Iterator[Thing]:
    return (Thing(SubjectKind.ACCOUNT, email.address, EMAIL) for email in addresses if email.address.strip())


def _phone(phone: Phone) -> Thing:
    number = phone.number.strip()
    return Thing(SubjectKind.PHONE, number if number.startswith("+") else phone.calling_code + number)


def _of_files(files: Sequence[FileDetails]) -> Iterator[Thing]:
    """Kinds as senders write them. PhotoDNA, PDQ and others stay among the details."""
    for file in files:
        for one in file.hashes:
            kind = "".join(filter(str.isalnum, one.type)).lower()
            if (found := reading.fingerprint(one.value)) and found.note == kind:
                yield Thing(SubjectKind.FINGERPRINT, one.value.strip())
        if reading.web_address(file.location):
            yield Thing(SubjectKind.URL, file.location)


def _of_fingerprints(taken: Sequence[tuple[str, str, Any]]) -> Iterator[Thing]:
    return (Thing(SubjectKind.FINGERPRINT, value) for kind, value, _quality in taken if kind != "pdq")


def _given(report: Report, files: Sequence[FileDetails]) -> set[str]:
    used: list[IpCapture] = [used for one in report.reported for used in one.used]
    used += [used for where in report.where if isinstance(where, PeerToPeer) for used in where.used]
    used += [file.uploaded_from for file in files if file.uploaded_from]
    # The format takes any time; one that lies ahead, or in another century, says nothing of when it was.
    given = set() if clock.cannot_have_been(report.incident.at) else {"moment"}
    given |= {"connection"} if any(one.at and not clock.cannot_have_been(one.at) for one in used) else set()
    return given | ({"port"} if any(one.port is not None for one in used) else set())
