"""What needs an investigator now: the shelves about operations."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from seawall.core.actors import Actor
from seawall.desk.home.shelf import FEW, Need, Shelf, shelf
from seawall.desk.outcomes import news_of
from seawall.operations import queries as operations
from seawall.operations.states import ReferralState


def ends(actor: Actor) -> Shelf:
    """Data that are kept for an operation, before they are lost; and answers that are overdue."""

    def lines() -> Iterator[Need]:
        for one in operations.alarms_for(actor, most=FEW + 1):
            url = reverse("operations:request", args=[one.request.id])
            yield Need(one.request.addressee, url, one.request.ends_at, "now", one.when.label, one.next.label)

    return shelf(_("Data may be lost"), "alert", lines(), reverse("operations:radar"))


def referred_here(actor: Actor) -> Shelf:
    """What another agency has sent and nobody here has answered yet, the nearest day on top."""

    def lines() -> Iterator[Need]:
        for one in operations.waiting_at(actor)[: FEW + 1]:
            url = reverse("operations:referral_to", args=[one.id])
            within = _("hand-over within the country")
            said = f"{one.short} · {within}" if one.is_domestic else one.short
            label = ReferralState(one.state).label
            yield Need(one.owner.name, url, one.answer_by, one.state, label, said)

    return shelf(_("Referred to us"), "wait", lines(), reverse("operations:referrals_to"))


def overdue_answers(actor: Actor) -> Shelf:
    """Referrals of one's own agency of which nobody has said in time what came of them."""

    def lines() -> Iterator[Need]:
        for one in operations.awaited_for(actor, overdue=True)[: FEW + 1]:
            url = reverse("operations:referral", args=[one.id])
            yield Need(
                one.recipient_name, url, one.answer_by, "now", _("overdue"), operations.place_told(one)
            )

    return shelf(_("Answers to referrals that are overdue"), "wait", lines(), reverse("operations:radar"))


def came_back(actor: Actor) -> Shelf:
    """What came of referrals of persons and accounts that this person had a hand in."""

    def lines() -> Iterator[Need]:
        for one in news_of(actor)[: FEW + 1]:
            url = reverse("desk:outcomes")
            yield Need(one.place, url, one.at, "closed", one.outcome.label, one.operation)

    return shelf(_("What came of your work"), "good", lines(), reverse("desk:outcomes"))


def clashes(actor: Actor) -> Shelf:
    """Measures of one's own agency that touch a plan of another one, by the day on which they begin."""

    def lines() -> Iterator[Need]:
        for one in operations.clashes_for(actor, most=FEW + 1):
            url = reverse("operations:measure", args=[one.measure_id])
            yield Need(one.pointer.agency, url, one.begins_at, "now", _("answer"), one.pointer.contact)

    return shelf(_("Another agency's plan touches yours"), "alert", lines(), reverse("operations:operations"))
