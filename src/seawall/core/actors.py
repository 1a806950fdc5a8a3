"""Who acts. An actor is plain values: it can be kept in the trail, in a job and in a test without a database."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from seawall.core.errors import StepUpNeeded


class Duty(StrEnum):
    """What a person is charged with. What each duty may do is described in people/duties.toml."""

    ANALYST = "analyst"
    REVIEWER = "reviewer"
    SPECIALIST = "specialist"
    INVESTIGATOR = "investigator"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    DATA_PROTECTION = "data_protection"
    # Keeps the names of children, and opens them with a second one.
    VAULT_KEEPER = "vault_keeper"
    # At a provider: answers the notices that hotlines of this node write to it.
    ABUSE_DESK = "abuse_desk"


class ActorKind(StrEnum):
    STAFF = "staff"
    SYSTEM = "system"
    REPORTER = "reporter"
    PROVIDER = "provider"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True)
class Actor:
    kind: ActorKind
    id: str
    agency_id: str
    duties: frozenset[Duty] = field(default_factory=frozenset)
    fresh: bool = False
    name: str = ""

    @classmethod
    def system(cls, agency_id: str) -> "Actor":
        """The node itself, acting on behalf of one agency: jobs, schedules, reactions."""
        return cls(ActorKind.SYSTEM, "system", agency_id)

    @classmethod
    def reporter(cls, agency_id: str) -> "Actor":
        """Somebody at the public door. There is no identity, and none is made up."""
        return cls(ActorKind.REPORTER, "reporter", agency_id)

    @classmethod
    def provider(cls, agency_id: str, notice_id: str) -> "Actor":
        """Whoever opened the signed link of one notice; `agency_id` is the notice's owner."""
        return cls(ActorKind.PROVIDER, notice_id, agency_id)

    @classmethod
    def key_holder(cls, agency_id: str, key_id: str) -> "Actor":
        """A provider's machine that came with an access key of this agency; what it may do stands in the key's scopes."""
        return cls(ActorKind.PROVIDER, key_id, agency_id)

    @classmethod
    def recipient(cls, agency_id: str, record_id: str) -> "Actor":
        """Whoever came with the ticket of one record, such as a referral's return ticket; `agency_id` is the record's owner."""
        return cls(ActorKind.RECIPIENT, record_id, agency_id)

    def stale(self) -> "Actor":
        return replace(self, fresh=False)


def require_fresh(actor: Actor) -> None:
    """For reveals, exports and keys: the second factor within five minutes, asked after policy said yes."""
    if actor.kind is ActorKind.STAFF and not actor.fresh:
        raise StepUpNeeded
