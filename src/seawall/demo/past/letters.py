"""What lies in the hotline's mailbox: reports of agreed partners as XARF, and a letter of somebody who is none."""

import json
from email.message import EmailMessage
from uuid import UUID

from seawall.demo.places import Places

SERVER = "mx.meldestelle-nord.example"
PARTNER, LAB, STRANGER = "abuse@wolkenordner.example", "tests@labor.example", "someone@post.example"
PARTNERS = f"{PARTNER}; Wolkenordner\n{LAB}; Labor; tests"
# It never changes: what was read yesterday is known today.
DAY = "2026-01-05T10:00:00Z"


def letters(places: Places) -> list[bytes]:
    return [
        _letter(1, PARTNER, _report(1, PARTNER, places.url_of("wolkenordner.example", "/f/7001"))),
        _letter(2, LAB, _report(2, LAB, places.url_of("pinboard.example", "/board/7002"))),
        _letter(3, STRANGER, _report(3, STRANGER, places.url_of("pinboard.example", "/board/7003"))),
        _letter(4, PARTNER, None),
    ]


def _letter(number: int, sender: str, report: dict[str, object] | None) -> bytes:
    letter = EmailMessage()
    domain = sender.rpartition("@")[2]
    letter["Authentication-Results"] = f"{SERVER}; spf=pass smtp.mailfrom={domain}"
    letter["From"] = sender
    letter["Message-ID"] = f"<{number}@{domain}>"
    if report is None:
        letter.set_content("Is anybody in the office on Friday?")
    else:
        letter.set_content("Found by our filter. A colleague has seen that it has to be reported.")
        letter.add_attachment(json.dumps(report).encode(), "application", "json", filename="xarf.json")
    return letter.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _report(number: int, sender: str, url: str) -> dict[str, object]:
    domain = sender.rpartition("@")[2]
    party = {"org": domain, "contact": sender, "domain": domain}
    return {
        "xarf_version": "4.2.0",
        "report_id": str(UUID(int=number, version=4)),
        "timestamp": DAY,
        "reporter": party,
        "sender": party,
        "source_identifier": "192.0.2.7",
        "category": "content",
        "type": "csam",
        "url": url,
        "classification": "baseline",
        "detection_method": "hash_match",
        "hash_values": {"sha256": f"{number:064x}"},
    }
