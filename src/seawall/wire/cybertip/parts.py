"""Parts of the table: the kinds of values, and the records of persons and accounts."""

from enum import StrEnum

from seawall.wire.cybertip.constants import (
    COUNTRIES,
    STATES,
    AccountType,
    AddressType,
    EmailType,
    Event,
    PhoneType,
)
from seawall.wire.cybertip.kinds import Kind
from seawall.wire.cybertip.table import Attribute, Record, many, maybe, one

# The digits of ASCII alone; libraries take those of other scripts, too.
WHOLE_NUMBER = "[+-]?[0-9]{1,40}"
NUMBER = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?"


def choice(name: str, choices: type[StrEnum]) -> Kind:
    return Kind("xs:string", "one of: " + "; ".join(choices), name, tuple(choices))


def text(longest: int) -> Kind:
    return Kind("xs:string", f"text of at most {longest} characters", f"TextUpTo{longest}", longest=longest)


TEXT = Kind("xs:string", "text")
TOKEN = Kind("xs:token", "text without surrounding spaces")
TRUTH = Kind("xs:boolean", "true or false")
FLAG = Kind("xs:boolean", "true or empty: the element stands for yes, and is left out for no", fixed="true")
WHOLE = Kind(
    "xs:int", "a whole number of 32 bits", "Whole", pattern=WHOLE_NUMBER, least=-(2**31), most=2**31 - 1
)
LONG = Kind(
    "xs:long", "a whole number of 64 bits", "Long", pattern=WHOLE_NUMBER, least=-(2**63), most=2**63 - 1
)
AGE = Kind("xs:int", "a whole number from 0 to 150", "Age", pattern=WHOLE_NUMBER, least=0, most=150)
DEGREES = Kind("xs:double", "degrees from -180 to 180", "Degrees", pattern=NUMBER, least=-180, most=180)
# A year as ISO 8601 writes it; the schema's own type would take years before and after those that a calendar has.
DAY = Kind("xs:date", "a day such as 2026-01-31", "Day", pattern="[0-9]{4}-.+")
MOMENT = Kind("xs:dateTime", "a time such as 2026-01-31T23:59:59Z", "Moment", pattern="[0-9]{4}-.+")
CALLING_CODE = Kind(
    "xs:string", "a plus sign and one to three digits", "CallingCode", pattern=r"\+[0-9]{1,3}"
)
EXTENSION = Kind("xs:string", "digits", "Extension", pattern="[0-9]+")
COUNTRY = Kind("xs:string", "two letters of a country, such as DE", "Country", COUNTRIES)
STATE = Kind("xs:string", "two letters of a state of the USA, or nothing", "State", STATES)
EVENT = choice("Event", Event)

