"""What happened to referrals, told by the records: to which country and whom each went, and what came of it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seawall.core.codes import country_name
from seawall.core.stories import Happened
from seawall.core.strands import Moment, Strand
from seawall.operations.models import Referral
from seawall.operations.referring.states import OF_USE

if TYPE_CHECKING:
    from django.utils.functional import Promise

# How somebody drafted and packed what was sent since, stands on its page and in the trail.
TOLD = frozenset(
    {
        "operations.referral_drafted",
        "operations.referral_checked",
        "operations.referral_sent",
        "operations.referral_received",
        "operations.referral_answered",
        "operations.outcome_came",
        "operations.referral_called_back",
    }
)
By = Callable[[Referral], str]


def _receiver(one: Referral) -> str:
    return one.recipient_name


def _owner(one: Referral) -> str:
    return one.owner.name


def _drafted_by(one: Referral) -> str:
    return f"{one.drafted_by.name}, {one.owner.name}"


def _sent_by(one: Referral) -> str:
    return f"{one.sent_by.name}, {one.owner.name}" if one.sent_by else one.owner.name


# Whoever answers without having said that it is there, does both by one press.
BY_ONE_PRESS = Q(received_at=F("answered_at"))
NOT_SENT = Q(sent_at=None, called_back_at=None)
# When, of which, in which words abroad and within the country, by whom.
MOMENTS: "tuple[tuple[str, Q, Promise, Promise, By], ...]" = (
    ("created_at", NOT_SENT, _("Referral drafted"), _("Hand-over drafted"), _drafted_by),
    ("sent_at", Q(sent_at__isnull=False), _("Referral sent"), _("Hand-over sent"), _sent_by),
    (
        "received_at",
        Q(received_at__isnull=False) & ~BY_ONE_PRESS,
        _("Receipt of a referral acknowledged"),
        _("Receipt of a hand-over acknowledged"),
        _receiver,
    ),
    (
        "answered_at",
        Q(answered_at__isnull=False),
        _("What came of a referral answered"),
        _("What came of a hand-over answered"),
        _receiver,
    ),
    (
        "called_back_at",
        Q(called_back_at__isnull=False),
        _("Referral called back"),
        _("Hand-over called back"),
        _owner,
    ),
)
# Without the manifests, and without the rest of whoever worked on them.
NEEDED = (
    *("country", "recipient_name", "outcome"),
    *("owner__name", "owner__country", "drafted_by__name", "sent_by__name"),
    *(field for field, *_rest in MOMENTS),
)


def strand_of(referrals: QuerySet[Referral]) -> Strand:
    whole = Referral.objects.select_related("owner", "drafted_by", "sent_by").only(*NEEDED)
    told = [
        Moment(field, partial(_told, field, (abroad, within), by), which)
        for field, which, abroad, within, by in MOMENTS
    ]
    return Strand(referrals, whole, told)


def _told(field: str, titles: "tuple[Promise, Promise]", by: By, one: Referral) -> Happened:
    abroad, within = titles
    title, who = within if one.is_domestic else abroad, by(one)
    to = "" if who == one.recipient_name else one.recipient_name
    came = one.get_outcome_display() if field == "answered_at" else ""
    tone = "good" if came and one.outcome in OF_USE else ""
    detail = " · ".join(filter(None, (country_name(one.country), to, str(came))))
    url = reverse("operations:referral", args=[one.id])
    return Happened(getattr(one, field), title, who, detail, tone, url)
