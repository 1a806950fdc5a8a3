"""Background doors: what other domains announce becomes a doubt, or shows how far a correction has gone."""

from seawall.core.actors import Actor
from seawall.core.jobs import task
from seawall.material.queries import items_acted_on_for, one_entry_for, one_refuted_match_for
from seawall.mistakes import actions
from seawall.mistakes.actions import About
from seawall.mistakes.states import DoubtKind
from seawall.reports.queries import subject_ids_of_items
from seawall.takedown.queries import is_any_pursued, was_written_about


@task
def note_objection(*, owner_id: str, location_id: str, answer_id: str, **_: object) -> None:
    about = About(answer=answer_id, location=location_id)
    actions.note_doubt(DoubtKind.OBJECTION, about, actor=Actor.system(owner_id))


@task
def follow_objection(*, owner_id: str, answer_id: str, **_: object) -> None:
    actions.follow_objection(answer_id, actor=Actor.system(owner_id))


@task
def note_vote(*, owner_id: str, entry_id: str, by: str) -> None:
    actions.note_doubt(DoubtKind.VOTE, About(entry=entry_id), by=by, actor=Actor.system(owner_id))


@task
def note_match(*, owner_id: str, match_id: str, by: str) -> None:
    """Only where something was done about the item that was taken for another."""
    node = Actor.system(owner_id)
    match = one_refuted_match_for(node, match_id)
    if match is None or match.asking_id is None:
        return
    pursued = is_any_pursued(subject_ids_of_items([match.asking_id]))
    if pursued or items_acted_on_for(node, [match.asking_id]):
        actions.note_doubt(DoubtKind.MATCH, About(match=match_id), by=by, actor=node)


@task
def note_withdrawn(*, owner_id: str, location_id: str, by: str, **_: object) -> None:
    """Taken back before anybody was written to, it did no harm."""
    if was_written_about(location_id):
        about = About(location=location_id)
        actions.note_doubt(DoubtKind.NOTICE, about, by=by, actor=Actor.system(owner_id))


@task
def note_pulled(*, owner_id: str, list_id: str, receiver: str, first: int, last: int) -> None:
    actions.note_pulled(list_id, receiver, first=first, last=last, actor=Actor.system(owner_id))


@task
def note_listed(*, owner_id: str, entry_id: str, item_id: str) -> None:
    node = Actor.system(owner_id)
    actions.note_listed(one_entry_for(node, entry_id).list_id, item_id, actor=node)
