from dataclasses import dataclass
from functools import reduce
from operator import or_
from pathlib import Path

from django.db.models import Exists, OuterRef, Q, QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.models import Item, Verdict
from seawall.material.queries.items import items_for
from seawall.material.schemes import Scheme, schemes
from seawall.material.schemes.checking import faults_of
from seawall.material.schemes.reading import RuleInWords, rules_of
from seawall.material.schemes.tables import every_version, read_folder
from seawall.material.states import ItemState


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the verdicts have come to the tables in force."""

    done: int
    of: int


def tables() -> tuple[Scheme, ...]:
    """The rule tables in force: public law and published classifications, so that no viewer is asked for."""
    return schemes()


def rules_in_words(scheme: Scheme) -> list[RuleInWords]:
    return rules_of(scheme)


def faults_in_tables(folder: Path | None = None) -> dict[str, list[str]]:
    """By scheme and version, what a table says against itself; of a folder before it is put in force, or of ours."""
    versions = read_folder(folder) if folder else every_version()
    return {f"{scheme.id} {scheme.version}": faults_of(scheme) for scheme in versions}


def stale_items_for(actor: Actor) -> QuerySet[Item]:
    """Items whose current verdicts are not those of exactly the schemes in force, each in its version."""
    current = Verdict.objects.filter(item=OuterRef("pk"), superseded_at__isnull=True)
    lacking = [~Exists(current.filter(scheme=scheme.id, version=scheme.version)) for scheme in schemes()]
    abolished = Exists(current.exclude(scheme__in=[scheme.id for scheme in schemes()]))
    stale = reduce(or_, lacking, Q(abolished))
    return items_for(actor).exclude(state=ItemState.WAITING).filter(stale).order_by("id")


def progress_for(actor: Actor) -> Progress:
    if not (policy.may_read_schemes(actor) or policy.may_recompute(actor)):
        raise Refused
    of = items_for(actor).exclude(state=ItemState.WAITING).count()
    return Progress(done=of - stale_items_for(actor).count(), of=of)
