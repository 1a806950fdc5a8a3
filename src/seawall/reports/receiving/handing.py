"""What one report of a provider's machine says, in whichever format it came."""

from dataclasses import dataclass

import msgspec

from seawall.core import clock
from seawall.reports.filing import Filing
from seawall.reports.reading import Thing
from seawall.reports.receiving.report_in import ConnectionIn, ReportIn
from seawall.reports.states import Channel, SubjectKind, SubmissionDoor


@dataclass(frozen=True, slots=True)
class Handing:
    """`filing` has no token yet. `content` is the same text for the same content."""

    reference: str
    test: bool
    door: SubmissionDoor
    filing: Filing
    content: str

    def __repr__(self) -> str:
        return f"Handing({self.door}, test={self.test}, …)"


def handing_of(
    report: ReportIn,
    holder: str,
    door: SubmissionDoor = SubmissionDoor.JSON,
    channel: Channel = Channel.PROVIDER,
) -> Handing:
    content = msgspec.json.encode(report, order="deterministic").decode()
    return Handing(report.reference, report.test, door, filing_of(report, holder, channel), content)


def filing_of(report: ReportIn, holder: str, channel: Channel = Channel.PROVIDER) -> Filing:
    services = [account.service or holder for account in report.accounts]
    return Filing(
        token="",
        channel=channel,
        language=report.language[:8],
        seen=report.about,
        danger=report.danger,
        text=report.text,
        app=services[0][:200] if report.accounts and report.accounts[0].service else "",
        contact=report.contact,
        country=report.country or "",
        things=_things(report, services),
        details="\n".join(_details(report)),
        given=tuple(sorted(_given(report))),
    )


def _things(report: ReportIn, services: list[str]) -> tuple[Thing, ...]:
    return (
        *(Thing(SubjectKind.URL, url) for url in report.urls),
        *(Thing(SubjectKind.FINGERPRINT, one.value) for one in report.fingerprints),
        *(
            Thing(SubjectKind.ACCOUNT, account.name, service)
            for account, service in zip(report.accounts, services, strict=True)
        ),
        *(Thing(SubjectKind.PHONE, phone, report.country or "") for phone in report.phones),
    )


def _details(report: ReportIn) -> list[str]:
    lines = [f"reference: {report.reference}"]
    if report.happened_at:
        lines.append(f"happened_at: {clock.stamp(report.happened_at)}")
    return lines + [_connection(used) for used in report.connections]


def _connection(used: ConnectionIn) -> str:
    at = clock.stamp(used.at) if used.at else "-"
    return f"connection: {used.ip} port {'-' if used.port is None else used.port} at {at} ({used.what})"


def _given(report: ReportIn) -> set[str]:
    given = {"moment"} if report.happened_at else set()
    given |= {"connection"} if any(used.at for used in report.connections) else set()
    return given | ({"port"} if any(used.port is not None for used in report.connections) else set())
