"""Spans of time: what was told stays told, what is new comes behind it, and whoever goes on misses nothing."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core import clock
from seawall.federation.actions import end_agreement
from seawall.federation.models import Agreement, Moment
from seawall.federation.tests.hash_sharing.pulling import EPOCH, at, page, pulled, shortly_before
from seawall.material.actions import withdraw_entry
from seawall.material.models import ListEntry
from seawall.material.states import (
    WithdrawalReason,
)
from seawall.material.tests.make import md5

MISTAKE = WithdrawalReason.MISTAKE


def test_what_is_told_once_is_not_told_again(secret, ask, shared, node_client):
    shared(md5())
    until = shortly_before()
    assert pulled(ask, node_client, secret, until=until)
    assert pulled(ask, node_client, secret, since=until) == []


def test_a_moment_is_never_put_into_a_span_that_was_told(secret, ask, shared, node_client):
    """The same span, asked again, is the same for ever; what is new comes behind it."""
    one = shared(md5())
    until = shortly_before()
    assert [each.id for each in pulled(ask, node_client, secret, until=until)] == [one.id]
    other = shared(md5())
    assert [each.id for each in pulled(ask, node_client, secret, until=until)] == [one.id]
    assert [each.id for each in pulled(ask, node_client, secret, since=until)] == [other.id]


@pytest.mark.parametrize("hours", [-14, -3, 0, 3, 14])
def test_a_receiver_whose_clock_goes_wrong_misses_nothing(secret, ask, shared, reviewer, node_client, hours):
    """The known client sends the time of its own country and calls it UTC."""
    wrong = timedelta(hours=hours)
    since, held = EPOCH, {}
    for minute in range(4):
        entry = shared(md5())
        if minute == 2:
            withdraw_entry(ListEntry.objects.get(pk=next(iter(held))), MISTAKE, actor=reviewer)
        with clock.at(clock.now() + timedelta(minutes=minute)):
            until = at(clock.now() + wrong - timedelta(seconds=5))
            held |= {one.id: one.deleted for one in pulled(ask, node_client, secret, since, until)}
        assert entry.id in held
        since = until
    assert sorted(held.values()) == [False, False, False, True]


deeds = st.lists(
    st.sampled_from(["share", "share", "withdraw", "pull", "slow", "peek"]), min_size=4, max_size=14
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(deeds)
def test_whoever_goes_on_from_span_to_span_holds_what_is_on_the_list(
    secret, ask, shared, reviewer, node_client, known, done
):
    """Also when it asks in between about spans that overlap, or stops in the middle of one and asks it anew."""
    Moment.objects.all().delete()
    Agreement.objects.update(told_until=None)
    now, since, held = clock.now(), EPOCH, {}
    for deed in [*done, "pull", "pull"]:
        now += timedelta(seconds=7)
        with clock.at(now):
            standing = known.entries.filter(state="shared")
            if deed == "share":
                shared(md5())
            elif deed == "withdraw" and standing.exists():
                withdraw_entry(standing.order_by("?").first(), MISTAKE, actor=reviewer)
            elif deed == "slow":
                page(ask(secret, "entries", {"from": since, "to": shortly_before(), "size": "1"}))
            elif deed == "peek":
                pulled(ask, node_client, secret, since=at(now - timedelta(seconds=40)), until=at(now))
            elif deed == "pull":
                until = max(shortly_before(), since)
                held |= {
                    one.id: one.deleted for one in pulled(ask, node_client, secret, since, until, size="2")
                }
                since = until
    entries = known.entries.exclude(state="proposed").values_list("pk", "state")
    assert {entry_id: held[entry_id] for entry_id, _ in entries} == {
        entry_id: state == "withdrawn" for entry_id, state in entries
    }


def test_a_renewed_agreement_tells_everything_again_and_loses_nothing(
    secret, ask, shared, signed, reviewer, node_client
):
    one = shared(md5())
    until = shortly_before()
    pulled(ask, node_client, secret, until=until)
    end_agreement(Agreement.objects.get(), actor=reviewer)
    signed()
    other = shared(md5())
    again = {each.id for each in pulled(ask, node_client, secret, since=until)}
    assert again >= {one.id, other.id}
