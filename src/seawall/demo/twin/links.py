"""Accounts of one person: the node suggests, and the lead answers some, looking as carefully as the truth allows."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from seawall.core.errors import Invalid, NotFound
from seawall.demo.past.timeline import Timeline
from seawall.demo.twin.lists import Ids
from seawall.demo.twin.suspects import Suspects
from seawall.demo.twin.team import Team
from seawall.operations.actions import answer_link, find_links, give_account
from seawall.operations.queries import links_for, one_account_for, one_operation_for
from seawall.operations.states import LinkState

if TYPE_CHECKING:
    from seawall.operations.models import Link

DAY = timedelta(days=1)
# The strongest, beside those in which an account of a suspect stands.
ANSWERED = 200


class Links:
    """`people`: of each account, by its id, who is behind it."""

    def __init__(
        self,
        timeline: Timeline,
        team: Team,
        operation_id: str,
        ids: Ids,
        people: Mapping[tuple[str, str], str],
    ) -> None:
        self._timeline, self._team, self._operation_id = timeline, team, operation_id
        self._people = {ids[account]: person for account, person in people.items()}

    def ask(self) -> None:
        find_links(one_operation_for(self._team.lead, self._operation_id), actor=self._team.lead)

    def answer_some(self, suspects: Suspects) -> None:
        """From the day on which all suspects are noted."""
        operation = one_operation_for(self._team.lead, self._operation_id)
        for number, link in enumerate(links_for(self._team.lead, operation)):
            theirs = (
                self._people[link.one_id] in suspects.noted or self._people[link.other_id] in suspects.noted
            )
            if theirs or number < ANSWERED:
                at = self._timeline.now + (number % 24) / 2 * DAY
                self._timeline.plan(at, partial(self._answer, link, suspects))

    def _answer(self, link: "Link", suspects: Suspects) -> None:
        one, other = self._people[link.one_id], self._people[link.other_id]
        answer = LinkState.CONFIRMED if one == other else LinkState.REJECTED
        try:
            answer_link(link, answer, actor=self._team.lead)
        except NotFound:
            # It rested on a pair that was rejected since, and was withdrawn with it.
            return
        person = suspects.noted.get(one)
        if one == other and person is not None:
            for account_id in (link.one_id, link.other_id):
                # One of the two is most often theirs already.
                with suppress(Invalid):
                    account = one_account_for(self._team.lead, account_id)
                    give_account(person, account, actor=self._team.lead)
