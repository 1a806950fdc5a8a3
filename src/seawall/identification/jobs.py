"""Background doors: claims end by themselves, and what may belong to a series is found."""

from seawall.core.actors import Actor
from seawall.core.jobs import outside, task
from seawall.identification import actions, queries
from seawall.identification.likeness import alike_of
from seawall.identification.states import Alike
from seawall.identification.wishes.words import Occasion


@task
def expire_due() -> None:
    for claim in queries.claims_due():
        actions.expire_claim(claim, actor=Actor.system(claim.owner_id))


@task
def forget_contacts() -> None:
    """Of experts, as they were promised."""
    for one in queries.requests_to_forget():
        actions.forget_contacts(one, actor=Actor.system(one.owner_id))


@task
def release_claims(*, owner_id: str, staff_id: str) -> None:
    """Of somebody who will not come back, so that others can take the series on."""
    for claim in queries.claims_of_person(owner_id, staff_id):
        actions.release_claim(claim, actor=Actor.system(owner_id))


def look_around_placed(*, owner_id: str, change_id: str) -> list[Alike]:
    return alike_of(Actor.system(owner_id), queries.items_moved_by(change_id))


@task
@outside(look_around_placed)
def suggest_for_placed(found: list[Alike], *, owner_id: str, change_id: str) -> None:
    """Items were put into a series: what else may belong to it."""
    actions.suggest(found, actor=Actor.system(owner_id))


def look_around_alike(*, owner_id: str, item_id: str) -> list[Alike]:
    return alike_of(Actor.system(owner_id), [item_id])


@task
@outside(look_around_alike)
def suggest_for_alike(found: list[Alike], *, owner_id: str, item_id: str) -> None:
    """An item looks like others: whether it belongs to the series of one of them."""
    actions.suggest(found, actor=Actor.system(owner_id))


@task
def ask_wishes_of_placed(*, owner_id: str, change_id: str) -> None:
    """Items were put into a series: what its identified children are told of it, if anything, their wishes decide."""
    for series in queries.series_of_items(owner_id, queries.items_moved_by(change_id)):
        actions.note_occasion(series, Occasion.ITEM, source=change_id, actor=Actor.system(owner_id))


@task
def ask_wishes_of_seen(*, owner_id: str, match_id: str, item_ids: list[str]) -> None:
    """A person says that two items are the same. Where both stand in one series it is no news."""
    for series in queries.series_of_items(owner_id, item_ids):
        if series.entries.filter(item_id__in=item_ids).count() < len(item_ids):
            actions.note_occasion(series, Occasion.SEEN, source=match_id, actor=Actor.system(owner_id))


@task
def take_back_seen(*, owner_id: str, match_id: str, by: str) -> None:
    actions.take_back_occasion(match_id, actor=Actor.system(owner_id))