PHONE = Record(
    "Phone",
    content=TEXT,
    attributes=(
        Attribute("type", choice("PhoneType", PhoneType)),
        Attribute("verified", TRUTH),
        Attribute("verificationDate", MOMENT),
        Attribute("countryCallingCode", CALLING_CODE),
        Attribute("extension", EXTENSION),
    ),
)
EMAIL = Record(
    "Email",
    content=TEXT,
    attributes=(
        Attribute("type", choice("EmailType", EmailType)),
        Attribute("verified", TRUTH),
        Attribute("verificationDate", MOMENT),
    ),
)
ADDRESS = Record(
    "Address",
    (
        maybe("address", TEXT),
        maybe("city", TEXT),
        maybe("zipCode", TEXT),
        maybe("state", STATE),
        maybe("nonUsaState", TEXT),
        maybe("country", COUNTRY),
    ),
    (Attribute("type", choice("AddressType", AddressType)),),
)
_CONTACT = (
    maybe("firstName", TEXT),
    maybe("lastName", TEXT),
    many("phone", PHONE),
    many("email", EMAIL),
    many("address", ADDRESS),
)
CONTACT = Record("Contact", _CONTACT, note="How somebody is reached.")
PERSON = Record("Person", (*_CONTACT, maybe("age", AGE), maybe("dateOfBirth", DAY)), note="Who somebody is.")
IP_CAPTURE = Record(
    "IpCapture",
    (
        one("ipAddress", TEXT),
        maybe("eventName", EVENT),
        maybe("dateTime", MOMENT),
        maybe("possibleProxy", TRUTH),
        maybe("port", WHOLE),
    ),
    note="An IP address, and when it was used. Without time and port few networks can say who used it.",
)
DEVICE = Record(
    "Device",
    (one("idType", TEXT), one("idValue", TEXT), maybe("eventName", EVENT), maybe("dateTime", MOMENT)),
    note="The number of a device, and when it was used.",
)
_NOTIFIED = (
    Attribute("disabledDate", MOMENT),
    Attribute("userNotified", TRUTH),
    Attribute("userNotifiedDate", MOMENT),
)
DISABLED_FOR_A_TIME = Record(
    "DisabledForATime", content=TRUTH, attributes=(*_NOTIFIED, Attribute("reenabledDate", MOMENT))
)
DISABLED_FOR_GOOD = Record("DisabledForGood", content=TRUTH, attributes=_NOTIFIED)
LOCATION = Record(
    "EstimatedLocation",
    (maybe("city", TEXT), maybe("region", TEXT), maybe("countryCode", COUNTRY)),
    (Attribute("verified", TRUTH), Attribute("timestamp", MOMENT)),
)
ASSOCIATED_ACCOUNT = Record(
    "AssociatedAccount",
    (
        maybe("platform", Record("Platform", content=TEXT, attributes=(Attribute("thirdPartyUser", TRUTH),))),
        maybe("firstName", TEXT),
        maybe("middleName", TEXT),
        maybe("lastName", TEXT),
        maybe("approximateAge", WHOLE),
        maybe("dateOfBirth", DAY),
        many("phone", PHONE),
        many("email", EMAIL),
        maybe("allEmailsReported", TRUTH),
        many("address", ADDRESS),
        maybe("espService", TEXT),
        maybe("espIdentifier", TEXT),
        many("profileUrl", TEXT),
        maybe("screenName", TEXT),
        many("displayName", TEXT),
        maybe("profileBio", TEXT),
        maybe("groupIdentifier", TEXT),
        maybe("compromisedAccount", TRUTH),
        maybe("accountTemporarilyDisabled", DISABLED_FOR_A_TIME),
        maybe("accountPermanentlyDisabled", DISABLED_FOR_GOOD),
        many("ipCaptureEvent", IP_CAPTURE),
        many("deviceId", DEVICE),
        many("priorCTReport", LONG),
        maybe("additionalInfo", TEXT),
    ),
    (Attribute("type", choice("AccountType", AccountType), needed=True),),
    note="Another account that belongs to the same person.",
)
_SEEN = (
    maybe("espIdentifier", TEXT),
    maybe("espService", TEXT),
    maybe("compromisedAccount", TRUTH),
    maybe("screenName", TEXT),
    many("displayName", TEXT),
    many("profileUrl", TEXT),
    maybe("profileBio", TEXT),
    many("ipCaptureEvent", IP_CAPTURE),
    many("deviceId", DEVICE),
)
_STATE = (
    maybe("accountTemporarilyDisabled", DISABLED_FOR_A_TIME),
    maybe("accountPermanentlyDisabled", DISABLED_FOR_GOOD),
    maybe("estimatedLocation", LOCATION),
    maybe("allEmailsReported", TRUTH),
)
REPORTED = Record(
    "Reported",
    (
        maybe("personOrUserReportedPerson", PERSON),
        maybe("vehicleDescription", TEXT),
        *_SEEN,
        maybe("thirdPartyUserReported", TRUTH),
        many("priorCTReports", LONG),
        maybe("groupIdentifier", TEXT),
        *_STATE,
        many("associatedAccount", ASSOCIATED_ACCOUNT),
        maybe("additionalInfo", TEXT),
    ),
    note="A person or an account that is reported. Nothing here is an accusation.",
)
RECIPIENT = Record(
    "IntendedRecipient",
    (
        maybe("intendedRecipientPerson", PERSON),
        *_SEEN,
        many("priorCTReports", LONG),
        maybe("groupIdentifier", TEXT),
        *_STATE,
        many("additionalInfo", TEXT),
    ),
)
VICTIM = Record(
    "Victim",
    (
        one("victimPerson", PERSON),
        *_SEEN,
        maybe("schoolName", TEXT),
        many("priorCTReports", LONG),
        *_STATE,
        many("associatedAccount", ASSOCIATED_ACCOUNT),
        maybe("additionalInfo", TEXT),
    ),
)
