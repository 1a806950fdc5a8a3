"""Who works in the demo, and how each signs in. Everybody may know these, which is why they exist only in the demo."""

import base64
import hashlib
import hmac
import struct
import time
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Duty

PASSWORD = "invented-harbour-2026"
STEP = 30
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Agency:
    name: str
    kind: str
    country: str
    public_door: bool = False
    contact_email: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    name: str
    email: str
    agency: Agency
    duties: tuple[Duty, ...]
    comes_for: Words
    language: str = "en"

    @property
    def secret(self) -> str:
        """The shared secret of the second factor (RFC 6238), the same at every start of the demo."""
        return base64.b32encode(hashlib.sha1(f"seawall demo {self.key}".encode()).digest()).decode()


HOTLINE = Agency("Meldestelle Nord", "hotline", "DE", True, "kontakt@meldestelle-nord.example")
POLICE = Agency("Polizei Musterland", "police", "DE", contact_email="meldung@polizei-musterland.example")
# One of the little internet's hosts (internet/world.toml), and the contact that its notices go to.
HOST = Agency("Hafen Hosting", "provider", "DE", contact_email="abuse@hafen-hosting.example")
POLICE_ABROAD = Agency("Politie Voorbeeld", "police", "NL", contact_email="melding@politie-voorbeeld.example")
AGENCIES = (HOTLINE, POLICE, HOST, POLICE_ABROAD)
FRENCH, SWEDISH = (
    Agency("Police Exemple", "police", "FR", contact_email="signalement@police-exemple.example"),
    Agency("Polis Exempel", "police", "SE", contact_email="anmalan@polis-exempel.example"),
)
PROSECUTION = Agency(
    "Staatsanwaltschaft Musterstadt", "police", "DE", contact_email="eingang@sta-musterstadt.example"
)
# The hotline is there for the public door, and for those who manage people and read the trail.
AGENCIES_OF_THE_RING = (HOTLINE, POLICE, POLICE_ABROAD, FRENCH, SWEDISH, PROSECUTION)

PEOPLE = (
    Person(
        "mara", "Mara", "mara@meldestelle-nord.example", HOTLINE, (Duty.ANALYST,), _("assesses and notifies")
    ),
    Person(
        "mika", "Mika", "mika@meldestelle-nord.example", HOTLINE, (Duty.ANALYST,), _("gives second opinions")
    ),
    Person(
        "rena", "Rena", "rena@meldestelle-nord.example", HOTLINE, (Duty.REVIEWER,), _("reviews and votes")
    ),
    Person("otto", "Otto", "otto@meldestelle-nord.example", HOTLINE, (Duty.AUDITOR,), _("reads the trail")),
    Person("ada", "Ada", "ada@meldestelle-nord.example", HOTLINE, (Duty.ADMINISTRATOR,), _("adds people")),
    Person(
        "dana",
        "Dana",
        "dana@polizei-musterland.example",
        POLICE,
        (Duty.INVESTIGATOR,),
        _("holds for the police"),
    ),
    Person(
        "joost",
        "Joost",
        "joost@politie-voorbeeld.example",
        POLICE_ABROAD,
        (Duty.INVESTIGATOR,),
        _("works on a part of Dana's operation"),
    ),
    Person(
        "noor",
        "Noor",
        "noor@politie-voorbeeld.example",
        POLICE_ABROAD,
        (Duty.SPECIALIST,),
        _("is asked what Jonas cannot place"),
    ),
    Person(
        "jonas",
        "Jonas",
        "jonas@polizei-musterland.example",
        POLICE,
        (Duty.SPECIALIST,),
        _("finds out who a child is"),
    ),
    Person(
        "emil",
        "Emil",
        "emil@polizei-musterland.example",
        POLICE,
        (Duty.SPECIALIST, Duty.VAULT_KEEPER),
        _("second keeper; checks what Jonas asks outside"),
    ),
    Person(
        "vera",
        "Vera",
        "vera@polizei-musterland.example",
        POLICE,
        (Duty.VAULT_KEEPER,),
        _("keeps children's names in the vault"),
    ),
    Person(
        "ravi",
        "Ravi",
        "ravi@hafen-hosting.example",
        HOST,
        (Duty.ABUSE_DESK,),
        _("answers notices and sees what became of its reports"),
    ),
)

PEOPLE_OF_THE_RING = (
    Person(
        "dana",
        "Dana",
        "dana@polizei-musterland.example",
        POLICE,
        (Duty.INVESTIGATOR,),
        _("leads the operation"),
    ),
    Person(
        "jonas",
        "Jonas",
        "jonas@polizei-musterland.example",
        POLICE,
        (Duty.SPECIALIST,),
        _("finds out who a child is"),
    ),
    Person(
        "paula",
        "Paula",
        "paula@sta-musterstadt.example",
        PROSECUTION,
        (Duty.INVESTIGATOR,),
        _("prosecutes: sees the German part"),
    ),
    Person(
        "joost",
        "Joost",
        "joost@politie-voorbeeld.example",
        POLICE_ABROAD,
        (Duty.INVESTIGATOR,),
        _("works on the Dutch part"),
    ),
    Person(
        "noor",
        "Noor",
        "noor@politie-voorbeeld.example",
        POLICE_ABROAD,
        (Duty.SPECIALIST,),
        _("finds out who a child is"),
    ),
    Person(
        "camille",
        "Camille",
        "camille@police-exemple.example",
        FRENCH,
        (Duty.INVESTIGATOR,),
        _("works on the French part"),
    ),
    Person(
        "lou", "Lou", "lou@police-exemple.example", FRENCH, (Duty.SPECIALIST,), _("finds out who a child is")
    ),
    Person(
        "elin",
        "Elin",
        "elin@polis-exempel.example",
        SWEDISH,
        (Duty.INVESTIGATOR,),
        _("works on the Swedish part"),
    ),
    Person(
        "sten",
        "Sten",
        "sten@polis-exempel.example",
        SWEDISH,
        (Duty.SPECIALIST,),
        _("finds out who a child is"),
    ),
    *(one for one in PEOPLE if one.key in ("otto", "ada")),
)
EVERYBODY = tuple({one.key: one for one in (*PEOPLE, *PEOPLE_OF_THE_RING)}.values())


def person(key: str) -> Person | None:
    return next((one for one in EVERYBODY if one.key == key.lower()), None)


def code_of(one: Person, at: float | None = None) -> str:
    """The six digits that an authenticator would show now."""
    counter = struct.pack(">Q", int(time.time() if at is None else at) // STEP)
    mac = hmac.new(base64.b32decode(one.secret), counter, hashlib.sha1).digest()
    start = mac[-1] & 0x0F
    return f"{(int.from_bytes(mac[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06d}"


def seconds_left() -> int:
    return STEP - int(time.time()) % STEP
