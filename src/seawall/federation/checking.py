"""What a source must say of itself before it is asked."""

import re
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid, Sentence
from seawall.core.web_addresses import NotAnAddress, parse_address
from seawall.federation.environments import environments
from seawall.federation.states import SourceKind, SourceTerms

FOLDER = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]{0,79}", re.ASCII)
LIST = re.compile(r"https?://[^/]+/api/v1/lists/lst_[0-9a-z]{26}/?", re.ASCII)
LONGEST_NAME, LONGEST_PLACE, LONGEST_CREDENTIAL = 80, 500, 500
LEAST_MINUTES, MOST_MINUTES = 5, 7 * 24 * 60
CREDENTIALS = {
    SourceKind.HASH_SHARING: ("user", "password"),
    SourceKind.STOPNCII: ("function_key", "subscription_key"),
    SourceKind.NODE: ("key",),
    SourceKind.FOLDER: (),
}


def checked_terms(kind: SourceKind, terms: SourceTerms, *, new: bool) -> SourceTerms:
    """As they are kept. Errors: Invalid."""
    faults: dict[str, Sentence] = {}
    environment = environments().get(terms.environment) if kind is SourceKind.HASH_SHARING else None
    place = environment.address if environment else terms.place.strip()
    if not terms.name.strip() or len(terms.name) > LONGEST_NAME or not terms.name.isprintable():
        faults["name"] = _("Give it a name of at most 80 letters.")
    if not LEAST_MINUTES <= terms.minutes <= MOST_MINUTES:
        faults["minutes"] = _("Choose between 5 minutes and a week.")
    if kind is SourceKind.FOLDER:
        if not FOLDER.fullmatch(place):
            faults["place"] = _(
                "Name a folder by letters, digits, hyphens and underscores; it lies below SEAWALL_SOURCES."
            )
    elif not _is_address(place):
        faults["place"] = _("This is no web address.")
    elif kind is SourceKind.NODE and not LIST.fullmatch(place):
        faults["place"] = _(
            "The address of a list ends with “/api/v1/lists/” and the id of the list, which begins with “lst_”."
        )
    wanted = CREDENTIALS[kind]
    for name in wanted:
        given = terms.credentials.get(name, "")
        if (new and not given) or len(given) > LONGEST_CREDENTIAL or not given.isprintable():
            faults[name] = _("This is needed to be let in.")
    if faults:
        raise Invalid(faults)
    credentials = {name: terms.credentials[name] for name in wanted if terms.credentials.get(name)}
    code = environment.code if environment else ""
    return replace(terms, name=terms.name.strip(), place=place, environment=code, credentials=credentials)


def _is_address(text: str) -> bool:
    try:
        address = parse_address(text)
    except NotAnAddress:
        return False
    return len(text) <= LONGEST_PLACE and address.scheme in ("http", "https") and "?" not in text
