"""Who gets what at each page of federation."""

from typing import Any

from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.core.budget import Limits
from seawall.core.ids import new_id
from seawall.federation.actions import (
    add_source,
    note_sighting,
    pause_source,
    sign_agreement,
    switch_voting_on,
)
from seawall.federation.models import Agreement, Source, SourceEntry, SourceVote
from seawall.federation.states import SourceKind, SourceTerms, Standing, VoteState, VoteTrouble
from seawall.federation.tests.conftest import HOLDER, terms
from seawall.material.tests.make import a_list
from seawall.people.actions import open_access_key
from seawall.people.states import KeyTerms, Scope
from tests.architecture.permissions import Scene, may, node, staff

READERS = (Duty.REVIEWER, Duty.ADMINISTRATOR, Duty.AUDITOR, Duty.DATA_PROTECTION)


def an_agreement_of(scene: Scene) -> Agreement:
    known = a_list(scene.actor(Duty.REVIEWER))
    key = KeyTerms((Scope.LISTS,), (known.id,), Limits(1, 1), clock.in_future(days=30))
    open_access_key(scene.hotline, HOLDER, terms=key, actor=scene.actor(Duty.ADMINISTRATOR))
    return sign_agreement(known, HOLDER, terms=terms(), actor=scene.actor(Duty.REVIEWER))


def an_agreement(scene: Scene) -> dict[str, Any]:
    return {"agreement_id": an_agreement_of(scene).id}


def a_sighting(scene: Scene) -> dict[str, Any]:
    known = a_list(scene.actor(Duty.REVIEWER))
    node_itself = Actor.system(scene.hotline.id)
    seen = note_sighting(known, HOLDER, canary_id=new_id("cny"), by="system", actor=node_itself)
    return {"sighting_id": seen.id}


def a_list_nobody_gave(scene: Scene) -> dict[str, Any]:
    return {"list_id": a_list(scene.actor(Duty.REVIEWER)).id}


def a_kind(scene: Scene) -> dict[str, Any]:
    return {"kind": "MD5"}


def an_entry(scene: Scene) -> dict[str, Any]:
    return {"member": 1, "entry_id": new_id("ent"), "kind": "MD5"}


def a_source(scene: Scene) -> dict[str, Any]:
    terms = SourceTerms("Example", "drop", 60)
    return {"source_id": add_source(SourceKind.FOLDER, terms, actor=scene.actor(Duty.ADMINISTRATOR)).id}


def a_paused_source(scene: Scene) -> dict[str, Any]:
    made = add_source(
        SourceKind.FOLDER, SourceTerms("Example", "drop", 60), actor=scene.actor(Duty.ADMINISTRATOR)
    )
    return {"source_id": pause_source(made, actor=scene.actor(Duty.ADMINISTRATOR)).id}


def a_kind_of_source(scene: Scene) -> dict[str, Any]:
    return {"kind": "hash_sharing"}


def a_source_that_takes_votes(scene: Scene) -> dict[str, Any]:
    given = {"user": "unit", "password": "red-cup"}
    terms = SourceTerms("Example", "https://lists.example", 60, credentials=given)
    made = add_source(SourceKind.HASH_SHARING, terms, actor=scene.actor(Duty.ADMINISTRATOR))
    return {"source_id": made.id}


def a_source_that_hears_us(scene: Scene) -> dict[str, Any]:
    found = a_source_that_takes_votes(scene)
    switch_voting_on(Source.objects.get(pk=found["source_id"]), actor=scene.actor(Duty.REVIEWER))
    return found


def a_stopped_vote(scene: Scene) -> dict[str, Any]:
    source_id = a_source_that_hears_us(scene)["source_id"]
    own = {"owner_id": scene.hotline.id, "source_id": source_id}
    words = {"key": "k", "speaker": "Example", "standing": Standing.WITHDRAWN, "told": ""}
    entry = SourceEntry.objects.create(**own, **words)
    stopped = {"kind": "MD5", "state": VoteState.STOPPED, "trouble": VoteTrouble.NOT_TAKEN}
    return {"vote_id": SourceVote.objects.create(**own, entry=entry, **stopped).id}


KEEPER = may(Duty.ADMINISTRATOR)
DONE_BY_KEEPER = may(Duty.ADMINISTRATOR, status=302)

ROWS = [
    staff("federation:agreements", may(*READERS)),
    staff("federation:sign_agreement", may(Duty.REVIEWER), steps_up=True),
    staff(
        "federation:sign_agreement",
        may(Duty.REVIEWER, status=422),
        "POST",
        sends={"holder": "x"},
        steps_up=True,
    ),
    staff("federation:agreement", may(*READERS), at=an_agreement),
    staff("federation:end_agreement", may(Duty.REVIEWER, status=302), "POST", at=an_agreement),
    staff("federation:sightings", may(Duty.REVIEWER)),
    staff("federation:sighting", may(Duty.REVIEWER), at=a_sighting),
    staff("federation:look_at_sighting", may(Duty.REVIEWER, status=302), "POST", at=a_sighting),
    staff("federation:sources", may(*READERS)),
    staff("federation:add_source", KEEPER, at=a_kind_of_source, foreign=200, steps_up=True),
    staff(
        "federation:add_source",
        may(Duty.ADMINISTRATOR, status=422),
        "POST",
        at=a_kind_of_source,
        sends={"name": ""},
        foreign=422,
        steps_up=True,
    ),
    staff("federation:source", may(*READERS), at=a_source),
    staff("federation:change_source", KEEPER, at=a_source, steps_up=True),
    staff(
        "federation:change_source",
        may(Duty.ADMINISTRATOR, status=422),
        "POST",
        at=a_source,
        sends={"minutes": "x"},
        steps_up=True,
    ),
    staff("federation:pause_source", DONE_BY_KEEPER, "POST", at=a_source),
    staff("federation:resume_source", DONE_BY_KEEPER, "POST", at=a_paused_source),
    staff("federation:ask_run", DONE_BY_KEEPER, "POST", at=a_source),
    staff("federation:remove_source", KEEPER, at=a_source),
    staff("federation:remove_source", DONE_BY_KEEPER, "POST", at=a_source),
    staff(
        "federation:switch_voting_on",
        may(Duty.REVIEWER, status=302),
        "POST",
        at=a_source_that_takes_votes,
        steps_up=True,
    ),
    staff("federation:switch_voting_off", may(Duty.REVIEWER, status=302), "POST", at=a_source_that_hears_us),
    staff("federation:name_reasons", may(Duty.REVIEWER), at=a_source_that_hears_us),
    staff("federation:name_reasons", may(Duty.REVIEWER, status=302), "POST", at=a_source_that_hears_us),
    staff(
        "federation:retry_votes",
        may(Duty.REVIEWER, Duty.ADMINISTRATOR, status=302),
        "POST",
        at=a_source_that_hears_us,
    ),
    staff(
        "federation:leave_vote",
        may(Duty.REVIEWER, Duty.ADMINISTRATOR, status=302),
        "POST",
        at=a_stopped_vote,
    ),
    # Without an access key nobody learns anything; who comes with one is tried in test_pull.py.
    node("api:lists", 401),
    node("api:list_changes", 401, at=a_list_nobody_gave),
    # The same, for programs that speak Hash Sharing: hash_sharing/test_doors.py.
    node("hash_sharing:status", 401),
    node("hash_sharing:members", 401),
    node("hash_sharing:entries", 401),
    node("hash_sharing:reasons", 401, at=a_kind),
    node("hash_sharing:feedback", 401, "PUT", at=an_entry),
]
