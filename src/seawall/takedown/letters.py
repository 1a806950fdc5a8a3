"""A notice as a letter: plain text for people, one XARF file for each address for machines.

The exact address stands in the body and the attachments alone, never in a header. The sender is the agency; the
subject carries a reference.
"""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.policy import SMTP, default
from email.utils import format_datetime
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from seawall.core import clock
from seawall.core.web_addresses import host_shown, parse_address
from seawall.takedown import laws
from seawall.takedown.grounds import read_grounds
from seawall.takedown.links import Link
from seawall.takedown.models import Location, Notice, Trace
from seawall.wire import xarf

AUTO = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


@dataclass(frozen=True, slots=True)
class Letter:
    message_id: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Place:
    location: Location
    trace: Trace | None


def message_id_of(notice: Notice, number: int = 0) -> str:
    """The same for every attempt to send the same letter, so that a receiver can drop a second copy."""
    return f"<{notice.id}.{number}@{_domain(settings.MAIL_FROM)}>"


def subject_of(notice: Notice, number: int = 0) -> str:
    words = laws.words(notice.language)
    return words["subject_reminder" if number else "subject"].format(reference=notice.id, number=number)


def body_of(notice: Notice, places: Sequence[Place], link: Link | None, *, number: int = 0) -> str:
    """Everything the provider reads. Without a link (a draft) the place of the link is left open."""
    words = laws.words(notice.language)
    facts = _facts(notice, places, link, words)
    parts = [words["greeting"].format(**facts), _filled(words["who"].format(**facts))]
    if number and notice.sent_at:
        parts.append(_filled(words["reminder"].format(sent_on=f"{notice.sent_at:%Y-%m-%d}")))
    parts.append(_filled(laws.law_basis(notice.law, notice.language)))
    parts.append(_filled(words["ask"]))
    if any(place.trace is not None and place.trace.front for place in places):
        parts.append(_filled(words["front"]))
    if notice.contact_level == "registrar":
        parts.append(_filled(words["registrar"]))
    lines = "\n".join(_line(place, notice.language) for place in places)
    parts.append(words["where"].format(**facts) + "\n" + lines)
    parts.append(_filled(words["portal"].format(**facts)) + "\n" + (link.page if link else "…"))
    attached = any(read_grounds(place.location.grounds).classification for place in places)
    machine = words["machine"] if attached else words["interface"]
    parts.append(_filled(machine) + "\n" + (link.interface if link else "…"))
    parts.append(words["closing"].format(**facts))
    return "\n\n".join(parts) + "\n"


def shown_letter(notice: Notice, places: Sequence[Place]) -> str:
    """What left, with its addresses masked and the provider's key cut out: for the page, before anybody reveals it."""
    text = text_of(bytes(notice.letter)) if notice.letter else body_of(notice, places, None)
    for place in places:
        text = text.replace(place.location.url.secret, str(place.location.url))
    return _LINK.sub(r"\1…", text)


@dataclass(frozen=True, slots=True)
class Line:
    """`gap` stands between the line before and this one; it `runs_on` where a sentence was only broken to fill that line."""

    gap: str
    text: str
    runs_on: bool


def lines_of(text: str) -> list[Line]:
    """All gaps and texts together are the letter as it was; where it runs on, a page without room may put a blank for the gap."""
    # A letter that has left ends its lines as mails do.
    first, *others = re.split(r"(\r?\n)", text)
    found, before = [Line("", first, runs_on=False)], first
    for end, line in zip(others[::2], others[1::2], strict=True):
        runs_on = _was_broken(before, line)
        indent = len(line) - len(line.lstrip(" ")) if runs_on else 0
        found.append(Line(end + line[:indent], line[indent:], runs_on))
        before = line
    return found


def _was_broken(line: str, following: str) -> bool:
    """As `_filled` and `_line` break: for want of room alone, never before an address, a link or a number."""
    if not line.strip() or not following.strip() or _OWN_LINE.match(following):
        return False
    return len(line) + 1 + len(following.split()[0]) > NARROWEST


def machine_files(notice: Notice, places: Sequence[Place]) -> int:
    """How many files for machines are in a letter that is sealed, or would be in one that is not."""
    if notice.letter:
        return len(list(message_from_bytes(bytes(notice.letter), policy=default).iter_attachments()))
    return sum(read_grounds(place.location.grounds).classification is not None for place in places)


