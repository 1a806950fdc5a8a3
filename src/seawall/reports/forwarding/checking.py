"""What must be said of a tipline, and of a bundle that is forwarded, before anything is sent."""

from dataclasses import replace
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.errors import Invalid, Sentence
from seawall.core.web_addresses import NotAnAddress, parse_address
from seawall.reports.forwarding.places import is_named, places
from seawall.reports.states import TiplineTerms, Told

LONGEST_NAME, LONGEST_ADDRESS, LONGEST_CREDENTIAL = 80, 500, 500
# As the documentation of the format has them.
LONGEST = {"at_described": 3000, "urgent": 3000, "words": 20_000}
# Clocks differ; an incident of tomorrow is a slip of the finger.
A_LITTLE = timedelta(minutes=10)


def checked_terms(terms: TiplineTerms, *, new: bool) -> TiplineTerms:
    """As they are kept. Errors: Invalid."""
    faults: dict[str, Sentence] = {}
    place = places().get(terms.place)
    if not terms.name.strip() or len(terms.name) > LONGEST_NAME or not terms.name.isprintable():
        faults["name"] = _("Give it a name of at most 80 letters.")
    try:
        validate_email(terms.contact)
    except ValidationError:
        faults["contact"] = _("An e-mail address is needed, at which the tipline can ask about a report.")
    if new and place is None:
        faults |= _faults_of_address(terms)
    for name, given in (("user", terms.user), ("password", terms.password)):
        if (new and not given) or len(given) > LONGEST_CREDENTIAL or not given.isprintable():
            faults[name] = _("This is needed to be let in.")
    if ":" in terms.user:
        faults["user"] = _("A user name cannot have a colon in it.")
    if faults:
        raise Invalid(faults)
    terms = replace(terms, name=terms.name.strip(), address=terms.address.strip().rstrip("/"))
    if place is None:
        return replace(terms, place="")
    return replace(terms, address=place.address, test=place.test, only_taken=place.only_taken)


def _faults_of_address(terms: TiplineTerms) -> dict[str, Sentence]:
    if terms.place:
        return {"place": _("Choose one of the places.")}
    text = terms.address.strip()
    try:
        address = parse_address(text)
    except NotAnAddress:
        address = None
    if (
        address is None
        or len(text) > LONGEST_ADDRESS
        or address.scheme not in ("http", "https")
        or "?" in text
    ):
        return {"address": _("This is no web address.")}
    if is_named(address.url):
        # With a wrong word about tests, invented reports would go where true ones are expected, or the reverse.
        return {"address": _("Choose this one among the places, where it is known what is for tests.")}
    return {}


def check_told(told: Told) -> None:
    """What the format wants, in words for whoever fills in the page. Errors: Invalid."""
    faults: dict[str, Sentence] = {}
    if told.at > clock.now() + A_LITTLE:
        faults["at"] = _("This lies in the future.")
    for name, most in LONGEST.items():
        if len(getattr(told, name)) > most:
            faults[name] = _("This is too long. Please shorten it.")
    if not told.subject_ids and not told.words.strip():
        faults["words"] = _("Choose at least one subject, or say in words what it is about.")
    if faults:
        raise Invalid(faults)
