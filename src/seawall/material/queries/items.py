from django.db.models import QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.material import policy
from seawall.material.models import Fingerprint, Item, Match, Opinion
from seawall.material.queries.found import the
from seawall.material.states import MAY_BE_ASSESSED, ItemState


def items_for(actor: Actor) -> QuerySet[Item]:
    if not policy.may_read_some(actor):
        raise Refused
    return Item.objects.filter(owner_id=actor.agency_id)


def one_item_for(actor: Actor, item_id: str) -> Item:
    return the(items_for(actor).filter(pk=checked_id(item_id, "itm")).first())


def items_waiting_for(actor: Actor) -> QuerySet[Item]:
    """Nobody has given an opinion yet; the oldest first."""
    return items_for(actor).filter(state=ItemState.WAITING).order_by("id")


def items_waiting_second_opinion_for(actor: Actor) -> QuerySet[Item]:
    """Asked for, and the viewer has not looked before: her opinion would be independent."""
    asked = items_for(actor).filter(state=ItemState.ASSESSED, second_opinion_asked_at__isnull=False)
    return asked.exclude(opinions__author_id=actor.id).order_by("id")


def disputed_items_for(actor: Actor) -> QuerySet[Item]:
    """Those on which the viewer has no standing opinion: nobody settles a dispute of her own."""
    disputed = items_for(actor).filter(state=ItemState.DISPUTED)
    own = Opinion.objects.filter(author_id=actor.id, withdrawn_at__isnull=True)
    return disputed.exclude(pk__in=own.values("item_id")).order_by("id")


def opinions_for(actor: Actor, item: Item) -> QuerySet[Opinion]:
    """All opinions, withdrawn ones too, once the viewer may know them; until then only her own."""
    opinions = item.opinions.select_related("author").order_by("id")
    if not policy.may_read(actor, item):
        raise NotFound
    return opinions if may_see_opinions(actor, item) else opinions.filter(author_id=actor.id)


def may_see_opinions(actor: Actor, item: Item) -> bool:
    """Blind until her own opinion is given: whoever could still be asked for one sees nothing of the others'.

    That covers the verdicts too, from which the labels could be read."""
    if not policy.may_read(actor, item):
        return False
    asked_next = policy.may_settle if item.state == ItemState.DISPUTED else policy.may_assess
    could_be_asked = item.state in {*MAY_BE_ASSESSED, ItemState.DISPUTED} and asked_next(actor, item)
    return not could_be_asked or item.opinions.filter(author_id=actor.id).exists()


def one_opinion_for(actor: Actor, opinion_id: str) -> Opinion:
    visible = Opinion.objects.filter(item__in=items_for(actor)).select_related("item")
    opinion = the(visible.filter(pk=checked_id(opinion_id, "opn")).first())
    if opinion.author_id != actor.id and not may_see_opinions(actor, opinion.item):
        raise Refused
    return opinion


def one_fingerprint_for(actor: Actor, fingerprint_id: str) -> Fingerprint:
    visible = Fingerprint.objects.filter(item__in=items_for(actor)).select_related("item")
    return the(visible.filter(pk=checked_id(fingerprint_id, "fpr")).first())


def one_match_for(actor: Actor, match_id: str) -> Match:
    visible = Match.objects.filter(item__in=items_for(actor)).select_related("item")
    return the(visible.filter(pk=checked_id(match_id, "mtc")).first())
