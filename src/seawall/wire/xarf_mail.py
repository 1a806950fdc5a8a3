"""Reports that come by e-mail as XARF: an RFC 5322 message with JSON attached. What is text is read; what may be a picture is never kept.

XARF 3 has no type for child sexual abuse material; a report of that version is converted by the library where it can, and otherwise told
as a fault. Faults count the parts of the message, from 1, in the order of a walk through it.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from typing import Any

from xarf.exceptions import XARFParseError
from xarf.v3_compat import convert_v3_to_v4, is_v3_report

from seawall.wire import xarf
from seawall.wire.faults import Fault, Malformed, Problem, Unit

# A report without pictures has some kilobytes; the specification lets evidence be 5 MiB, and base64 adds a third.
LARGEST_MAIL = 8 << 20
# The parser looks at every line once for each multipart around it, and at a part's own headers again and again.
MOST_LINES = 120_000
LONGEST_HEADER = 2_000
MOST_MULTIPARTS = 10
MOST_PARTS = 50
MOST_REPORTS = 20
# So says the specification.
MOST_EVIDENCE = 50
# Validation asks several questions of each value.
MOST_VALUES = 2_000
DEEPEST = 12
LONGEST_VALUE = 64 << 10
LONGEST_TEXT = 256 << 10
HEADER = re.compile(rb"^content-[a-z-]+[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
MULTIPART = re.compile(rb"multipart/|message/", re.IGNORECASE)
# Those that letters are written in; others of Python's codecs can be made to take very long.
ENCODINGS = frozenset(
    "us-ascii iso-8859-1 iso-8859-2 iso-8859-15 windows-1250 windows-1251 windows-1252 koi8-r shift_jis iso-2022-jp euc-jp euc-kr"
    " gb2312 gbk gb18030 big5".split()
)
TEXT_TYPES = frozenset({"text/plain", "text/csv", "application/json"})
# A thousand characters of base64 are a file; a token in an address or a signature under a letter has fewer. Looked for where such characters
# begin, and not anew from each of them.
A_FILE = re.compile(
    r"(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/=_-]{1000}|(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{60,}\s+){16}"
)
NAME = re.compile(r"[A-Za-z0-9_.\[\]/-]{1,100}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A text that came with a report. `hash` is `algorithm:hexadecimal`, as the sender gives it."""

    content_type: str
    text: str = field(repr=False)
    description: str = field(default="", repr=False)
    hash: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Attached:
    """A report, and the evidence of it that is text; `part` is the number of its part in the message."""

    part: int
    report: xarf.Either
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Mail:
    """`sender` and `message_id` as the headers give them, unproven; `texts` are the parts that are plain text."""

    sender: str = field(repr=False)
    message_id: str
    texts: tuple[str, ...] = field(repr=False)
    reports: tuple[Attached, ...]
    faults: tuple[Fault, ...]


def read_mail(message: bytes) -> Mail:
    """Reports and faults of a message. Errors: Malformed, if the message as a whole is beyond the bounds."""
    whole = _parsed(message)
    reports: list[Attached] = []
    faults: list[Fault] = []
    texts: list[str] = []
    for number, part in enumerate(_parts(whole), 1):
        try:
            if _is_json(part):
                attached, dropped = _report_of(part, number)
                reports.append(attached)
                faults += dropped
            elif part.get_content_type() == "text/plain":
                texts.append(_text_of(_bytes_of(part), number, LONGEST_TEXT, encoding=_encoding_of(part)))
            elif part.get_content_maintype() != "text":
                raise _malformed(number, "", Problem.NOT_TAKEN, "JSON or plain text")
        except Malformed as told:
            faults.append(told.fault)
        if len(reports) > MOST_REPORTS:
            raise _malformed(number, "", Problem.TOO_MANY, f"at most {MOST_REPORTS} reports")
    return Mail(
        _header(whole, "from"), _header(whole, "message-id"), tuple(texts), tuple(reports), tuple(faults)
    )


def _malformed(number: int, field: str, problem: Problem, expected: str = "") -> Malformed:
    return Malformed(Fault(Unit.RECORD, number, field, problem, expected))


def _parsed(message: bytes) -> Message:
    if len(message) > LARGEST_MAIL:
        raise _malformed(1, "", Problem.TOO_LONG, f"at most {LARGEST_MAIL} bytes")
    lines = message.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if lines.count(b"\n") > MOST_LINES:
        raise _malformed(1, "", Problem.TOO_MANY, f"at most {MOST_LINES} lines")
    if sum(1 for _ in MULTIPART.finditer(lines)) > MOST_MULTIPARTS:
        raise _malformed(1, "", Problem.TOO_DEEP, f"at most {MOST_MULTIPARTS} multiparts")
    if any(len(header[0]) > LONGEST_HEADER for header in HEADER.finditer(lines)):
        raise _malformed(1, "", Problem.TOO_LONG, f"headers of at most {LONGEST_HEADER} characters")
    return message_from_bytes(lines, policy=compat32)


def _parts(message: Message) -> Iterator[Message]:
    """The leaves."""
    for number, part in enumerate((each for each in message.walk() if not each.is_multipart()), 1):
        if number > MOST_PARTS:
            raise _malformed(number, "", Problem.TOO_MANY, f"at most {MOST_PARTS} parts")
        yield part


def _header(message: Message, name: str) -> str:
    return str(message.get(name, ""))[:LONGEST_HEADER]


def _is_json(part: Message) -> bool:
    kind = part.get_content_type()
    # Mail programs that do not know JSON send it as a file of any kind; the name says what it is.
    named = str(part.get_filename("")).lower().endswith(".json")
    return kind.endswith(("/json", "+json")) or (named and kind in ("text/plain", "application/octet-stream"))


