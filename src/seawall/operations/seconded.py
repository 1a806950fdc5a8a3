"""Deeds of this domain that nobody does alone: what will happen, who may agree, and its words for the second person."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seawall.approvals.states import Deed, Intent, Line
from seawall.core.actors import Actor
from seawall.core.codes import country_name
from seawall.material.states import HandlingCode
from seawall.operations import policy
from seawall.operations.models import Referral
from seawall.operations.referring.safeguards import safeguard_words
from seawall.operations.referring.states import RecipientKind
from seawall.operations.referring.stepping import stops_of

SEND = "operations.send_referral"


def sending(one: Referral) -> Intent:
    """A referral past the safeguards that stop it: to whom, what package by its hash, which rows of which version."""
    content = {
        "country": one.country,
        "kind": one.kind,
        "recipient": one.recipient_name,
        "contact": one.contact,
        "handling": one.handling,
        "package": one.package.sha256,
        "stops": [f"{row.code}/{row.version}" for row in stops_of(one)],
        "counsel": one.counsel,
    }
    return Intent(SEND, one.id, content)


def _may_approve(actor: Actor, about: str) -> bool:
    one = Referral.objects.filter(pk=about).first()
    return one is not None and bool(policy.may_follow_referral(actor, one))


def _lines(shown: Mapping[str, Any]) -> list[Line]:
    return [
        Line(_("Country"), country_name(shown["country"])),
        Line(_("To whom"), f"{shown['recipient']} · {RecipientKind(shown['kind']).label}"),
        Line(_("Handling code"), HandlingCode(shown["handling"]).label),
        *(Line(_("Stopped by"), safeguard_words(code)) for code in shown["stops"]),
        Line(_("Counsel's answer"), shown["counsel"] or "–"),
        Line(_("The package"), shown["package"]),
    ]


SEND_REFERRAL = Deed(
    SEND,
    _("Send a referral that a safeguard stops"),
    _may_approve,
    lambda about: reverse("operations:referral", args=[about]),
    _lines,
    ("country", "kind", "recipient", "handling", "stops", "counsel", "package"),
)
DEEDS = (SEND_REFERRAL,)
