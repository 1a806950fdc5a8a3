"""Persons and accounts in a report: who reports, who is reported, who was meant to receive, whom it was done to."""

from dataclasses import dataclass
from datetime import date, datetime

from seawall.wire.cybertip.binding import attribute, child, children, content, more
from seawall.wire.cybertip.constants import AccountType, AddressType, EmailType, Event, PhoneType
from seawall.wire.cybertip.tree import Node


@dataclass(frozen=True, slots=True)
class Phone:
    number: str = content(needed=True)
    type: PhoneType | None = attribute("type", PhoneType)
    verified: bool | None = attribute("verified")
    verified_at: datetime | None = attribute("verificationDate")
    calling_code: str = attribute("countryCallingCode", default="")
    extension: str = attribute("extension", default="")


@dataclass(frozen=True, slots=True)
class Email:
    address: str = content(needed=True)
    type: EmailType | None = attribute("type", EmailType)
    verified: bool | None = attribute("verified")
    verified_at: datetime | None = attribute("verificationDate")


@dataclass(frozen=True, slots=True)
class Address:
    """`state` is one of the USA; others are `region`. `country` is two letters."""

    street: str = child("address", default="")
    city: str = child("city", default="")
    postcode: str = child("zipCode", default="")
    state: str = child("state", default="")
    region: str = child("nonUsaState", default="")
    country: str = child("country", default="")
    type: AddressType | None = attribute("type", AddressType)


@dataclass(frozen=True, slots=True)
class Contact:
    first_name: str = child("firstName", default="")
    last_name: str = child("lastName", default="")
    phones: tuple[Phone, ...] = children("phone", Phone)
    emails: tuple[Email, ...] = children("email", Email)
    addresses: tuple[Address, ...] = children("address", Address)


@dataclass(frozen=True, slots=True)
class Person(Contact):
    age: int | None = child("age")
    born: date | None = child("dateOfBirth")


@dataclass(frozen=True, slots=True)
class IpCapture:
    """`at` without a zone is kept so: the sender did not say which."""

    address: str = child("ipAddress", needed=True)
    event: Event | None = child("eventName", Event, shown=True)
    at: datetime | None = child("dateTime", shown=True)
    possible_proxy: bool | None = child("possibleProxy", shown=True)
    port: int | None = child("port")


@dataclass(frozen=True, slots=True)
class Device:
    type: str = child("idType", needed=True, shown=True)
    value: str = child("idValue", needed=True)
    event: Event | None = child("eventName", Event, shown=True)
    at: datetime | None = child("dateTime", shown=True)


@dataclass(frozen=True, slots=True)
class Disabled:
    """`disabled` for good, or for a time: then `enabled_again_at` may be there."""

    disabled: bool = content(needed=True)
    at: datetime | None = attribute("disabledDate")
    user_told: bool | None = attribute("userNotified")
    user_told_at: datetime | None = attribute("userNotifiedDate")


@dataclass(frozen=True, slots=True)
class DisabledForATime(Disabled):
    enabled_again_at: datetime | None = attribute("reenabledDate")


@dataclass(frozen=True, slots=True)
class EstimatedLocation:
    city: str = child("city", default="")
    region: str = child("region", default="")
    country: str = child("countryCode", default="")
    verified: bool | None = attribute("verified")
    at: datetime | None = attribute("timestamp")


@dataclass(frozen=True, slots=True)
class AssociatedAccount:
    """`more` has what else the format knows of it: names, phones, addresses, when it was used."""

    type: AccountType = attribute("type", AccountType, needed=True)
    emails: tuple[Email, ...] = children("email", Email)
    service: str = child("espService", default="")
    identifier: str = child("espIdentifier", default="")
    profiles: tuple[str, ...] = children("profileUrl")
    screen_name: str = child("screenName", default="")
    display_names: tuple[str, ...] = children("displayName")
    notes: str = child("additionalInfo", default="")
    more: tuple[Node, ...] = more()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Account:
    """An account as its provider knows it. `identifier` is the provider's own number of it."""

    identifier: str = child("espIdentifier", default="")
    service: str = child("espService", default="")
    compromised: bool | None = child("compromisedAccount", shown=True)
    screen_name: str = child("screenName", default="")
    display_names: tuple[str, ...] = children("displayName")
    profiles: tuple[str, ...] = children("profileUrl")
    biography: str = child("profileBio", default="")
    used: tuple[IpCapture, ...] = children("ipCaptureEvent", IpCapture)
    devices: tuple[Device, ...] = children("deviceId", Device)
    earlier_reports: tuple[int, ...] = children("priorCTReports")
    disabled_for_a_time: DisabledForATime | None = child("accountTemporarilyDisabled", DisabledForATime)
    disabled_for_good: Disabled | None = child("accountPermanentlyDisabled", Disabled)
    location: EstimatedLocation | None = child("estimatedLocation", EstimatedLocation)
    more: tuple[Node, ...] = more()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(_Account):
    """A person or user reported. `group` identifies an organised group that the provider believes it belongs to."""

    person: Person | None = child("personOrUserReportedPerson", Person)
    elsewhere: bool | None = child("thirdPartyUserReported", shown=True)
    group: str = child("groupIdentifier", default="")
    associated: tuple[AssociatedAccount, ...] = children("associatedAccount", AssociatedAccount)
    notes: str = child("additionalInfo", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(_Account):
    person: Person | None = child("intendedRecipientPerson", Person)
    group: str = child("groupIdentifier", default="")
    notes: tuple[str, ...] = children("additionalInfo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Victim(_Account):
    """Names belong in the vault as soon as they have been read."""

    person: Person = child("victimPerson", Person, needed=True)
    school: str = child("schoolName", default="")
    associated: tuple[AssociatedAccount, ...] = children("associatedAccount", AssociatedAccount)
    notes: str = child("additionalInfo", default="")
