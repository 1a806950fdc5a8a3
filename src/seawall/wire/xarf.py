"""XARF v4, types content/csam and content/csem (https://xarf.org, specification 4.2.0): the machine-readable copy of a notice.

`write` takes a CsamReport or a CsemReport and gives UTF-8 JSON, the same bytes every time for the same report; `read` takes such bytes and
gives a CsamReport back, `read_either` one of the two. All check against the schemas in PyPI `xarf` and raise NotXarf with their complaints.
The specification forbids attaching visual content to these types; this module has no field that could carry any, and what comes as
`evidence` is not kept (`xarf_mail` keeps what is text). What else the format knows is in `more` and written again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from io import BytesIO
from typing import Any
from uuid import UUID

import xarf

from seawall.wire.documents import read_document
from seawall.wire.faults import Malformed, Problem

LARGEST = 5 * 1024 * 1024
_FIELDS = frozenset(
    "xarf_version report_id timestamp reporter sender source_identifier category type url detection_method source_port description"
    " tags".split()
)
CSAM_FIELDS = _FIELDS | frozenset(
    "classification hash_values asn country_code hosting_provider registrar verified_at media_type ncmec_report_id content_removed"
    " account_suspended".split()
)
CSEM_FIELDS = _FIELDS | frozenset(
    "exploitation_type victim_age_range platform evidence_type perpetrator_indicators reporting_obligations".split()
)


class Classification(StrEnum):
    BASELINE = "baseline"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"


class Detection(StrEnum):
    HASH_MATCH = "hash_match"
    AI_DETECTION = "ai_detection"
    MANUAL_REVIEW = "manual_review"
    USER_REPORT = "user_report"
    AUTOMATED_SCAN = "automated_scan"


class Exploitation(StrEnum):
    GROOMING = "grooming"
    SOLICITATION = "solicitation"
    EXTORTION = "sextortion"
    TRAFFICKING = "trafficking"
    DISTRIBUTION = "distribution"
    PRODUCTION = "production"
    POSSESSION = "possession"


class CsemDetection(StrEnum):
    BEHAVIOUR = "behavioral_analysis"
    KEYWORD = "keyword_detection"
    USER_REPORT = "user_report"
    AI_DETECTION = "ai_detection"
    MANUAL_REVIEW = "manual_review"
    POLICE = "law_enforcement_referral"


@dataclass(frozen=True, slots=True)
class Party:
    """`contact` is an e-mail address, `domain` the organisation's own domain, for verification."""

    org: str
    contact: str
    domain: str


@dataclass(frozen=True, slots=True)
class CsamReport:
    """`at` must know its zone; `source_identifier` is an IP address or a host name; hashes are lower-case hex."""

    report_id: UUID
    at: datetime
    reporter: Party
    sender: Party
    source_identifier: str
    url: str
    classification: Classification
    detection: Detection
    source_port: int | None = None
    hash_values: Mapping[str, str] = field(default_factory=dict)
    description: str = ""
    tags: tuple[str, ...] = ()
    asn: int | None = None
    country: str = ""
    hosting_provider: str = ""
    registrar: str = ""
    verified_at: datetime | None = None
    media_type: str = ""
    ncmec_report_id: str = ""
    content_removed: bool | None = None
    account_suspended: bool | None = None
    more: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class CsemReport:
    """As CsamReport; `account`, `ip_addresses` and `pattern` tell of the person reported, `evidence_types` what the sender holds."""

    report_id: UUID
    at: datetime
    reporter: Party
    sender: Party
    source_identifier: str = field(repr=False)
    url: str = field(repr=False)
    exploitation: Exploitation
    detection: CsemDetection
    source_port: int | None = None
    description: str = field(default="", repr=False)
    tags: tuple[str, ...] = ()
    victim_age: str = ""
    platform: str = ""
    evidence_types: tuple[str, ...] = ()
    account: str = field(default="", repr=False)
    ip_addresses: tuple[str, ...] = field(default=(), repr=False)
    pattern: str = field(default="", repr=False)
    obligations: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict, repr=False)


Either = CsamReport | CsemReport


class NotXarf(ValueError):
    """What the schema says is wrong: names of fields, never their values."""

    def __init__(self, complaints: tuple[str, ...]) -> None:
        self.complaints = complaints
        super().__init__(", ".join(complaints) or "not XARF")


def write(report: Either) -> bytes:
    document = dict(report.more) | {
        "xarf_version": xarf.SPEC_VERSION,
        "report_id": str(report.report_id),
        "timestamp": _time(report.at),
        "reporter": _party(report.reporter),
        "sender": _party(report.sender),
        "source_identifier": report.source_identifier,
        "category": "content",
        "url": report.url,
        "detection_method": report.detection.value,
    }
    document |= _optional_csam(report) if isinstance(report, CsamReport) else _optional_csem(report)
    _check(document)
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"


def read(document: bytes) -> CsamReport:
    """Errors: NotXarf, of a content/csem report, too."""
    found = _object(document)
    if (found.get("category"), found.get("type")) != ("content", "csam"):
        raise NotXarf(("category", "type"))
    return _csam_of(found)


def read_either(document: bytes) -> Either:
    """Errors: NotXarf."""
    return of_object(_object(document))


