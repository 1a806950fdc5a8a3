"""What a look at an address gives. It stands alone: every program knows it, and only the worker loads what makes it."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

EMAIL = re.compile(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])$")


class Kind(StrEnum):
    NAME = "name"
    ALIAS = "alias"
    IP = "ip"
    ASN = "asn"
    NETWORK = "network"
    COUNTRY = "country"
    FRONT = "front"
    ABUSE = "abuse"
    REGISTRAR = "registrar"
    REGISTRAR_ABUSE = "registrar_abuse"
    NO_HOST = "no_host"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    kind: Kind
    value: str
    source: str
    found_at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """`contact` is empty when no registry published one; `level` says whose contact it is."""

    findings: tuple[Finding, ...]
    ips: tuple[str, ...] = ()
    asn: int | None = None
    country: str = ""
    host: str = ""
    registrar: str = ""
    contact: str = ""
    level: str = ""
    front: str = ""
    has_host: bool = True
    complete: bool = True
