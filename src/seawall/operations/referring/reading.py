"""Reads of referrals: one's own, those that were sent to one's agency, and what came of what one has worked on."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db.models import Count, Q, QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.operations import policy, scope
from seawall.operations.models import NamedSeries, Operation, Person, Persona, PersonaLink, Referral
from seawall.operations.referring.naming import place_of
from seawall.operations.referring.states import AWAITED, MOST_PERSONS, ReferralOutcome, ReferralState

MOST = 500


@dataclass(frozen=True, slots=True)
class CameOf:
    """What somebody learns who had a hand in it. `referral_id` only for whoever may see the referral."""

    country: str
    outcome: ReferralOutcome
    at: datetime
    operation: str
    is_domestic: bool = False
    referral_id: str = ""

    @property
    def place(self) -> str:
        return place_of(self.country, is_domestic=self.is_domestic)


def referrals_for(actor: Actor) -> QuerySet[Referral]:
    """Those of the viewer's own agency."""
    if not policy.may_see(actor):
        raise Refused
    mine = Referral.objects.filter(owner_id=actor.agency_id)
    return mine.select_related("operation", "owner", "recipient")


def referrals_to(actor: Actor) -> QuerySet[Referral]:
    """Those that were sent to the viewer's agency; nothing of a referral that has not left."""
    if not policy.may_see(actor):
        raise Refused
    theirs = Referral.objects.filter(recipient_id=actor.agency_id, sent_at__isnull=False)
    return theirs.select_related("owner").order_by("-sent_at", "-id")


def referrals_in(actor: Actor, operation: Operation) -> QuerySet[Referral]:
    found = referrals_for(actor).filter(operation=operation)
    return found.annotate(
        person_count=Count("persons", distinct=True),
        account_count=Count("accounts", distinct=True),
        series_count=Count("series", distinct=True),
        persona_count=Count("personas", distinct=True),
    )


def referrals_telling_of(actor: Actor, persona: Persona) -> QuerySet[Referral]:
    """Of the viewer's agency: those of the persona, and those of a person who ran it."""
    led = PersonaLink.objects.filter(persona=persona, ended_at=None)
    with_person = Q(persons__in=led.values("person_id")) | Q(
        persons__holdings__account__in=led.values("account_id")
    )
    found = referrals_for(actor).filter(Q(personas=persona) | with_person).distinct()
    return found.annotate(persona_count=Count("personas", distinct=True)).order_by("id")


def one_referral_for(actor: Actor, referral_id: str) -> Referral:
    found = referrals_for(actor).filter(pk=checked_id(referral_id, "rfr"))
    return _the_one(found.select_related("drafted_by", "checked_by", "sent_by", "package"))


def one_referral_to(actor: Actor, referral_id: str) -> Referral:
    return _the_one(referrals_to(actor).filter(pk=checked_id(referral_id, "rfr")))


def persons_to_refer(actor: Actor, operation: Operation) -> Sequence[Person]:
    """Of a known country, and in no open referral; the first so many."""
    there = Referral.objects.filter(operation=operation).exclude(state=ReferralState.CALLED_BACK)
    told = there.exclude(persons=None).values("persons")
    seen = Person.objects.filter(scope.persons_of(actor.agency_id), operation=operation, merged_into=None)
    found = seen.exclude(country="").exclude(pk__in=told)
    return list(found.order_by("country", "code")[:MOST_PERSONS])


def awaited_for(actor: Actor, *, overdue: bool = False) -> QuerySet[Referral]:
    """Sent, and no answer yet: the nearest day on top."""
    found = referrals_for(actor).filter(state__in=AWAITED)
    if overdue:
        found = found.filter(answer_by__lte=clock.now())
    return found.order_by("answer_by", "id")


def waiting_at(actor: Actor) -> QuerySet[Referral]:
    """At the viewer's agency: what nobody there has answered, the nearest day on top."""
    return referrals_to(actor).filter(state__in=AWAITED).order_by("answer_by", "id")


def what_came_of(actor: Actor, touched: Collection[str], since: datetime) -> Sequence[CameOf]:
    """Of the referrals, persons, accounts, personas, series, children and clues that somebody had a hand in; `touched` are their ids, as their own
    trail has them."""
    if not policy.may_learn_outcomes(actor):
        raise Refused
    found = came_of_what(list(touched)).filter(answered_at__gte=since).exclude(outcome=ReferralOutcome.NONE)
    rows = found.select_related("operation", "owner").order_by("-answered_at", "-id")[:MOST]
    return [_came_of(one, actor) for one in rows]


def came_of_what(ids: Collection[str]) -> QuerySet[Referral]:
    """Those that tell of one of these. Each kind by its own ids and its own index, and then put together: an "or" of joins would walk through every
    person, account and series that any referral tells of, and a server weighs each id of each list before it begins."""
    of = partial(_of_kind, ids)
    persons = Referral.persons.through.objects
    told = persons.filter(person__in=of("per")).values("referral_id")
    told = told.union(
        persons.filter(person__holdings__account__in=of("acc")).values("referral_id"),
        Referral.accounts.through.objects.filter(account__in=of("acc")).values("referral_id"),
        Referral.personas.through.objects.filter(persona__in=of("psa")).values("referral_id"),
        *(
            Referral.series.through.objects.filter(namedseries__in=some).values("referral_id")
            for some in _series_around(ids)
        ),
    )
    return Referral.objects.filter(Q(pk__in=of("rfr")) | Q(pk__in=told))


def _of_kind(ids: Collection[str], kind: str) -> list[str]:
    return [one for one in ids if one.startswith(f"{kind}_")]


def referral_to_keep(actor: Actor, referral_id: str) -> Referral:
    """For the node itself."""
    one = Referral.objects.filter(owner_id=actor.agency_id, pk=referral_id).first()
    if one is None or not policy.may_keep_outcome(actor, one):
        raise NotFound
    return one


def _series_around(ids: Collection[str]) -> Iterable[QuerySet[NamedSeries]]:
    named, of = NamedSeries.objects, partial(_of_kind, ids)
    return (
        named.filter(series__in=of("srs")),
        named.filter(series__victims__in=of("vic")),
        named.filter(series__clues__in=of("clu")),
    )


def _came_of(one: Referral, actor: Actor) -> CameOf:
    told = one.id if one.owner_id == actor.agency_id and policy.may_see(actor) else ""
    assert one.answered_at is not None
    outcome = ReferralOutcome(one.outcome)
    return CameOf(one.country, outcome, one.answered_at, one.operation.code, one.is_domestic, told)


def _the_one(found: QuerySet[Referral]) -> Referral:
    one = found.first()
    if one is None:
        raise NotFound
    return one
