"""What a referral is called where it is shown: abroad it is a referral, within the sender's own country a hand-over."""

from django.utils.translation import gettext as _

from seawall.core.codes import country_name
from seawall.operations.models import Referral


def title_of(one: Referral) -> str:
    """A heading, or a link to it."""
    said = (
        _("Hand-over within the country (%(country)s)") if one.is_domestic else _("Referral to %(country)s")
    )
    return said % {"country": country_name(one.country)}


def place_of(country: str, *, is_domestic: bool) -> str:
    """For a cell or a line about countries."""
    said = _("%(country)s: hand-over within the country") if is_domestic else "%(country)s"
    return said % {"country": country_name(country)}


def place_told(one: Referral) -> str:
    return place_of(one.country, is_domestic=one.is_domestic)
