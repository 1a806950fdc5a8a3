"""Who gets a referral: checked as somebody says it, and guessed for a new one from what was said of that country before."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.contacts import checked_contact
from seawall.core.errors import Invalid, Sentence
from seawall.operations.models import Referral
from seawall.operations.referring.states import (
    LONGEST_DAYS,
    LONGEST_RECIPIENT,
    SHORTEST_DAYS,
    RecipientKind,
    RecipientTerms,
    ReferralLanguage,
)
from seawall.people.queries import police_agencies_for

# Where an office writes in German as a rule. Elsewhere English is the language between agencies.
IN_GERMAN = frozenset({"AT", "CH", "DE", "LI"})


def faults_of_days(days: int) -> dict[str, Sentence]:
    if SHORTEST_DAYS <= days <= LONGEST_DAYS:
        return {}
    return {"days": _("Between one day and 365 days.")}


def addressed(
    terms: RecipientTerms, country: str, actor: Actor
) -> tuple[Mapping[str, Any], Mapping[str, Sentence]]:
    """The fields of a referral, and what is wrong with what was said."""
    common = {"kind": terms.kind, "handling": terms.handling, "days": terms.days, "language": terms.language}
    faults = faults_of_days(terms.days)
    if terms.kind is RecipientKind.AGENCY:
        agency = police_agencies_for(actor).filter(pk=terms.agency, country=country).first()
        if agency is None:
            faults["agency"] = _("Choose another police agency of this node in the country of the referral.")
        name = agency.name if agency else ""
        return {**common, "recipient": agency, "recipient_name": name, "contact": ""}, faults
    name = " ".join(terms.name.split())
    if not 0 < len(name) <= LONGEST_RECIPIENT:
        faults["name"] = _("Name the office, in at most 120 letters. No person's name.")
    contact, wrong = _contact(terms.contact)
    return {**common, "recipient": None, "recipient_name": name, "contact": contact}, {**faults, **wrong}


def _contact(text: str) -> tuple[str, Mapping[str, Sentence]]:
    try:
        return checked_contact(text), {}
    except Invalid as error:
        return "", error.fields


def likely_recipient(actor: Actor, country: str) -> Mapping[str, Any]:
    """Whoever was written to there last, in the language of then; else the agency of this node there, if there is one and no other."""
    mine = Referral.objects.filter(owner_id=actor.agency_id, country=country).exclude(kind="")
    last = (
        mine.order_by("-id").values("kind", "recipient_id", "recipient_name", "contact", "language").first()
    )
    if last:
        return last
    there = list(police_agencies_for(actor).filter(country=country)[:2])
    language = ReferralLanguage.GERMAN if country in IN_GERMAN else ReferralLanguage.ENGLISH
    if len(there) != 1:
        return {"language": language}
    return {
        "language": language,
        "kind": RecipientKind.AGENCY,
        "recipient": there[0],
        "recipient_name": there[0].name,
    }
