"""The messages `report` and `fileDetails`: what Seawall says in them and understands of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from seawall.wire.cybertip.binding import attribute, child, children, content, more, read, write
from seawall.wire.cybertip.constants import (
    Classification,
    DetailType,
    FileAnnotation,
    IncidentType,
    Relevance,
    ReportAnnotation,
)
from seawall.wire.cybertip.people import (
    Address,
    Contact,
    Device,
    Email,
    IpCapture,
    Person,
    Phone,
    Recipient,
    Reported,
    Victim,
)
from seawall.wire.cybertip.tree import Node


@dataclass(frozen=True, slots=True)
class Incident:
    """`urgent` is the reason why a child may be in danger now; empty if there is none."""

    type: IncidentType = child("incidentType", IncidentType, needed=True, shown=True)
    at: datetime = child("incidentDateTime", needed=True, shown=True)
    at_described: str = child("incidentDateTimeDescription", default="")
    platform: str = child("platform", default="")
    urgent: str = child("escalateToHighPriority", default="")
    annotations: frozenset[ReportAnnotation] = child(
        "reportAnnotations", ReportAnnotation, default=frozenset(), shown=True
    )


@dataclass(frozen=True, slots=True)
class WebPage:
    """`hosted_elsewhere`: the address is on another company's server, and the reporter knows no more."""

    urls: tuple[str, ...] = children("url")
    notes: str = child("additionalInfo", default="")
    hosted_elsewhere: bool | None = attribute("thirdPartyHostedContent")


@dataclass(frozen=True, slots=True)
class ByEmail:
    addresses: tuple[Email, ...] = children("emailAddress", Email)
    content: str = child("content", default="")
    notes: str = child("additionalInfo", default="")


@dataclass(frozen=True, slots=True)
class Newsgroup:
    name: str = child("name", default="")
    addresses: tuple[Email, ...] = children("emailAddress", Email)
    content: str = child("content", default="")
    notes: str = child("additionalInfo", default="")


@dataclass(frozen=True, slots=True)
class Chat:
    client: str = child("chatClient", default="")
    room: str = child("chatRoomName", default="")
    content: str = child("content", default="")
    notes: str = child("additionalInfo", default="")


@dataclass(frozen=True, slots=True)
class Game:
    name: str = child("gameName", default="")
    console: str = child("console", default="")
    content: str = child("content", default="")
    notes: str = child("additionalInfo", default="")


@dataclass(frozen=True, slots=True)
class CellPhone:
    """Degrees; north and east count up."""

    phone: Phone | None = child("phoneNumber", Phone)
    latitude: float | None = child("latitude")
    longitude: float | None = child("longitude")
    notes: str = child("additionalInfo", default="")


@dataclass(frozen=True, slots=True)
class Offline:
    place: str = child("locationName", default="")
    addresses: tuple[Address, ...] = children("incidentAddress", Address)
    notes: str = child("additionalInfo", default="")


@dataclass(frozen=True, slots=True)
class PeerToPeer:
    client: str = child("client", default="")
    used: tuple[IpCapture, ...] = children("ipCaptureEvent", IpCapture)
    file_names: str = child("fileNames", default="")
    notes: str = child("additionalInfo", default="")


Where = WebPage | ByEmail | Newsgroup | Chat | Game | CellPhone | Offline | PeerToPeer
WHERE: Mapping[str, type[Where]] = {
    "webPageIncident": WebPage,
    "emailIncident": ByEmail,
    "newsgroupIncident": Newsgroup,
    "chatImIncident": Chat,
    "onlineGamingIncident": Game,
    "cellPhoneIncident": CellPhone,
    "nonInternetIncident": Offline,
    "peer2peerIncident": PeerToPeer,
}


@dataclass(frozen=True, slots=True)
class LawEnforcement:
    """`more` has legal process that was served from the reporter's own country or from abroad."""

    agency: str = child("agencyName", needed=True)
    case_number: str = child("caseNumber", default="")
    officer: Contact | None = child("officerContact", Contact)
    reported: bool | None = child("reportedToLe", shown=True)
    more: tuple[Node, ...] = more()


@dataclass(frozen=True, slots=True)
class Reporter:
    person: Person = child("reportingPerson", Person, needed=True)
    contact: Contact | None = child("contactPerson", Contact)
    about: str = child("companyTemplate", default="")
    terms: str = child("termsOfService", default="")
    legal_url: str = child("legalURL", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`more` has the mark of a batch of reports of one viral file."""

    incident: Incident = child("incidentSummary", Incident, needed=True, shown=True)
    reporter: Reporter = child("reporter", Reporter, needed=True)
    where: tuple[Where, ...] = children("internetDetails", WHERE)
    law_enforcement: LawEnforcement | None = child("lawEnforcement", LawEnforcement)
    reported: tuple[Reported, ...] = children("personOrUserReported", Reported)
    recipients: tuple[Recipient, ...] = children("intendedRecipient", Recipient)
    victims: tuple[Victim, ...] = children("victim", Victim)
    notes: str = child("additionalInfo", default="")
    more: tuple[Node, ...] = more()


@dataclass(frozen=True, slots=True)
class FileHash:
    type: str = attribute("hashType", needed=True)
    value: str = content(needed=True)


@dataclass(frozen=True, slots=True)
class NameAndValue:
    name: str = child("name", needed=True)
    value: str = child("value", needed=True)


@dataclass(frozen=True, slots=True)
class Details:
    pairs: tuple[NameAndValue, ...] = children("nameValuePair", NameAndValue)
    type: DetailType | None = attribute("type", DetailType)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDetails:
    """`viewed` means that somebody of the reporter has seen the entire contents. `potential_meme` and `annotations` exclude each other;
    a supplemental file has neither `potential_meme` nor a classification."""

    report_id: int = child("reportId", needed=True, shown=True)
    file_id: str = child("fileId", needed=True, shown=True)
    name: str = child("fileName", default="")
    original_name: str = child("originalFileName", default="")
    uploaded_at: datetime | None = child("uploadedToEspTimestamp", shown=True)
    location: str = child("locationOfFile", default="")
    viewed: bool | None = child("fileViewedByEsp", shown=True)
    exif_viewed: bool | None = child("exifViewedByEsp", shown=True)
    public: bool | None = child("publiclyAvailable", shown=True)
    relevance: Relevance | None = child("fileRelevance", Relevance, shown=True)
    potential_meme: bool | None = child("potentialMeme", shown=True)
    annotations: frozenset[FileAnnotation] = child(
        "fileAnnotations", FileAnnotation, default=frozenset(), shown=True
    )
    classification: Classification | None = child("industryClassification", Classification, shown=True)
    hashes: tuple[FileHash, ...] = children("originalFileHash", FileHash)
    uploaded_from: IpCapture | None = child("ipCaptureEvent", IpCapture)
    devices: tuple[Device, ...] = children("deviceId", Device)
    details: tuple[Details, ...] = children("details", Details)
    notes: tuple[str, ...] = children("additionalInfo")


def read_report(document: bytes) -> Report:
    """Errors: Malformed, with the first fault; `check.faults_in` tells all of them."""
    return read(document, "report", Report)


def write_report(report: Report) -> bytes:
    """UTF-8 XML. Errors: Malformed, if it is no report that the service would take."""
    return write(report, "report")


def read_file_details(document: bytes) -> FileDetails:
    """Errors: Malformed."""
    return read(document, "fileDetails", FileDetails)


def write_file_details(details: FileDetails) -> bytes:
    """UTF-8 XML. Errors: Malformed."""
    return write(details, "fileDetails")
