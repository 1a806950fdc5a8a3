"""What the demo's operation found out besides, and whom it tells: invented profiles of nobody, and referrals to two countries."""

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from seawall.demo.past.hands import Hands
from seawall.demo.past.timeline import Timeline
from seawall.operations.actions import (
    address_referral,
    answer_referral,
    check_referral,
    draft_referrals,
    link_persona,
    note_persona,
    refer_series,
    send_referral,
)
from seawall.operations.queries import accounts_for, one_operation_for
from seawall.operations.states import (
    BatchTerms,
    Grouping,
    Method,
    OutcomeTerms,
    PersonaTerms,
    RecipientKind,
    RecipientTerms,
    ReferralOutcome,
    SeriesTerms,
    ShownAge,
)

if TYPE_CHECKING:
    from seawall.operations.models import NamedSeries, Person, Referral

DAY = timedelta(days=1)
PLATFORM = "Chat Example"
PROFILES = (
    PersonaTerms(PLATFORM, Method.GAME, ShownAge.UNDER_11, handle="paper_boat", unidentified=12),
    PersonaTerms(PLATFORM, Method.GIFT, ShownAge.FROM_11, handle="blue_lantern", unidentified=5),
)
OFFICE = RecipientTerms(
    RecipientKind.POLICE, BatchTerms(()).handling, name="Polisen Exempel", contact="+46 8 555 0100"
)


class Telling:
    def __init__(self, timeline: Timeline, hands: Hands, operation_id: str) -> None:
        self._timeline, self._hands, self._operation_id = timeline, hands, operation_id

    def note_profiles(self, person: "Person") -> None:
        """Two profiles of one suspect, on one platform."""
        dana = self._hands.dana
        operation = one_operation_for(dana, self._operation_id)
        account = accounts_for(dana).filter(holding__person=person).first()
        for terms in PROFILES:
            persona = note_persona(operation, terms, account=account, actor=dana)
            link_persona(persona, person.code, words="Named in the answer of the provider.", actor=dana)

    def refer(self, person: "Person") -> None:
        """To the agency of this node in the person's country, where there is one; else to an office there, which answers by telephone."""
        dana = self._hands.dana
        operation = one_operation_for(dana, self._operation_id)
        [one] = draft_referrals(operation, BatchTerms((person.code,), grouping=Grouping.PERSON), actor=dana)
        if one.recipient_id is None:
            one = address_referral(one, OFFICE, actor=dana)
            self._timeline.plan(self._timeline.now + 2 * DAY, partial(self._answer, one))
        send_referral(check_referral(one, actor=dana), actor=dana)

    def refer_series(self, named: "NamedSeries") -> None:
        refer_series(named, SeriesTerms("SE"), actor=self._hands.jonas)

    def _answer(self, one: "Referral") -> None:
        answer_referral(one, OutcomeTerms(ReferralOutcome.USED), actor=self._hands.dana)
