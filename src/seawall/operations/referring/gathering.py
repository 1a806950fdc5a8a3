"""What a package holds: from the records, only what the handling code and the recipient allow, in full. Called inside `check_referral`."""

from collections.abc import Iterable, Mapping

from seawall.core import clock
from seawall.core.keys import unseal
from seawall.material.states import HandlingCode
from seawall.operations import scope
from seawall.operations.models import Account, Person, Referral
from seawall.operations.persons.standing import NAME
from seawall.operations.persons.words import PersonChangeKind
from seawall.operations.referring import of_personas, of_series
from seawall.operations.referring.contents import allowed
from seawall.operations.referring.states import RecipientKind, Section
from seawall.wire import case_referral as wire

# Only the nature of an account is told by these; without any of them there is no account in a package.
OF_ACCOUNTS = frozenset({Section.ACCOUNTS, Section.CHILDREN, Section.IDENTIFIERS, Section.HINTS})


def may_hold(referral: Referral) -> frozenset[Section]:
    return allowed(HandlingCode(referral.handling), RecipientKind(referral.kind))


def chosen_persons(referral: Referral) -> list[Person]:
    return list(referral.persons.order_by("code"))


def chosen_accounts(referral: Referral) -> list[Account]:
    """The chosen ones and those of the chosen persons."""
    ids = {*referral.accounts.values_list("pk", flat=True), *_of_persons(referral)}
    seen = Account.objects.filter(scope.accounts_of(referral.owner_id))
    found = scope.only_seen(Account.objects.filter(pk__in=ids), seen)
    return list(found.select_related("site", "holding__person").order_by("id"))


def gathered(referral: Referral) -> wire.Referral:
    sections = may_hold(referral)
    persons = [one for one in chosen_persons(referral) if _fits(one, sections)]
    accounts = [one for one in chosen_accounts(referral) if _fits(_holder(one), sections)]
    told = {one.pk for one in persons}
    series = of_series.chosen_series(referral) if Section.SERIES in sections else []
    personas = of_personas.chosen_personas(referral) if Section.PERSONAS in sections else []
    return wire.Referral(
        id=referral.id,
        owner=referral.owner.name,
        recipient=referral.recipient_name,
        country=referral.country,
        handling=mark_of(referral),
        at=clock.now(),
        is_domestic=referral.is_domestic,
        suspects=tuple(_suspect(one, sections) for one in persons) if Section.PERSON in sections else (),
        accounts=tuple(_account(one, sections, told) for one in accounts) if sections & OF_ACCOUNTS else (),
        series=tuple(of_series.told_of(one, sections, referral.language) for one in series),
        personas=tuple(of_personas.told_of(one, sections, referral.country) for one in personas),
    )


def mark_of(referral: Referral) -> str:
    return f"TLP:{referral.handling.upper()}"


def numbers_in(referral: Referral) -> Mapping[Section, int]:
    """How much of each kind there is in the records, whether it may be in the package or not; no value is opened."""
    persons, accounts = chosen_persons(referral), chosen_accounts(referral)
    series, personas = of_series.chosen_series(referral), of_personas.chosen_personas(referral)
    children = sum(len(of_series.children_of(one)) for one in series)
    children += sum(len(of_personas.reached_in(one, referral.country)) for one in personas)
    return {
        Section.PERSON: sum(not one.youth for one in persons),
        Section.MINORS: sum(one.youth for one in persons),
        Section.NAME: sum(bool(one.name) for one in persons),
        Section.COURT: sum(one.charges.count() for one in persons),
        Section.RAN: len(of_personas.run_by(persons)),
        Section.ACCOUNTS: len(accounts),
        Section.CHILDREN: sum(one.child_contact or one.work_with_children for one in accounts),
        Section.IDENTIFIERS: sum(one.identifiers.count() for one in accounts),
        Section.HINTS: sum(one.hints.count() for one in accounts),
        Section.SERIES: len(series),
        Section.PERSONAS: len(personas),
        Section.VICTIMS: children,
        Section.CLUES: sum(len(of_series.clues_of(one)) for one in series),
    }


def _of_persons(referral: Referral) -> Iterable[str]:
    found = Account.objects.filter(holding__person__in=referral.persons.all())
    return found.values_list("pk", flat=True)


def _holder(account: Account) -> Person | None:
    holding = getattr(account, "holding", None)
    return holding.person if holding else None


def _fits(person: Person | None, sections: frozenset[Section]) -> bool:
    return person is None or not person.youth or Section.MINORS in sections


def _suspect(person: Person, sections: frozenset[Section]) -> wire.Suspect:
    return wire.Suspect(
        code=person.code,
        country=person.country,
        steps=_steps(person),
        charges=_charges(person) if Section.COURT in sections else (),
        personas=_ran(person) if Section.RAN in sections else (),
        minor=person.youth,
        name=unseal(NAME, person.name) if Section.NAME in sections and person.name else "",
    )


def _steps(person: Person) -> tuple[wire.Step, ...]:
    """Those on which the person still stands; what was taken back is not told, and no free word is."""
    came: dict[str, wire.Step] = {}
    kinds = (PersonChangeKind.NOTED, PersonChangeKind.STEPPED)
    for change in person.changes.filter(kind__in=kinds).order_by("id"):
        came[change.state.value] = wire.Step(change.state.value, change.ground, change.on)
    return tuple(came[rung.value] for rung in person.rungs if rung.value in came)


def _charges(person: Person) -> tuple[wire.Charge, ...]:
    return tuple(
        wire.Charge(one.law, one.country, one.laid_on, one.outcome) for one in person.charges.order_by("id")
    )


def _ran(person: Person) -> tuple[wire.Persona, ...]:
    return tuple(map(of_personas.told_beside, of_personas.run_by([person])))


def _account(account: Account, sections: frozenset[Section], told: set[str]) -> wire.Account:
    holder = _holder(account)
    suspect = holder.code if holder and holder.pk in told and Section.PERSON in sections else ""
    is_named, children = Section.ACCOUNTS in sections, Section.CHILDREN in sections
    return wire.Account(
        id=account.id,
        suspect=suspect,
        handle=account.handle.secret if is_named else "",
        site=account.site.name if is_named else "",
        role=account.role if is_named else "",
        activity=account.activity if is_named else "",
        last_active=account.last_active if is_named else None,
        child_contact=children and account.child_contact,
        work_with_children=children and account.work_with_children,
        identifiers=_identifiers(account) if Section.IDENTIFIERS in sections else (),
        hints=_hints(account) if Section.HINTS in sections else (),
    )


def _identifiers(account: Account) -> tuple[wire.Identifier, ...]:
    found = account.identifiers.order_by("kind", "id")
    return tuple(wire.Identifier(one.kind, one.value.secret) for one in found)


def _hints(account: Account) -> tuple[wire.Hint, ...]:
    found = account.hints.order_by("country", "source")
    return tuple(wire.Hint(one.country, one.source, one.confidence) for one in found)
