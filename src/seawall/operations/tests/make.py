"""Operations, sites and tables for tests, made by the deeds themselves."""

from io import BytesIO

from seawall.core.actors import Actor
from seawall.core.jobs import settle
from seawall.operations.actions import (
    add_site,
    bring_table,
    map_columns,
    note_care,
    note_person,
    open_operation,
    step_person,
    take_table,
)
from seawall.operations.models import Account, AccountTable, Operation, Person, Site
from seawall.operations.persons.words import (
    CareTerms,
    Household,
    PersonGround,
    PersonState,
    PersonStep,
    PersonTerms,
    Risk,
    Support,
)
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


def pasted(text: str) -> BytesIO:
    return BytesIO(text.encode(errors="surrogatepass"))


def taken(site: Site, text: str, actor: Actor, *columns: Column, **terms: object) -> AccountTable:
    """From the paste to the last piece."""
    table = mapped(bring_table(site, pasted(text), actor=actor), actor, *columns, **terms)  # type: ignore[arg-type]
    take_table(table, actor=actor)
    settle()
    table.refresh_from_db()
    return table


def noted(
    operation: Operation,
    actor: Actor,
    *,
    country: str = "",
    youth: bool = False,
    account: Account | None = None,
) -> Person:
    return note_person(
        operation, PersonTerms(country, youth, account_id=account.id if account else ""), actor=actor
    )


def stepped(person: Person, actor: Actor, *states: PersonState) -> Person:
    for state in states:
        person = step_person(person, PersonStep(state, PersonGround.WORK), actor=actor)
    return person


def care_for(person: Person, actor: Actor) -> None:
    note_care(person, CareTerms(Support.OFFERED, Risk.LOW, Household.NONE), actor=actor)
