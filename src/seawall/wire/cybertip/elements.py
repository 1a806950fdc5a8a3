"""The table of the format: CyberTipline Reporting API, schema of 10 November 2025, with the limits that only its documentation states.

Order, cardinality, kinds and attributes are the service's (https://report.cybertip.org/ispws/documentation).
"""

from dataclasses import dataclass

from seawall.wire.cybertip.constants import (
    BatchReason,
    Classification,
    DetailType,
    FileAnnotation,
    IncidentType,
    Relevance,
    ReportAnnotation,
)
from seawall.wire.cybertip.parts import (
    ADDRESS,
    CONTACT,
    COUNTRY,
    DEGREES,
    DEVICE,
    EMAIL,
    FLAG,
    IP_CAPTURE,
    LONG,
    MOMENT,
    PERSON,
    PHONE,
    RECIPIENT,
    REPORTED,
    TEXT,
    TOKEN,
    TRUTH,
    VICTIM,
    WHOLE,
    choice,
    text,
)
from seawall.wire.cybertip.table import Attribute, Either, Record, flags, many, maybe, one

INCIDENT = Record(
    "Incident",
    (
        one("incidentType", choice("IncidentType", IncidentType)),
        maybe("platform", text(256)),
        maybe("escalateToHighPriority", text(3000)),
        maybe("reportAnnotations", flags("ReportAnnotations", tuple(ReportAnnotation), FLAG)),
        one("incidentDateTime", MOMENT),
        maybe("incidentDateTimeDescription", text(3000)),
    ),
    note="What happened, and when. A text in escalateToHighPriority means: a child may be in danger now.",
)
_NOTES = maybe("additionalInfo", TEXT)
_SAID = (maybe("content", TEXT), _NOTES)
_EMAILS = (many("emailAddress", EMAIL), *_SAID)
INTERNET_DETAILS = Record(
    "InternetDetails",
    (
        Either(
            (
                one(
                    "webPageIncident",
                    Record(
                        "WebPage", (many("url", TEXT), _NOTES), (Attribute("thirdPartyHostedContent", TRUTH),)
                    ),
                ),
                one("emailIncident", Record("EmailIncident", _EMAILS)),
                one("newsgroupIncident", Record("Newsgroup", (maybe("name", TEXT), *_EMAILS))),
                one(
                    "chatImIncident",
                    Record("Chat", (maybe("chatClient", TEXT), maybe("chatRoomName", TEXT), *_SAID)),
                ),
                one(
                    "onlineGamingIncident",
                    Record("Game", (maybe("gameName", TEXT), maybe("console", TEXT), *_SAID)),
                ),
                one(
                    "cellPhoneIncident",
                    Record(
                        "CellPhone",
                        (
                            maybe("phoneNumber", PHONE),
                            maybe("latitude", DEGREES),
                            maybe("longitude", DEGREES),
                            _NOTES,
                        ),
                    ),
                ),
                one(
                    "nonInternetIncident",
                    Record(
                        "Offline", (maybe("locationName", TEXT), many("incidentAddress", ADDRESS), _NOTES)
                    ),
                ),
                one(
                    "peer2peerIncident",
                    Record(
                        "PeerToPeer",
                        (
                            maybe("client", TEXT),
                            many("ipCaptureEvent", IP_CAPTURE),
                            maybe("fileNames", TEXT),
                            _NOTES,
                        ),
                    ),
                ),
            )
        ),
    ),
    note="Where on the internet it happened: exactly one of these.",
)
LAW_ENFORCEMENT = Record(
    "LawEnforcement",
    (
        one("agencyName", TEXT),
        maybe("caseNumber", TEXT),
        maybe("officerContact", CONTACT),
        maybe("reportedToLe", TRUTH),
        maybe("servedLegalProcessDomestic", TRUTH),
        maybe(
            "servedLegalProcessInternational",
            Record("ServedAbroad", content=TRUTH, attributes=(Attribute("fleaCountry", COUNTRY),)),
        ),
    ),
)
REPORTER = Record(
    "Reporter",
    (
        one("reportingPerson", PERSON),
        maybe("contactPerson", CONTACT),
        maybe("companyTemplate", TEXT),
        maybe("termsOfService", text(3000)),
        maybe("legalURL", text(2083)),
    ),
    note="Who reports, and whom the authorities may ask.",
)
BATCHED = Record(
    "Batched", attributes=(Attribute("reason", choice("BatchReason", BatchReason), needed=True),)
)
REPORT = Record(
    "Report",
    (
        maybe("batchedReport", BATCHED),
        one("incidentSummary", INCIDENT),
        many("internetDetails", INTERNET_DETAILS),
        maybe("lawEnforcement", LAW_ENFORCEMENT),
        one("reporter", REPORTER),
        many("personOrUserReported", REPORTED),
        many("intendedRecipient", RECIPIENT),
        many("victim", VICTIM),
        maybe("additionalInfo", TEXT),
    ),
    note="One report. Its parts stand in this order.",
)

HASH = Record("FileHash", content=TEXT, attributes=(Attribute("hashType", TEXT, needed=True),))
NAME_AND_VALUE = Record("NameAndValue", (one("name", text(64)), one("value", TEXT)))
DETAILS = Record(
    "Details",
    (many("nameValuePair", NAME_AND_VALUE, 1),),
    (Attribute("type", choice("DetailType", DetailType)),),
)
FILE_DETAILS = Record(
    "FileDetails",
    (
        one("reportId", LONG),
        one("fileId", TOKEN),
        maybe("fileName", TEXT),
        maybe("originalFileName", text(2056)),
        maybe("uploadedToEspTimestamp", MOMENT),
        maybe("locationOfFile", text(2083)),
        maybe("fileViewedByEsp", TRUTH),
        maybe("exifViewedByEsp", TRUTH),
        maybe("publiclyAvailable", TRUTH),
        maybe("fileRelevance", choice("Relevance", Relevance)),
        Either(
            (
                maybe("potentialMeme", TRUTH),
                maybe("fileAnnotations", flags("FileAnnotations", tuple(FileAnnotation), FLAG)),
            ),
            0,
        ),
        maybe("industryClassification", choice("Classification", Classification)),
        many("originalFileHash", HASH),
        maybe("ipCaptureEvent", IP_CAPTURE),
        many("deviceId", DEVICE),
        many("details", DETAILS),
        many("additionalInfo", TEXT),
    ),
    note="Facts about one file of a report.",
)

REPORT_RESPONSE = Record(
    "ReportResponse",
    (
        one("responseCode", WHOLE),
        one("responseDescription", TEXT),
        maybe("reportId", LONG),
        maybe("fileId", TOKEN),
        maybe("hash", TOKEN),
    ),
    note="The answer to every call but finish. A code other than 0 is an error, whatever the status of HTTP.",
)
DONE_RESPONSE = Record(
    "DoneResponse",
    (
        one("responseCode", WHOLE),
        one("reportId", LONG),
        one("files", Record("FileIds", (many("fileId", TEXT),))),
    ),
    note="The answer to finish: the files that belong to the report.",
)
ROOTS = {
    "report": REPORT,
    "fileDetails": FILE_DETAILS,
    "reportResponse": REPORT_RESPONSE,
    "reportDoneResponse": DONE_RESPONSE,
}


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What a value of one element forbids beside it; XML Schema 1.0 cannot say so, and the documentation does."""

    record: Record
    element: str
    value: str
    without: tuple[str, ...]


EXCLUSION = Exclusion(
    FILE_DETAILS, "fileRelevance", Relevance.SUPPLEMENTAL, ("potentialMeme", "industryClassification")
)
