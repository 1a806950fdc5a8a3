"""Operations, sites and tables for tests, made by the deeds themselves."""

from seawall.core.actors import Actor
from seawall.core.jobs import settle
from seawall.operations.actions import add_site, bring_table, map_columns, open_operation, take_table
from seawall.operations.models import AccountTable, Operation, Site
from seawall.operations.states import Column, Confidence, HintSource, MappingTerms, SiteKind, SiteTerms

H = Column.HANDLE


def a_site(actor: Actor, operation: Operation | None = None, name: str = "Site A") -> Site:
    operation = operation or open_operation("Harbour", actor=actor)
    return add_site(operation, SiteTerms(name, SiteKind.HIDDEN), actor=actor)


def mapped(
    table: AccountTable,
    actor: Actor,
    *columns: Column,
    source: HintSource = HintSource.IP,
    confidence: Confidence = Confidence.MEDIUM,
) -> AccountTable:
    chosen = columns or tuple(Column(code) for code in table.columns)
    return map_columns(table, MappingTerms(chosen, source, confidence), actor=actor)


def taken(site: Site, text: str, actor: Actor, *columns: Column, **terms: object) -> AccountTable:
    """From the paste to the last piece."""
    table = mapped(bring_table(site, text, actor=actor), actor, *columns, **terms)  # type: ignore[arg-type]
    take_table(table, actor=actor)
    settle()
    table.refresh_from_db()
    return table
