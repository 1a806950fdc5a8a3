"""Files of VICS for tests, as other tools write them. Every fingerprint is invented."""

import json
from io import BytesIO
from typing import Any

from seawall.wire.faults import Fault
from seawall.wire.vics import Media, VicsFile, open_vics

CONTEXT = "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#"
CONTEXT_13 = "http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml#"
RECORD: dict[str, Any] = {
    "MediaID": 7,
    "Category": 1,
    "MD5": "00000000000000000000000000000A07",
    "SHA1": "0000000000000000000000000000000000000A07",
    "VictimIdentified": "true",
    "OffenderIdentified": False,
    "Series": "SYNTHETIC",
    "Tags": "red, square",
    "MediaSize": 123,
    "DateUpdated": "2023-06-07T02:31:49.8300Z",
    "MediaFiles": [
        {
            "MD5": "00000000000000000000000000000A07",
            "FileName": "square.png",
            "FilePath": "SRC001\\square.png",
            "Created": "2026-01-02T03:04:05.1234567Z",
            "Unallocated": "false",
        }
    ],
}
CASE: dict[str, Any] = {
    "CaseID": "{6F9619FF-8B86-D011-B42D-00C04FC964FF}",
    "CaseNumber": "SYN-1",
    "ContactOrganization": "Example unit",
    "TotalMediaFiles": 1,
}


def text(document: Any) -> bytes:
    return json.dumps(document).encode()


def hash_set(*records: Any, context: str = CONTEXT + "Media") -> bytes:
    return text({"@odata.context": context, "value": list(records)})


def changed(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in (RECORD | fields).items() if value is not ...}


def opened(raw: bytes) -> VicsFile:
    return open_vics(BytesIO(raw))


def read(raw: bytes) -> list[Media | Fault]:
    return list(opened(raw))


def one(**fields: Any) -> Media:
    (found,) = read(hash_set(changed(**fields)))
    assert isinstance(found, Media), found
    return found