# The narrower of the two widths below. What has a line of its own is set in by two or four blanks, or begins with one of these.
NARROWEST = 70
_OWN_LINE = re.compile(r" {2}\S| {4}\S|\d\. |https?:|hxxps?:|…")
_LINK = re.compile(r"(/notices/)[^\s/]+")


def text_of(raw: bytes) -> str:
    part = message_from_bytes(raw, policy=default).get_body(("plain",))
    return str(part.get_content()) if part is not None else ""


def write_letter(
    notice: Notice, places: Sequence[Place], link: Link, at: datetime, *, number: int = 0
) -> Letter:
    letter = EmailMessage(policy=SMTP)
    letter["From"] = Mailbox(notice.owner.name, addr_spec=settings.MAIL_FROM)
    letter["To"] = Mailbox(addr_spec=notice.contact)
    if notice.owner.contact_email:
        letter["Reply-To"] = Mailbox(notice.owner.name, addr_spec=notice.owner.contact_email)
    letter["Subject"] = subject_of(notice, number)
    letter["Date"] = format_datetime(at)
    letter["Message-ID"] = message_id_of(notice, number)
    if number:
        letter["In-Reply-To"] = letter["References"] = notice.message_id
    for name, value in AUTO.items():
        letter[name] = value
    letter.set_content(body_of(notice, places, link, number=number), cte="quoted-printable")
    for position, place in enumerate(places, start=1):
        classification = read_grounds(place.location.grounds).classification
        if classification is None:
            # XARF's type content/csam cannot be said without one of its classes; nothing is made up for a machine.
            continue
        letter.add_attachment(
            xarf.write(_for_machines(notice, place, at, classification)),
            maintype="application",
            subtype="json",
            filename=f"xarf-{position}.json",
        )
    return Letter(message_id_of(notice, number), letter.as_bytes())


def _filled(text: str) -> str:
    """Lines as mail programs have liked them since RFC 2822; a numbered line begins anew, its rest is set in."""
    blocks = re.split(r"\n(?=\d\. )", text)
    return "\n".join(
        textwrap.fill(
            " ".join(block.split()),
            width=74,
            subsequent_indent="   " if re.match(r"\d\. ", block) else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for block in blocks
    )


def _facts(
    notice: Notice, places: Sequence[Place], link: Link | None, words: dict[str, str]
) -> dict[str, object]:
    return {
        "reference": notice.id,
        "agency": notice.owner.name,
        "contact": notice.owner.contact_email or settings.MAIL_FROM,
        "host": notice.host or words["nobody"],
        "count": len(places),
        "traced_on": f"{clock.now():%Y-%m-%d %H:%M} UTC",
        "valid_until": f"{link.ends_at:%Y-%m-%d}" if link else "…",
    }


def _line(place: Place, language: str) -> str:
    """The address, its machines, and beneath it each law or class by which removal is asked for."""
    ips = ", ".join(place.trace.ips[:4]) if place.trace else ""
    facts = [f"({ips})"] if ips else []
    reasons = read_grounds(place.location.grounds).sentences(language)
    facts += [textwrap.fill(one, width=NARROWEST, subsequent_indent="      ") for one in reasons]
    return "\n    ".join([f"  {place.location.url.secret}", *facts])


def _for_machines(
    notice: Notice, place: Place, at: datetime, classification: xarf.Classification
) -> xarf.CsamReport:
    location, trace = place.location, place.trace
    address = parse_address(location.url.secret)
    agency = xarf.Party(
        org=notice.owner.name[:200],
        contact=notice.owner.contact_email or settings.MAIL_FROM,
        domain=_domain(notice.owner.contact_email or settings.MAIL_FROM),
    )
    return xarf.CsamReport(
        report_id=uuid5(NAMESPACE_URL, f"{notice.id}/{location.id}"),
        at=at,
        reporter=agency,
        sender=agency,
        source_identifier=trace.ips[0] if trace and trace.ips else host_shown(address.host),
        source_port=address.port,
        url=address.url,
        classification=classification,
        detection=xarf.Detection.MANUAL_REVIEW,
        asn=trace.asn if trace else None,
        country=location.country,
        hosting_provider=location.host,
        registrar=trace.registrar if trace else "",
        verified_at=location.traced_at,
    )


def _domain(email: str) -> str:
    return email.rpartition("@")[2]
