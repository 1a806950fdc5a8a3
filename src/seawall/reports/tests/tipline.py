"""A provider's client for the CyberTipline Reporting API, written as such clients are: by hand, from the documentation."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

PERSON = "<reporter><reportingPerson><email>reports@esp.example</email></reportingPerson></reporter>"
INCIDENT = (
    "<incidentSummary><incidentType>Online Enticement of Children for Sexual Acts</incidentType>{more}"
    "<incidentDateTime>2026-01-02T03:04:05Z</incidentDateTime></incidentSummary>"
)
PAGE = "https://pictures.example/album/91"
MD5, SHA1 = "d41d8cd98f00b204e9800998ecf8427e", "da39a3ee5e6b4b0d3255bfef95601890afd80709"
FILE_ID = "b0754af766b426f2928a02c651ed4b99"
BOUNDARY = "x-boundary-of-a-form"


def a_report(more: str = "", *, urgent: str = "", url: str = PAGE, notes: str = "") -> bytes:
    raised = f"<escalateToHighPriority>{urgent}</escalateToHighPriority>" if urgent else ""
    where = (
        f"<internetDetails><webPageIncident><url>{url}</url></webPageIncident></internetDetails>"
        if url
        else ""
    )
    told = f"<additionalInfo>{notes}</additionalInfo>" if notes else ""
    return f"<report>{INCIDENT.format(more=raised)}{where}{PERSON}{more}{told}</report>".encode()


REPORTED = (
    "<personOrUserReported><personOrUserReportedPerson><phone type='Mobile' countryCallingCode='+49'>15112345678</phone>"
    "<email>someone@mail.example</email></personOrUserReportedPerson><espIdentifier>4711</espIdentifier>"
    "<espService>Example Chat</espService><screenName>user-7</screenName><profileUrl>https://chat.example/user-7</profileUrl>"
    "<ipCaptureEvent><ipAddress>192.0.2.9</ipAddress><eventName>Login</eventName><dateTime>2026-01-02T03:00:00Z</dateTime>"
    "<port>5022</port></ipCaptureEvent></personOrUserReported>"
)
VICTIM = "<victim><victimPerson><firstName>Pseudonym</firstName></victimPerson><screenName>child-3</screenName></victim>"


def details_of(number: int, file_id: str = FILE_ID, *, hashes: str | None = None) -> bytes:
    told = f"<originalFileHash hashType='MD5'>{MD5}</originalFileHash>" if hashes is None else hashes
    head = f"<reportId>{number}</reportId><fileId>{file_id}</fileId><originalFileName>blank.png</originalFileName>"
    return f"<fileDetails>{head}{told}</fileDetails>".encode()


def multipart(fields: dict[str, str], file: bytes | None = None) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if file is not None:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n'
        parts.append(head.encode() + b"Content-Type: image/png\r\n\r\n" + file + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: Any

    @property
    def tree(self) -> ElementTree.Element:
        return ElementTree.fromstring(self.body)

    def text(self, name: str) -> str:
        return self.tree.findtext(name) or ""

    @property
    def code(self) -> int:
        return int(self.text("responseCode"))

    @property
    def number(self) -> int:
        return int(self.text("reportId"))

    @property
    def file_ids(self) -> list[str]:
        return [each.text or "" for each in self.tree.findall("files/fileId")]


# (method, path, body, headers) -> the answer.
Ask = Callable[[str, str, bytes, dict[str, str]], Answer]


class Provider:
    def __init__(self, ask: Ask, name: str, secret: str) -> None:
        self.ask, self.name, self.secret = ask, name, secret

    def call(self, method: str, what: str, body: bytes = b"", kind: str = "") -> Answer:
        basic = b64encode(f"{self.name}:{self.secret}".encode()).decode()
        headers = {"Authorization": f"Basic {basic}"} | ({"Content-Type": kind} if kind else {})
        return self.ask(method, f"/ispws/{what}", body, headers)

    def status(self) -> Answer:
        return self.call("GET", "status")

    def submit(self, document: bytes | None = None) -> Answer:
        return self.call(
            "POST", "submit", a_report() if document is None else document, "text/xml; charset=utf-8"
        )

    def fileinfo(self, document: bytes) -> Answer:
        return self.call("POST", "fileinfo", document, "text/xml; charset=utf-8")

    def upload(self, number: int, file: bytes) -> Answer:
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return self.call("POST", "upload", multipart({"id": str(number)}, file), kind)

    def finish(self, number: int | str, *, multi: bool = False) -> Answer:
        return self._by_number("finish", number, multi)

    def retract(self, number: int | str, *, multi: bool = False) -> Answer:
        return self._by_number("retract", number, multi)

    def _by_number(self, what: str, number: int | str, multi: bool) -> Answer:
        if multi:
            kind = f"multipart/form-data; boundary={BOUNDARY}"
            return self.call("POST", what, multipart({"id": str(number)}), kind)
        return self.call("POST", what, f"id={number}".encode(), "application/x-www-form-urlencoded")