def _bytes_of(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _encoding_of(part: Message) -> str:
    named = str(part.get_content_charset("utf-8"))
    return named if named in ENCODINGS else "utf-8-sig"


def _text_of(raw: bytes, number: int, longest: int, where: str = "", encoding: str = "utf-8-sig") -> str:
    if len(raw) > longest:
        raise _malformed(number, where, Problem.TOO_LONG, f"at most {longest} bytes")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise _malformed(number, where, Problem.NOT_TEXT, encoding.removesuffix("-sig")) from None
    if "\0" in text or A_FILE.search(text):
        raise _malformed(number, where, Problem.NOT_TAKEN, "text alone")
    return text


def _report_of(part: Message, number: int) -> tuple[Attached, list[Fault]]:
    found = _object(_bytes_of(part), number)
    evidence, faults = _evidence_of(found, number)
    _bound(found, number)
    if is_v3_report(found):
        found = _converted(found, number)
    elif "xarf_version" not in found:
        raise _malformed(number, "", Problem.OTHER_FORMAT, "XARF")
    if (found.get("category"), found.get("type")) not in (("content", "csam"), ("content", "csem")):
        raise _malformed(number, "type", Problem.OTHER_FORMAT, "content/csam or content/csem")
    try:
        return Attached(number, xarf.of_object(found), tuple(evidence)), faults
    except xarf.NotXarf as told:
        name = next(iter(told.complaints), "")
        raise _malformed(number, name if NAME.fullmatch(name) else "", Problem.WRONG) from None


def _object(raw: bytes, number: int) -> dict[str, Any]:
    try:
        found = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refuse)
    except UnicodeDecodeError:
        raise _malformed(number, "", Problem.NOT_JSON, "UTF-8") from None
    except _Twice:
        raise _malformed(number, "", Problem.TWICE, "each name once") from None
    except RecursionError:
        raise _malformed(number, "", Problem.TOO_DEEP, f"at most {DEEPEST} levels") from None
    except ValueError:
        raise _malformed(number, "", Problem.NOT_JSON) from None
    if not isinstance(found, dict):
        raise _malformed(number, "", Problem.NOT_JSON, "an object")
    return found


class _Twice(ValueError):
    """Two readers could take two different values for what they read."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Twice
    return found


def _refuse(constant: str) -> Any:
    raise ValueError("NaN and Infinity are no JSON")


def _bound(found: dict[str, Any], number: int) -> None:
    """Errors: Malformed, if something in it is beyond the bounds or may be a file."""
    waiting: list[tuple[int, Any]] = [(1, found)]
    count = 0
    while waiting:
        depth, value = waiting.pop()
        count += 1
        if depth > DEEPEST:
            raise _malformed(number, "", Problem.TOO_DEEP, f"at most {DEEPEST} levels")
        if count > MOST_VALUES:
            raise _malformed(number, "", Problem.TOO_MANY, f"at most {MOST_VALUES} values")
        if isinstance(value, str):
            _text_of(value.encode("utf-8", "surrogatepass"), number, LONGEST_VALUE)
        if isinstance(value, dict):
            waiting += [(depth + 1, inner) for inner in (*value, *value.values())]
        elif isinstance(value, list):
            waiting += [(depth + 1, inner) for inner in value[: MOST_VALUES + 1]]


def _evidence_of(found: dict[str, Any], number: int) -> tuple[list[Evidence], list[Fault]]:
    """Takes the evidence out of the report, and gives what of it is text."""
    legacy = found.get("Report")
    if isinstance(legacy, dict):
        dropped = [legacy.pop(name, None) for name in ("Attachment", "Samples")]
        fault = Fault(Unit.RECORD, number, "Report.Attachment", Problem.NOT_TAKEN, "no attachments")
        return [], [fault] if any(dropped) else []
    kept: list[Evidence] = []
    faults: list[Fault] = []
    items = found.pop("evidence", [])
    items = items if isinstance(items, list) else [items]
    if len(items) > MOST_EVIDENCE:
        raise _malformed(number, "evidence", Problem.TOO_MANY, f"at most {MOST_EVIDENCE}")
    for place, item in enumerate(items):
        try:
            kept.append(_kept(item, number, f"evidence[{place}]"))
        except Malformed as told:
            faults.append(told.fault)
    return kept, faults


def _kept(item: Any, number: int, where: str) -> Evidence:
    if not isinstance(item, dict) or not isinstance(item.get("payload"), str):
        raise _malformed(number, f"{where}.payload", Problem.MISSING, "base64")
    kind = str(item.get("content_type", "")).partition(";")[0].strip().lower()
    if kind not in TEXT_TYPES:
        raise _malformed(number, f"{where}.payload", Problem.NOT_TAKEN, "text alone")
    try:
        raw = base64.b64decode(item["payload"], validate=True)
    except (binascii.Error, ValueError):
        raise _malformed(number, f"{where}.payload", Problem.WRONG, "base64") from None
    text = _text_of(raw, number, LONGEST_TEXT, f"{where}.payload")
    said = [item.get(name, "") for name in ("description", "hash")]
    description, digest = (each if isinstance(each, str) else "" for each in said)
    return Evidence(kind, text, description[:500], digest[:200])


def _converted(found: dict[str, Any], number: int) -> dict[str, Any]:
    try:
        return convert_v3_to_v4(found)
    except (XARFParseError, AttributeError, TypeError, ValueError, KeyError):
        # The library's words may quote the report.
        raise _malformed(
            number, "Report", Problem.OTHER_VERSION, "XARF 4; version 3 has no type for this"
        ) from None
