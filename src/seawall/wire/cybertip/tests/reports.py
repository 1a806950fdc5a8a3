"""Invented reports: reserved domains, TEST-NET addresses, no real person."""

from dataclasses import replace
from datetime import UTC, date, datetime

from seawall.wire.cybertip.constants import (
    AccountType,
    AddressType,
    Classification,
    DetailType,
    EmailType,
    Event,
    FileAnnotation,
    IncidentType,
    PhoneType,
    Relevance,
    ReportAnnotation,
)
from seawall.wire.cybertip.people import (
    Address,
    AssociatedAccount,
    Contact,
    Device,
    Disabled,
    DisabledForATime,
    Email,
    EstimatedLocation,
    IpCapture,
    Person,
    Phone,
    Recipient,
    Reported,
    Victim,
)
from seawall.wire.cybertip.report import (
    ByEmail,
    CellPhone,
    Chat,
    Details,
    FileDetails,
    FileHash,
    Game,
    Incident,
    LawEnforcement,
    NameAndValue,
    Newsgroup,
    Offline,
    PeerToPeer,
    Report,
    Reporter,
    WebPage,
)
from seawall.wire.cybertip.tree import Node

AT = datetime(2026, 11, 22, 11, 30, 5, tzinfo=UTC)
PHONE = Phone("5550100", PhoneType.MOBILE, True, AT, "+49", "12")
EMAIL = Email("meldung@stelle.example", EmailType.WORK, False, AT)
ADDRESS = Address("Musterweg 1", "Musterstadt", "01234", "", "Musterland", "DE", AddressType.BUSINESS)
IP = IpCapture("192.0.2.1", Event.UPLOAD, AT, False, 443)
DEVICE = Device("IMEI", "000000000000000", Event.LOGIN, AT)
PERSON = Person("Vor", "Nach", (PHONE,), (EMAIL,), (ADDRESS,), 30, date(1996, 1, 31))
CONTACT = Contact("Vor", "Nach", (PHONE,), (EMAIL,), (ADDRESS,))
WHERE = (
    WebPage(("https://bilder.example/a?b=1&c=<2>", "https://bilder.example/b"), "notes", True),
    ByEmail((EMAIL,), "Subject: test\r\n\r\nbody", "notes"),
    Newsgroup("invented.group.example", (EMAIL,), "body", "notes"),
    Chat("client", "room", "a: b\tc", "notes"),
    Game("game", "console", "content", "notes"),
    CellPhone(PHONE, 52.5, -13.25, "notes"),
    Offline("place", (ADDRESS,), "notes"),
    PeerToPeer("client", (IP, IpCapture("2001:db8::1")), "a.png, b.png", "notes"),
)
OTHER_ACCOUNT = AssociatedAccount(
    AccountType.GUARDIAN,
    (EMAIL,),
    "service",
    "id-2",
    ("https://profil.example/2",),
    "name2",
    ("Name 2",),
    "notes",
    (Node("firstName", text="Vor"), Node("priorCTReport", text="7")),
)
ACCOUNT = {
    "identifier": "id-1",
    "service": "service",
    "compromised": False,
    "screen_name": "name1",
    "display_names": ("Name 1", "Name eins"),
    "profiles": ("https://profil.example/1",),
    "biography": "nothing",
    "used": (IP,),
    "devices": (DEVICE,),
    "earlier_reports": (1, 2**62),
    "disabled_for_a_time": DisabledForATime(True, AT, True, AT, AT),
    "disabled_for_good": Disabled(False, AT, False, AT),
    "location": EstimatedLocation("Musterstadt", "Musterland", "DE", True, AT),
    "more": (Node("allEmailsReported", text="true"),),
}
INCIDENT = Incident(
    IncidentType.MATERIAL,
    AT,
    "about noon",
    "Example Pictures",
    "a child may be in danger now",
    frozenset(ReportAnnotation),
)
REPORTER = Reporter(PERSON, CONTACT, "about us", "our terms", "https://stelle.example/law")
SMALLEST = Report(
    incident=Incident(IncidentType.MATERIAL, AT),
    reporter=Reporter(Person(emails=(Email("meldung@stelle.example"),))),
)
FULL = Report(
    incident=INCIDENT,
    reporter=REPORTER,
    where=WHERE,
    law_enforcement=LawEnforcement(
        "Polizei Musterland",
        "M-1",
        CONTACT,
        True,
        (
            Node("servedLegalProcessDomestic", text="true"),
            Node("servedLegalProcessInternational", {"fleaCountry": "DE"}, "false"),
        ),
    ),
    reported=(
        Reported(
            **ACCOUNT | {"more": (Node("vehicleDescription", text="none"),)},
            person=PERSON,
            elsewhere=False,
            group="group",
            associated=(OTHER_ACCOUNT,),
            notes="notes",
        ),
        Reported(),
    ),
    recipients=(Recipient(**ACCOUNT, person=PERSON, group="group", notes=("one", "two")), Recipient()),
    victims=(
        Victim(**ACCOUNT, person=PERSON, school="school", associated=(OTHER_ACCOUNT,), notes="notes"),
        Victim(person=Person()),
    ),
    notes="notes 日本 😀 &<>\"'",
    more=(Node("batchedReport", {"reason": "VIRAL_POTENTIAL_MEME"}),),
)
FILE = FileDetails(
    report_id=4564654,
    file_id="b0754af766b426f2928a02c651ed4b99",
    name="a.png",
    original_name="blau.png",
    uploaded_at=AT,
    location="https://bilder.example/a",
    viewed=True,
    exif_viewed=False,
    public=True,
    relevance=Relevance.REPORTED,
    annotations=frozenset(FileAnnotation),
    classification=Classification.A1,
    hashes=(FileHash("MD5", "d41d8cd98f00b204e9800998ecf8427e"), FileHash("PDQ", "0" * 64)),
    uploaded_from=IP,
    devices=(DEVICE, DEVICE),
    details=(
        Details((NameAndValue("Make", "none"), NameAndValue("Model", "none")), DetailType.EXIF),
        Details((NameAndValue("SHA1", "0" * 40),), DetailType.HASH),
        Details((NameAndValue("a", ""),)),
    ),
    notes=("one", "two"),
)
MEME = replace(FILE, annotations=frozenset(), potential_meme=True)
SUPPLEMENTAL = replace(FILE, relevance=Relevance.SUPPLEMENTAL, classification=None)
