"""Whatever is done in whatever order, a referral keeps its rules; and no package holds what its handling code and its recipient forbid."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, NotFound, Refused, WrongState
from seawall.material.states import HandlingCode
from seawall.operations import actions
from seawall.operations.models import Referral, ReferralPackage, Site
from seawall.operations.persons.words import ChargeTerms
from seawall.operations.referring.contents import allowed
from seawall.operations.referring.states import (
    OUT,
    STEPS,
    OutcomeTerms,
    RecipientKind,
    ReferralOutcome,
    ReferralPurpose,
    ReferralState,
    Section,
)
from seawall.operations.referring.tickets import come_in
from seawall.operations.tests.referring import SENTINELS, a_person_of, addressed, drafted, unpacked
from seawall.operations.tests.walking import a_persona, linked


class Undone(Exception):
    """The next example finds the house as it was."""


class Desk:
    """The sender, an agency that may be the recipient, and whoever found the last ticket."""

    def __init__(self, one: Referral, lead: Actor, partner: Actor) -> None:
        self.one, self.lead, self.partner = one, lead, partner
        self.tickets: list[str] = []

    def current(self) -> Referral:
        return Referral.objects.get(pk=self.one.pk)

    def send(self) -> None:
        _one, ticket = actions.send_referral(self.current(), counsel="R 1", actor=self.lead)
        self.tickets.append(ticket)

    def renew(self) -> None:
        self.tickets.append(actions.renew_ticket(self.current(), actor=self.lead))

    def by_ticket(self, deed: Callable[[Referral, Actor], object]) -> None:
        if self.tickets:
            deed(*come_in(self.tickets[-1]))


OUTCOME = OutcomeTerms(ReferralOutcome.USED)
DEEDS: dict[str, Callable[[Desk], object]] = {
    "to police": lambda desk: addressed(desk.current(), desk.lead),
    "to an agency": lambda desk: addressed(
        desk.current(), desk.lead, kind=RecipientKind.AGENCY, agency=desk.partner.agency_id
    ),
    "check": lambda desk: actions.check_referral(desk.current(), actor=desk.lead),
    "send": Desk.send,
    "renew": Desk.renew,
    "call back": lambda desk: actions.call_back_referral(desk.current(), actor=desk.lead),
    "receive": lambda desk: actions.receive_referral(desk.current(), actor=desk.partner),
    "answer": lambda desk: actions.answer_referral(desk.current(), OUTCOME, actor=desk.partner),
    "note": lambda desk: actions.answer_referral(desk.current(), OUTCOME, actor=desk.lead),
    "receive by ticket": lambda desk: desk.by_ticket(
        lambda one, actor: actions.receive_referral(one, actor=actor)
    ),
    "answer by ticket": lambda desk: desk.by_ticket(
        lambda one, actor: actions.answer_referral(one, OUTCOME, actor=actor)
    ),
}
# What leads onwards comes more often, so that most stories get somewhere.
DEED = st.sampled_from([*DEEDS, "check", "send", "send", "to police"])


def check(desk: Desk, before: str) -> str:
    one = desk.current()
    state = ReferralState(one.state)
    assert state == before or state in STEPS[ReferralState(before)]
    assert bool(one.checked_at) == ReferralPackage.objects.filter(referral=one).exists() == bool(one.manifest)
    if state in OUT:
        assert one.checked_at and one.sent_at and one.answer_by and one.checked_at <= one.sent_at
        assert bool(one.ticket) != (one.kind == RecipientKind.AGENCY)
    else:
        assert not one.ticket
    assert bool(one.outcome) == bool(one.answered_at)
    if one.answered_at:
        assert one.received_at and one.sent_at
    for ticket in desk.tickets[:-1]:
        with pytest.raises(NotFound):
            come_in(ticket)
    return state


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEED, min_size=4, max_size=14))
def test_a_referral_keeps_its_rules_in_any_order(
    site: Site, lead: Actor, partner: Actor, deeds: list[str]
) -> None:
    with pytest.raises(Undone), transaction.atomic():
        desk = Desk(drafted(site.operation, lead, a_person_of(site, lead)), lead, partner)
        state = check(desk, ReferralState.DRAFT)
        for name in deeds:
            with suppress(Invalid, NotFound, Refused, WrongState):
                DEEDS[name](desk)
            state = check(desk, state)
        raise Undone


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(handling=st.sampled_from(HandlingCode), kind=st.sampled_from(RecipientKind), youth=st.booleans())
def test_no_package_holds_what_is_forbidden(
    site: Site, lead: Actor, partner: Actor, handling: HandlingCode, kind: RecipientKind, youth: bool
) -> None:
    with pytest.raises(Undone), transaction.atomic():
        person = a_person_of(site, lead, youth=youth)
        actions.lay_charge(
            person, ChargeTerms(SENTINELS["court"], "SE", person.created_at.date()), actor=lead
        )
        ran = a_persona(site.operation, lead, platform=SENTINELS["ran"])
        linked(ran, person.code, lead)
        one = drafted(site.operation, lead, person)
        one = addressed(one, lead, kind=kind, handling=handling, agency=partner.agency_id)
        sections = allowed(handling, kind)
        if youth and Section.MINORS not in sections:
            with pytest.raises(WrongState):
                actions.check_referral(one, actor=lead)
            raise Undone
        archive = actions.reveal_referral(
            actions.check_referral(one, actor=lead), ReferralPurpose.CHECK, actor=lead
        )
        graph = unpacked(archive)[0]["referral.jsonld"].decode("unicode_escape")
        for section, sentinel in SENTINELS.items():
            assert (sentinel in graph) == (Section(section) in sections), section
        assert (ran.code in graph) == (Section.RAN in sections) and "paper_boat" not in graph
        assert ("contact to a child" in graph) == (Section.CHILDREN in sections)
        assert (" of 3" in graph) == (Section.HINTS in sections)
        assert (person.code in graph) == (Section.PERSON in sections)
        raise Undone
