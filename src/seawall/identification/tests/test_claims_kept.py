"""Whatever an agency does with its series in whatever order: another one that holds the same bytes learns who to ask, and nothing else."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, TooOften, WrongState
from seawall.identification.actions import ask_known, open_series
from seawall.identification.models import Claim, Clue, Series, Victim
from seawall.identification.queries import pointers_beside
from seawall.identification.states import Known, KnownAnswer, Pointer, VictimState
from seawall.identification.tests.makers import CONTACT, claimed, series_with, up
from seawall.identification.tests.test_pages import page
from seawall.identification.tests.test_sequences import DEEDS, Hand, Undone
from seawall.material.states import GivenFingerprint
from seawall.material.tests.make import an_item, sha256
from seawall.people.models import Agency, Staff


def climb(hand: Hand) -> object:
    victims = list(Victim.objects.filter(series__isnull=False).order_by("id"))
    state = hand.random.choice((VictimState.COUNTRY_KNOWN, VictimState.IDENTIFIED, VictimState.SAFEGUARDED))
    return up(hand.random.choice(victims), state, hand.actor) if victims else None


ALL = {**DEEDS, "claim": lambda hand: claimed(hand.actor, hand.series()), "climb": climb}
SEQUENCES = st.lists(st.tuples(st.sampled_from(sorted(ALL)), st.integers(0, 10_000)), min_size=4, max_size=12)


def secrets_of(owner_id: str) -> Iterator[str]:
    for model in (Series, Victim, Clue):
        for one in model.objects.filter(owner_id=owner_id):
            yield from (one.id, one.code)
    yield from (claim.id for claim in Claim.objects.filter(owner_id=owner_id))
    yield "three flat pins"


def allowed(owner: Agency) -> set[Pointer]:
    return {Pointer(owner.name, owner.country, contact) for contact in (CONTACT, owner.contact_email)}


class Watcher:
    """Lena, whose own series holds the same bytes."""

    def __init__(self, actor: Actor, client: Any, bytes_: list[GivenFingerprint]) -> None:
        self.actor, self.client, self.bytes = actor, client, bytes_
        self.series = series_with(actor, bytes_[0])

    def look(self, owner: Agency) -> None:
        # There is a limit to how often somebody asks.
        with suppress(TooOften):
            answer = ask_known(self.bytes, actor=self.actor)
            assert type(answer) is KnownAnswer and set(answer.pointers) <= allowed(owner)
            assert bool(answer.pointers) is (answer.known is not Known.UNKNOWN)
            assert {series_id for series_id, _code in answer.own} <= {self.series.id}
        beside = pointers_beside(self.actor, self.series).values()
        assert {pointer for found in beside for pointer in found} <= allowed(owner)

    def read(self, owner: Agency) -> None:
        shown = page(self.client, "series", series_id=self.series.id)
        assert [one for one in secrets_of(owner.id) if one in shown] == []


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=SEQUENCES)
def test_a_claim_never_reveals_content(
    at_work: Actor, abroad: Actor, jonas: Staff, lena: Staff, staff_client: Any, deeds: list[tuple[str, int]]
) -> None:
    with pytest.raises(Undone), transaction.atomic():
        bytes_ = [sha256() for _ in range(4)]
        held = [an_item(at_work, one).id for one in bytes_]
        open_series(held[:3], actor=at_work)
        watcher = Watcher(abroad, staff_client(lena), bytes_)
        for name, seed in deeds:
            with suppress(Invalid, Refused, WrongState):
                ALL[name](Hand(at_work, seed))
            watcher.look(jonas.agency)
        watcher.read(jonas.agency)
        raise Undone
