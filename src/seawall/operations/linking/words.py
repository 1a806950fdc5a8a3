"""The evidence of a link in words. What few have or many is said of all accounts of the operation, so only to whoever leads it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Sentence
from seawall.operations.models import Link

STRONG = 10
SAME_LETTERS = _("the same letters in the name of the account")
SAYS: dict[tuple[str, str], Sentence] = {
    ("email", "same"): _("the same e-mail address"),
    ("email", "box"): _("the same mailbox, its address written in another way"),
    ("email", "other"): _("different e-mail addresses"),
    ("handle", "rare"): _("the same letters in the name of the account, which hardly anybody else has"),
    ("handle", "crossed"): _("the name of one account stands in the e-mail address of the other, or both addresses begin alike"),
    ("handle", "unusual"): _("the same letters in the name of the account, which few others have"),
    ("handle", "alike"): _("names of the accounts written almost alike"),
    ("handle", "common"): _("the same letters in the name of the account, which many have"),
    ("handle", "stem"): _("the same word in the name of the account, with other digits"),
    ("handle", "other"): _("different names of the accounts"),
    ("phone", "same"): _("the same phone number"),
    ("phone", "other"): _("different phone numbers"),
    ("device", "same"): _("the same device"),
    ("device", "other"): _("different devices"),
    ("wallet", "same"): _("the same wallet"),
    ("wallet", "other"): _("different wallets"),
    ("ip", "several"): _("several IP addresses in common"),
    ("ip", "same"): _("the same IP address"),
    ("ip", "other"): _("different IP addresses"),
    ("name", "same"): _("the same name shown, whatever its alphabet and its order"),
    ("name", "alike"): _("names shown that are written almost alike"),
    ("name", "other"): _("different names shown"),
}  # fmt: skip
COUNTED = {("handle", "rare"), ("handle", "unusual"), ("handle", "common")}


@dataclass(frozen=True, slots=True)
class Evidence:
    words: Sentence
    speaks_for: bool
    strong: bool


def evidence_of(link: Link, *, leads: bool) -> list[Evidence]:
    """What speaks for it first, the weightiest at the top."""
    return sorted(_said(link, leads), key=lambda one: (not one.speaks_for, not one.strong))


def _said(link: Link, leads: bool) -> Iterator[Evidence]:
    for field, code, bits in sorted(link.evidence, key=lambda one: -one[2]):
        hidden = not leads and (field, code) in COUNTED
        yield Evidence(SAME_LETTERS if hidden else SAYS[field, code], bits > 0, leads and bits >= STRONG)
