"""A report that came as XARF by e-mail, as the report that it is: what it names is named, what it says besides stands in the details."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from ipaddress import ip_address
from typing import Any

from seawall.core import clock
from seawall.reports.receiving.handing import Handing, handing_of
from seawall.reports.receiving.report_in import checked
from seawall.reports.states import Channel, SubmissionDoor
from seawall.wire.xarf import CsamReport, CsemReport, Either, Exploitation
from seawall.wire.xarf_mail import Attached

ABOUT: Mapping[Exploitation, str] = {
    Exploitation.GROOMING: "contact",
    Exploitation.SOLICITATION: "contact",
    Exploitation.EXTORTION: "pressure",
}
FINGERPRINTS = ("sha256", "sha1", "md5")
# Of the words that came with it; the whole mail stays in the mailbox.
LONGEST_WORDS = 20_000


def mailed(attached: Attached, words: tuple[str, ...], holder: str, *, test: bool) -> Handing:
    """Raises `Invalid` where it names something that nobody could read."""
    report = attached.report
    handing = handing_of(checked(_told(report, test)), holder, SubmissionDoor.MAIL, Channel.PARTNER)
    lines = "\n".join([handing.filing.details, *_lines(report), *_evidence(attached, words)])
    # The words beside it are not part of the report: a mail that was sent once more has other ones.
    content = "\n".join([handing.content, *_lines(report)])
    return replace(handing, filing=replace(handing.filing, details=lines), content=content)


def _told(report: Either, test: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "reference": str(report.report_id),
        "test": test,
        "text": report.description,
        "happened_at": clock.stamp(report.at),
        "urls": [report.url],
        "contact": report.reporter.contact[:300],
    }
    if isinstance(report, CsamReport):
        prints = [
            {"kind": kind, "value": report.hash_values[kind]}
            for kind in FINGERPRINTS
            if kind in report.hash_values
        ]
        return {**told, "about": "pictures", "fingerprints": prints}
    accounts = (
        [{"name": report.account[:200], "service": report.platform[:60]}] if report.account.strip() else []
    )
    used = [{"ip": ip, "at": clock.stamp(report.at)} for ip in report.ip_addresses[:50] if _is_ip(ip)]
    about = ABOUT.get(report.exploitation, "other")
    return {**told, "about": about, "accounts": accounts, "connections": used}


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _lines(report: Either) -> Iterator[str]:
    yield f"reporter: {report.reporter.org} ({report.reporter.domain})"
    if report.sender != report.reporter:
        yield f"sender: {report.sender.org} ({report.sender.domain})"
    yield f"source: {report.source_identifier} port {report.source_port or '-'}"
    yield f"detection: {report.detection.value}"
    if isinstance(report, CsemReport):
        yield f"exploitation: {report.exploitation.value}"
        if report.pattern:
            yield f"pattern: {report.pattern[:LONGEST_WORDS]}"
    else:
        yield f"classification: {report.classification.value}"


def _evidence(attached: Attached, words: tuple[str, ...]) -> Iterator[str]:
    said = [f"{one.description}\n{one.text}".strip() for one in attached.evidence]
    left = LONGEST_WORDS
    for text in [*said, *words]:
        if text.strip() and left > 0:
            yield text.replace("\0", "")[:left]
            left -= len(text)
