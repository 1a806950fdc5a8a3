from collections.abc import Collection

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.budget import Limits, Sentences, budget_of
from seawall.core.errors import Invalid, Refused
from seawall.identification import policy
from seawall.identification.known import KnownAnswer, answer_about
from seawall.material.queries import items_of_same_bytes_for, items_of_these_bytes_for, one_item_for
from seawall.material.states import GivenFingerprint

# What a case needs, and too little to try out a list.
LIMITS = Limits(per_minute=20, per_day=200)


def day_is_used(_left: int) -> str:
    return gettext("You have asked 200 times today, which is the most. The next day begins at midnight UTC.")


def minute_is_used(_left: int) -> str:
    return gettext("You have asked 20 times in this minute, which is the most. Please ask again in the next.")


@action
def ask_known(fingerprints: Collection[GivenFingerprint], *, actor: Actor) -> KnownAnswer:
    """Whether the child is known, asked by the fingerprint of a file. One answer for the whole node; whoever is pointed to is told so
    in the trail."""
    if not policy.may_ask(actor):
        raise Refused
    if not any(one.exact for one in fingerprints):
        raise Invalid({"value": _("Give a fingerprint that names the same bytes: SHA-256, SHA-1 or MD5.")})
    return _answer(items_of_these_bytes_for(actor, fingerprints), actor)


@action
def ask_known_item(item_id: str, *, actor: Actor) -> KnownAnswer:
    """The same, asked by an item of one's own agency."""
    if not policy.may_ask(actor):
        raise Refused
    item = one_item_for(actor, item_id)
    return _answer({item.id} | items_of_same_bytes_for(actor, [item.id]), actor)


def _answer(item_ids: Collection[str], actor: Actor) -> KnownAnswer:
    budget_of(f"known-{actor.id}").take(1, LIMITS, said=Sentences(day_is_used, minute_is_used))
    answer, pointed = answer_about(item_ids, actor)
    record("identification.asked", actor=actor, subject=actor.agency_id, answer=answer.known.value)
    for series in pointed:
        # In the trail of the agency that was named: it learns who asked, as who asked learns of it.
        owner = Actor.system(series.owner_id)
        record("identification.pointed_to", actor=owner, subject=series, asked_by=actor.agency_id)
    return answer
