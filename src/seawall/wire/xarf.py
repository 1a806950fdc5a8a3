"""XARF v4, type content/csam: the machine-readable copy of a notice (https://xarf.org, specification 4.2.0).

`write` takes a CsamReport and gives UTF-8 JSON, the same bytes every time for the same report; `read` takes such bytes
and gives the CsamReport back. Both check against the schemas in PyPI `xarf` and raise NotXarf with their complaints.
The specification forbids attaching visual content to this type; this module has no field that could carry any.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import xarf

LARGEST = 5 * 1024 * 1024


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


class NotXarf(ValueError):
    """What the schema says is wrong: names of fields, never their values."""

    def __init__(self, complaints: tuple[str, ...]) -> None:
        self.complaints = complaints
        super().__init__(", ".join(complaints) or "not XARF")


def write(report: CsamReport) -> bytes:
    document = {
        "xarf_version": xarf.SPEC_VERSION,
        "report_id": str(report.report_id),
        "timestamp": _time(report.at),
        "reporter": _party(report.reporter),
        "sender": _party(report.sender),
        "source_identifier": report.source_identifier,
        "category": "content",
        "type": "csam",
        "url": report.url,
        "classification": report.classification.value,
        "detection_method": report.detection.value,
    } | _optional(report)
    _check(document)
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"


def read(document: bytes) -> CsamReport:
    if len(document) > LARGEST:
        raise NotXarf(("size",))
    try:
        found = json.loads(document)
    except (ValueError, RecursionError):
        raise NotXarf(("json",)) from None
    if not isinstance(found, dict):
        raise NotXarf(("json",))
    if (found.get("category"), found.get("type")) != ("content", "csam"):
        raise NotXarf(("category", "type"))
    _check(found)
    try:
        return _report(found)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotXarf(("value",)) from None


def _optional(report: CsamReport) -> dict[str, Any]:
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
    }
    return {name: value for name, value in values.items() if value}


def _party(party: Party) -> dict[str, str]:
    return {"org": party.org, "contact": party.contact, "domain": party.domain}


def _time(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise NotXarf(("timestamp",))
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _check(document: dict[str, Any]) -> None:
    result = xarf.parse(document)
    if result.errors or result.report is None:
        raise NotXarf(tuple(dict.fromkeys(str(error.field or "document") for error in result.errors)))


def _report(found: dict[str, Any]) -> CsamReport:
    verified = found.get("verified_at")
    return CsamReport(
        report_id=UUID(found["report_id"]),
        at=datetime.fromisoformat(found["timestamp"]),
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
        verified_at=datetime.fromisoformat(verified) if verified else None,
    )
