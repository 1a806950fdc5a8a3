"""Country and network number of an address from files that the operator supplies (MaxMind format, SEAWALL_GEOIP).

The files are read on this machine: no address of a case is sent to anybody for this.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import maxminddb

from seawall.core.outside.guard import Ip


@dataclass(frozen=True, slots=True)
class Place:
    country: str = ""
    asn: int | None = None
    network: str = ""
    source: str = ""


class GeoFiles:
    def __init__(self, paths: Sequence[Path] = ()) -> None:
        self._files = [(path.name, maxminddb.open_database(path)) for path in paths]

    def place(self, ip: Ip) -> Place:
        country, asn, network, sources = "", None, "", []
        for name, file in self._files:
            found = _record(file, ip)
            if not found:
                continue
            sources.append(name)
            country = country or _country(found)
            asn = asn or found.get("autonomous_system_number")
            network = network or str(found.get("autonomous_system_organization") or "")
        return Place(country, asn, network, "file:" + "+".join(sources) if sources else "")


def _record(file: maxminddb.Reader, ip: Ip) -> dict[str, Any]:
    try:
        found = file.get(str(ip))
    except ValueError:
        # An IPv6 address asked of a file that only knows IPv4.
        return {}
    return found if isinstance(found, dict) else {}


def _country(found: dict[str, Any]) -> str:
    for key in ("country", "registered_country"):
        part = found.get(key)
        if isinstance(part, dict) and isinstance(part.get("iso_code"), str):
            return str(part["iso_code"])
    return ""
