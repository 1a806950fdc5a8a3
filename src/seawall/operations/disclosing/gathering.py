"""What is known here of one person's case, in full, as far as the agency sees it. Called inside `reveal_case`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seawall.core.clock import stamp
from seawall.core.codes import country_name
from seawall.core.keys import unseal
from seawall.operations import scope
from seawall.operations.disclosing.casefile import Chapter, Row
from seawall.operations.disclosing.states import LeftOut
from seawall.operations.models import (
    Account,
    Charge,
    CourtDate,
    DutyOfCare,
    Measure,
    Person,
    Persona,
    PersonaLink,
    PersonChange,
    Referral,
    Request,
)
from seawall.operations.persons.standing import NAME

R = TypeVar("R", bound=Model)


@dataclass(frozen=True, slots=True)
class Case:
    """`subjects`: the ids of the records that are in it, by which the trail is asked."""

    chapters: tuple[Chapter, ...] = field(repr=False)
    subjects: frozenset[str]


def case_of(person: Person, charge: Charge | None, agency_id: str) -> Case:
    accounts = _accounts(person, agency_id)
    ids = [one.pk for one in accounts]
    changes = list(PersonChange.objects.filter(person=person).select_related("by", "other").order_by("id"))
    charges = list(person.charges.filter(pk=charge.pk) if charge else person.charges.order_by("id"))
    requests = _own(Request.objects.filter(accounts__in=ids).distinct(), agency_id)
    measures = _own(Measure.objects.filter(account__in=ids), agency_id)
    personas = _personas(person, ids, agency_id)
    told = Q(persons=person) | Q(accounts__in=ids)
    referrals = _own(Referral.objects.filter(told).distinct(), agency_id)
    chapters = (
        Chapter("person", _("The person"), (_person(person),)),
        Chapter("history", _("History"), tuple(map(_change, changes))),
        Chapter("charges", _("Charges"), tuple(map(_charge, charges))),
        Chapter("court", _("Court dates"), tuple(map(_court, person.court_dates.order_by("id")))),
        Chapter("care", _("Duty of care"), tuple(map(_care, person.care.select_related("by")))),
        Chapter("accounts", _("Accounts"), tuple(map(_account, accounts))),
        Chapter("personas", _("Personas"), tuple(map(_persona, personas))),
        Chapter("requests", _("Requests"), tuple(map(_request, requests))),
        Chapter("measures", _("Measures"), tuple(map(_measure, measures))),
        Chapter("referrals", _("Referrals"), tuple(map(_referral, referrals))),
        Chapter("left_out", _("What is not in it, and why"), tuple(map(_missing, _left_out(charge)))),
    )
    records: Iterable[Model] = (person, *charges, *accounts, *personas, *requests, *measures, *referrals)
    subjects = frozenset(str(one.pk) for one in records)
    return Case(chapters, subjects)


def _own(found: QuerySet[R], agency_id: str) -> list[R]:
    """Each agency gives out its own work; the lead sees that of the others, and does not give it out."""
    return list(found.filter(owner_id=agency_id).order_by("id"))


def _accounts(person: Person, agency_id: str) -> Sequence[Account]:
    seen = Account.objects.filter(scope.accounts_of(agency_id))
    theirs = scope.only_seen(Account.objects.filter(holding__person=person), seen)
    return list(theirs.select_related("site").prefetch_related("identifiers", "hints").order_by("id"))


def _personas(person: Person, accounts: Sequence[str], agency_id: str) -> Sequence[Persona]:
    """Those that lead to the person or to one of these accounts; `leading` are the links that do."""
    leads = PersonaLink.objects.filter(Q(person=person) | Q(account__in=accounts), ended_at=None)
    seen = Persona.objects.filter(scope.personas_of(agency_id), links__in=leads).distinct().order_by("id")
    return list(seen.prefetch_related(Prefetch("links", leads.select_related("by"), to_attr="leading")))


def _left_out(charge: Charge | None) -> list[LeftOut]:
    return [one for one in LeftOut if charge or one is not LeftOut.CHARGES]


def _when(moment: datetime | None) -> str:
    return stamp(moment) if moment else ""


def _country(code: str) -> str:
    return country_name(code) if code else _("not known")


def _person(one: Person) -> tuple[Row, ...]:
    name = unseal(NAME, one.name) if one.name else ""
    age = _("a minor: the youth-justice path") if one.youth else _("of age, as far as is known")
    return (
        Row("code", _("Code"), one.code),
        Row("name", _("Name"), name),
        Row("country", _("Country"), _country(one.country)),
        Row("age", _("Age"), age),
        Row("state", _("Where the person stands"), one.get_state_display()),
        Row("operation", _("Operation"), one.operation.code),
    )


def _change(one: PersonChange) -> tuple[Row, ...]:
    return (
        Row("at", _("Recorded"), stamp(one.at)),
        Row("by", _("By"), one.by.name),
        Row("kind", _("What"), one.get_kind_display()),
        Row("state", _("Where the person stands"), str(one.state.label)),
        Row("on", _("When it happened"), one.on.isoformat()),
        Row("ground", _("On what ground?"), one.get_ground_display() if one.ground else ""),
        Row("body", _("Youth service"), one.body),
        Row("words", _("In words"), one.words),
        Row("other", _("The other person"), one.other.code if one.other else ""),
    )


def _charge(one: Charge) -> tuple[Row, ...]:
    return (
        Row("law", _("Section of the law"), one.law),
        Row("country", _("Country of the law"), _country(one.country)),
        Row("laid_on", _("Laid on"), one.laid_on.isoformat()),
        Row("outcome", _("Outcome"), one.get_outcome_display()),
        Row("ended_on", pgettext("a day", "On"), one.ended_on.isoformat() if one.ended_on else ""),
        Row("words", _("In words"), one.words),
    )


def _court(one: CourtDate) -> tuple[Row, ...]:
    return (
        Row("what", _("What"), one.get_kind_display()),
        Row("court", _("Court"), one.court),
        Row("on", pgettext("a day", "On"), one.on.isoformat()),
    )


def _care(one: DutyOfCare) -> tuple[Row, ...]:
    return (
        Row("at", _("Recorded"), stamp(one.at)),
        Row("by", _("By"), one.by.name),
        Row("support", _("Support for the suspect"), one.get_support_display()),
        Row("risk", _("Risk of self-harm"), one.get_risk_display()),
        Row("household", _("Children in the household"), one.get_household_display()),
        Row("words", _("In words"), one.words),
    )


def _account(one: Account) -> tuple[Row, ...]:
    known = [f"{i.get_kind_display()}: {i.value.secret}" for i in one.identifiers.all()]
    hints = [
        f"{_country(h.country)} · {h.get_source_display()} · {h.get_confidence_display()}"
        for h in one.hints.all()
    ]
    return (
        Row("id", _("Account"), one.id),
        Row("handle", _("Name of the account"), one.handle.secret),
        Row("site", _("Site"), one.site.name),
        Row("role", _("Role"), one.get_role_display()),
        Row("activity", _("Activity"), one.get_activity_display()),
        Row("last_active", _("Last active"), one.last_active.isoformat() if one.last_active else ""),
        Row("child_contact", _("contact to a child"), _("yes") if one.child_contact else ""),
        Row("work_with_children", _("work with children"), _("yes") if one.work_with_children else ""),
        *(Row(f"identifier_{n}", _("Identifier"), said) for n, said in enumerate(known, 1)),
        *(Row(f"hint_{n}", _("Hint at a country"), said) for n, said in enumerate(hints, 1)),
    )


def _persona(one: Persona) -> tuple[Row, ...]:
    return (
        Row("code", _("Code"), one.code),
        Row("platform", _("Platform"), one.platform),
        Row("handle", _("Name of the profile"), one.handle.secret if one.handle else ""),
        Row("method", _("Method"), one.get_method_display()),
        Row("shown_age", _("Age it claims"), one.get_shown_age_display()),
        Row("shown_gender", _("Gender it claims"), one.get_shown_gender_display()),
        Row("first_seen", _("First seen"), one.first_seen.isoformat() if one.first_seen else ""),
        Row("last_seen", _("Last seen"), one.last_seen.isoformat() if one.last_seen else ""),
        *(Row(f"link_{n}", _("Leads to"), said) for n, said in enumerate(_leading(one), 1)),
    )


def _leading(one: Persona) -> Iterable[str]:
    for link in one.leading:  # type: ignore[attr-defined]
        yield " · ".join(
            part for part in (link.account_id or _("the person"), link.words, link.by.name) if part
        )


def _request(one: Request) -> tuple[Row, ...]:
    return (
        Row("id", _("Request"), one.id),
        Row("aim", _("What was asked"), one.get_aim_display()),
        Row("instrument", _("Instrument"), one.rule.title),
        Row("addressee", _("To whom"), f"{one.addressee} · {_country(one.country)}"),
        Row("reference", _("Your reference"), one.reference),
        Row("sent", _("Sent"), _when(one.sent_at)),
        Row("answer", _("What was answered"), one.get_answer_display()),
        Row("ends", _("Ends"), _when(one.ends_at)),
    )


def _measure(one: Measure) -> tuple[Row, ...]:
    return (
        Row("id", _("Measure"), one.id),
        Row("kind", _("What"), one.get_kind_display()),
        Row("begins", _("Begins"), stamp(one.begins_at)),
        Row("ends", _("Ends"), stamp(one.ends_at)),
        Row("place", _("Where"), f"{one.place} · {_country(one.country)}"),
        Row("state", _("State"), one.get_state_display()),
    )


def _referral(one: Referral) -> tuple[Row, ...]:
    return (
        Row("id", _("Referral"), one.id),
        Row("to", _("To whom"), f"{one.recipient_name} · {_country(one.country)}"),
        Row("handling", _("Handling code"), one.get_handling_display()),
        Row("state", _("State"), one.get_state_display()),
        Row("sent", _("Sent"), _when(one.sent_at)),
        Row("outcome", _("What came of it"), one.get_outcome_display()),
        *(Row(f"sha256_{part['name']}", part["name"], part["sha256"]) for part in one.manifest),
    )


def _missing(one: LeftOut) -> tuple[Row, ...]:
    return (Row(one.value, "", str(one.label)),)