def of_object(found: dict[str, Any]) -> Either:
    """Of the JSON object. Errors: NotXarf."""
    kind = (found.get("category"), found.get("type"))
    if kind == ("content", "csam"):
        return _csam_of(found)
    if kind == ("content", "csem"):
        return _csem_of(found)
    raise NotXarf(("category", "type"))


def _object(document: bytes) -> dict[str, Any]:
    try:
        return read_document(BytesIO(document), longest=LARGEST).rest
    except Malformed as told:
        raise NotXarf(("size" if told.fault.problem is Problem.TOO_LONG else "json",)) from None


def _csam_of(found: dict[str, Any]) -> CsamReport:
    _check(found)
    try:
        return _report(found)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise NotXarf(("value",)) from None


def _csem_of(found: dict[str, Any]) -> CsemReport:
    _check(found)
    try:
        return _csem(found)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise NotXarf(("value",)) from None


def _optional_csam(report: CsamReport) -> dict[str, Any]:
    values: dict[str, Any] = {
        "source_port": report.source_port,
        "hash_values": dict(report.hash_values),
        "description": report.description[:1000],
        "tags": list(report.tags[:20]),
        "asn": report.asn,
        "country_code": report.country,
        "hosting_provider": report.hosting_provider,
        "registrar": report.registrar,
        "verified_at": _time(report.verified_at) if report.verified_at else None,
        "media_type": report.media_type,
        "ncmec_report_id": report.ncmec_report_id,
    }
    truths = {"content_removed": report.content_removed, "account_suspended": report.account_suspended}
    named = {"type": "csam", "classification": report.classification.value}
    return named | _given(values) | {name: value for name, value in truths.items() if value is not None}


def _optional_csem(report: CsemReport) -> dict[str, Any]:
    person = _given(
        {
            "account_id": report.account,
            "ip_addresses": list(report.ip_addresses),
            "pattern_of_behavior": report.pattern,
        }
    )
    values = {
        "source_port": report.source_port,
        "description": report.description[:1000],
        "tags": list(report.tags[:20]),
        "victim_age_range": report.victim_age,
        "platform": report.platform,
        "evidence_type": list(report.evidence_types),
        "perpetrator_indicators": person,
        "reporting_obligations": list(report.obligations),
    }
    return {"type": "csem", "exploitation_type": report.exploitation.value} | _given(values)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _party(party: Party) -> dict[str, str]:
    return {"org": party.org, "contact": party.contact, "domain": party.domain}


def _time(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise NotXarf(("timestamp",))
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("nobody but the sender knows which zone was meant")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("before the first year or after the last") from None


def _check(document: dict[str, Any]) -> None:
    result = xarf.parse(document)
    # The library's schema decides; its class for csem does not know every field of that schema.
    if result.errors:
        raise NotXarf(tuple(dict.fromkeys(str(error.field or "document") for error in result.errors)))


def _report(found: dict[str, Any]) -> CsamReport:
    verified = found.get("verified_at")
    return CsamReport(
        report_id=UUID(found["report_id"]),
        at=_moment(found["timestamp"]),
        reporter=Party(**found["reporter"]),
        sender=Party(**found["sender"]),
        source_identifier=found["source_identifier"],
        url=found["url"],
        classification=Classification(found["classification"]),
        detection=Detection(found["detection_method"]),
        source_port=found.get("source_port"),
        hash_values={name: value.lower() for name, value in found.get("hash_values", {}).items()},
        description=found.get("description", ""),
        tags=tuple(found.get("tags", ())),
        asn=found.get("asn"),
        country=found.get("country_code", ""),
        hosting_provider=found.get("hosting_provider", ""),
        registrar=found.get("registrar", ""),
        verified_at=_moment(verified) if verified else None,
        media_type=found.get("media_type", ""),
        ncmec_report_id=found.get("ncmec_report_id", ""),
        content_removed=found.get("content_removed"),
        account_suspended=found.get("account_suspended"),
        more=_more(found, CSAM_FIELDS),
    )


def _csem(found: dict[str, Any]) -> CsemReport:
    person = found.get("perpetrator_indicators", {})
    return CsemReport(
        report_id=UUID(found["report_id"]),
        at=_moment(found["timestamp"]),
        reporter=Party(**found["reporter"]),
        sender=Party(**found["sender"]),
        source_identifier=found["source_identifier"],
        url=found["url"],
        exploitation=Exploitation(found["exploitation_type"]),
        detection=CsemDetection(found["detection_method"]),
        source_port=found.get("source_port"),
        description=found.get("description", ""),
        tags=tuple(found.get("tags", ())),
        victim_age=found.get("victim_age_range", ""),
        platform=found.get("platform", ""),
        evidence_types=tuple(found.get("evidence_type", ())),
        account=person.get("account_id", ""),
        ip_addresses=tuple(person.get("ip_addresses", ())),
        pattern=person.get("pattern_of_behavior", ""),
        obligations=tuple(found.get("reporting_obligations", ())),
        more=_more(found, CSEM_FIELDS),
    )


def _more(found: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any]:
    # The sender's own notes are not for others, and evidence is never kept here.
    return {
        name: value
        for name, value in found.items()
        if name not in known and name not in ("evidence", "_internal")
    }
