"""Referrals for tests, made by the deeds themselves."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

from seawall.core.actors import Actor
from seawall.material.states import HandlingCode
from seawall.operations import actions
from seawall.operations.models import Account, Operation, Person, Referral, Site
from seawall.operations.persons.words import PersonTerms
from seawall.operations.referring.states import BatchTerms, RecipientKind, RecipientTerms, ReferralLanguage
from seawall.operations.tests.make import taken

# Each stands for one kind of content, and nowhere else: where one turns up, that kind is there.
SENTINELS = {
    "name": "Ola Sentinel",
    "accounts": "handle_sentinel",
    "identifiers": "sentinel@post.example",
    "court": "§ 99 Sentinelgesetz",
    "ran": "Sentinel Platform",
}


def a_person_of(site: Site, lead: Actor, country: str = "SE", *, youth: bool = False) -> Person:
    """With a name, and an account that has all that an account can have."""
    name = f"{SENTINELS['accounts']}_{country}_{youth}"
    table = f"handle,email,country,child_contact\n{name},{SENTINELS['identifiers']},{country},yes\n"
    taken(site, table, lead)
    account = Account.objects.latest("id")
    terms = PersonTerms(country, youth, SENTINELS["name"], account.id, "Why.")
    return actions.note_person(site.operation, terms, actor=lead)


def drafted(
    operation: Operation, lead: Actor, *persons: Person, handling: HandlingCode = HandlingCode.RED
) -> Referral:
    terms = BatchTerms(tuple(one.code for one in persons), handling=handling)
    return actions.draft_referrals(operation, terms, actor=lead)[0]


def addressed(
    one: Referral,
    lead: Actor,
    *,
    kind: RecipientKind = RecipientKind.POLICE,
    handling: HandlingCode = HandlingCode.RED,
    agency: str = "",
    language: ReferralLanguage = ReferralLanguage.ENGLISH,
) -> Referral:
    office = ("Polismyndigheten Exempel", "desk@polis.example")
    terms = RecipientTerms(kind, handling, agency, *office, language=language)
    return actions.address_referral(one, terms, actor=lead)


def checked(
    site: Site,
    lead: Actor,
    country: str = "SE",
    *,
    kind: RecipientKind = RecipientKind.POLICE,
    handling: HandlingCode = HandlingCode.RED,
    agency: str = "",
) -> Referral:
    one = drafted(site.operation, lead, a_person_of(site, lead, country), handling=handling)
    one = addressed(one, lead, kind=kind, handling=handling, agency=agency)
    return actions.check_referral(one, actor=lead)


def sent(site: Site, lead: Actor, country: str = "SE") -> tuple[Referral, str]:
    return actions.send_referral(checked(site, lead, country), actor=lead)


def sent_to(site: Site, lead: Actor, agency: str) -> Referral:
    one = checked(site, lead, kind=RecipientKind.AGENCY, agency=agency)
    return actions.send_referral(one, actor=lead)[0]


def unpacked(archive: bytes) -> tuple[dict[str, bytes], dict[str, object]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    return files, json.loads(files["manifest.json"])


def is_valid(graph: str, folder: Path) -> None:
    """By the ontology's own tool."""
    file = folder / "referral.jsonld"
    file.write_text(graph, encoding="utf-8")
    tool = Path(sys.executable).parent / "case_validate"
    told = subprocess.run(
        [tool, "--built-version", "case-1.5.0", file], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
