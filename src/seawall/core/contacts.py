"""How a desk is reached: what other agencies are shown where they are shown nothing else."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid

TELEPHONE = re.compile(r"\+?[0-9][0-9 ()/-]{4,28}")
LONGEST_CONTACT = 120


def checked_contact(text: str) -> str:
    """A mail address or a telephone number and nothing else, so that no word of a case can stand in it. Errors: Invalid."""
    contact = text.strip()
    try:
        if not TELEPHONE.fullmatch(contact):
            validate_email(contact)
    except ValidationError:
        contact = ""
    if not contact or len(contact) > LONGEST_CONTACT:
        raise Invalid(
            {
                "contact": _(
                    "Give one mail address or one telephone number, and nothing else: other agencies are shown it."
                )
            }
        )
    return contact
