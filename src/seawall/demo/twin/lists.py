"""The operation is opened, its sites are named, their member lists are brought in, and each agency is given its part."""

from collections.abc import Callable, Mapping
from typing import Any

from seawall.core.jobs import settle
from seawall.demo import roster
from seawall.demo.bringing import bring
from seawall.demo.ring.accounts import Twin
from seawall.demo.twin.team import Team
from seawall.operations.actions import add_site, give_part, open_operation
from seawall.operations.queries import accounts_for, one_operation_for
from seawall.operations.states import PartKind, PartTerms, SiteKind, SiteTerms
from seawall.people.queries import agency_by_name

CODE = "Lantern"
SITES = {
    "Site A": SiteTerms("Site A", SiteKind.HIDDEN, "http://invented-harbour.invalid/"),
    "Site B": SiteTerms("Site B", SiteKind.MESSENGER),
    "Site C": SiteTerms("Site C", SiteKind.WEB, "https://site-c.example/"),
    "Site D": SiteTerms("Site D", SiteKind.HIDDEN),
}
PARTS = (
    (roster.POLICE_ABROAD, PartTerms(PartKind.INVESTIGATION, ("NL",))),
    (roster.FRENCH, PartTerms(PartKind.INVESTIGATION, ("FR",))),
    (roster.SWEDISH, PartTerms(PartKind.VICTIMS, ("SE",))),
    (roster.PROSECUTION, PartTerms(PartKind.PROSECUTION, ("DE",))),
)
Tell = Callable[[int], None]
# An account by its site and its handle.
Ids = Mapping[tuple[str, str], str]


def open_ring(twin: Twin, team: Team, tell: Tell) -> str:
    """The id of the operation, whose accounts are all there then. `tell` hears how many more there are."""
    lead = team.lead
    operation = open_operation(CODE, actor=lead)
    for name, terms in SITES.items():
        bring(add_site(operation, terms, actor=lead), twin.table(name), actor=lead)
        settle()
        tell(sum(member.site == name for member in twin.members))
    for agency, part in PARTS:
        kept = agency_by_name(agency.name)
        assert kept is not None
        give_part(operation, part, agency_id=kept.id, actor=lead)
    return operation.id


def ids_of(operation_id: str, team: Team) -> Ids:
    every = accounts_for(team.lead).filter(operation=one_operation_for(team.lead, operation_id))
    told: Any = every.values_list("site__name", "handle", "pk").order_by("pk")
    return {(site, handle.secret): account_id for site, handle, account_id in told.iterator(5000)}
