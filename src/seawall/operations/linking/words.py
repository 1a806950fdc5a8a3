"""The evidence of a link in words. What few have or many is said of all accounts of the operation, so only to whoever leads it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Sentence
from seawall.operations.linking.rows import Pair
from seawall.operations.models import Account, Link
from seawall.operations.states import LinkState

STRONG = 10
THIRD = "third"
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
    (THIRD, "both"): _("both are linked to a third account, each for its own reasons"),
}  # fmt: skip
ANSWERS = {
    LinkState.CONFIRMED: _("answered: the same person"),
    LinkState.REJECTED: _("answered: not the same person"),
}
COUNTED = {("handle", "rare"), ("handle", "unusual"), ("handle", "common")}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one of the two is linked to the third: an answer, or what weighs most."""

    account: Account
    words: Sentence


@dataclass(frozen=True, slots=True)
class Evidence:
    """`third` is the account that holds both together, with the reasons of each."""

    words: Sentence
    speaks_for: bool
    strong: bool
    third: Account | None = None
    reasons: Sequence[Reason] = ()


def evidence_of(link: Link, legs: Mapping[Pair, Link], *, leads: bool) -> list[Evidence]:
    """What speaks for it first, a third account before all and then the weightiest at the top. `legs` are pairs that the viewer sees."""
    return sorted(
        _said(link, legs, leads), key=lambda one: (not one.speaks_for, not one.third, not one.strong)
    )


def _said(link: Link, legs: Mapping[Pair, Link], leads: bool) -> Iterator[Evidence]:
    for field, code, bits in sorted(link.evidence, key=lambda one: -one[2]):
        hidden = not leads and (field, code) in COUNTED
        words = SAME_LETTERS if hidden else SAYS[field, code]
        if field == THIRD:
            yield Evidence(words, True, False, link.through, list(_reasons(link, legs, leads)))
        else:
            yield Evidence(words, bits > 0, leads and bits >= STRONG)


def _reasons(link: Link, legs: Mapping[Pair, Link], leads: bool) -> Iterator[Reason]:
    for account, pair in zip((link.one, link.other), link.legs, strict=True):
        if pair in legs:
            yield Reason(account, _reason(legs[pair], leads))


def _reason(leg: Link, leads: bool) -> Sentence:
    answered = ANSWERS.get(LinkState(leg.state))
    return answered or evidence_of(leg, {}, leads=leads)[0].words
