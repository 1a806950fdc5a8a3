"""Background doors: claims end by themselves."""

from seawall.core.actors import Actor
from seawall.core.jobs import task
from seawall.identification import actions, queries


@task
def expire_due() -> None:
    for claim in queries.claims_due():
        actions.expire_claim(claim, actor=Actor.system(claim.owner_id))


@task
def release_claims(*, owner_id: str, staff_id: str) -> None:
    """Of somebody who will not come back, so that others can take the series on."""
    for claim in queries.claims_of_person(owner_id, staff_id):
        actions.release_claim(claim, actor=Actor.system(owner_id))
