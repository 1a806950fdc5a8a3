from seawall.approvals import actions, queries
from seawall.core.actors import Actor
from seawall.core.jobs import task


@task
def expire_due() -> None:
    for approval in queries.approvals_due():
        actions.expire(approval, actor=Actor.system(approval.owner_id))
