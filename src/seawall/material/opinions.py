"""How an opinion is written down and taken back. The actions that may do so lock the item first."""

from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, WrongState
from seawall.material.models import Item, Opinion
from seawall.material.states import Labels, contradict


def own_standing(item: Item, actor: Actor) -> Opinion | None:
    return item.opinions.filter(author_id=actor.id, withdrawn_at__isnull=True).first()


def add_opinion(item: Item, labels: Labels, actor: Actor) -> Opinion:
    answers = labels.as_dict()
    if contradict(answers):
        raise Invalid({"real_child": _("The apparent age is adult: then no real child is shown.")})
    if own_standing(item, actor):
        raise WrongState(_("You have given your opinion on this item. Revise it instead."))
    return Opinion.objects.create(
        owner_id=item.owner_id,
        item=item,
        author_id=actor.id,
        independent=not _has_seen_another(item, actor),
        **answers,
    )


def withdraw(opinion: Opinion) -> None:
    opinion.withdrawn_at = clock.now()
    opinion.save(update_fields=["withdrawn_at", "changed_at"])


def _has_seen_another(item: Item, actor: Actor) -> bool:
    """Who gives an opinion sees the others from then on; what she says about the item later is no longer blind."""
    earlier = item.opinions.filter(author_id=actor.id)
    others = item.opinions.exclude(author_id=actor.id)
    return earlier.exists() and others.exists()
