"""Hash Sharing v2 to receivers: who gets in, what is told in which span of time, and what a vote does."""

from base64 import b64encode
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.budget import Limits
from seawall.core.errors import NotFound
from seawall.core.ids import new_id
from seawall.federation import door
from seawall.federation.actions import end_agreement, give_feedback, note_moment
from seawall.federation.hash_sharing import reasons
from seawall.federation.hash_sharing.reasons import guid_of
from seawall.federation.models import Agreement, Feedback, Moment
from seawall.federation.tests.conftest import HOLDER, facts_of
from seawall.material.actions import propose_entry, set_matching, withdraw_entry
from seawall.material.models import Canary, ListEntry, Vote
from seawall.material.states import (
    FingerprintKind,
    GivenFingerprint,
    Stance,
    VoteReason,
    WithdrawalReason,
)
from seawall.material.tests.make import a_confirmed_item, a_list, md5, pdq, sha256
from seawall.people.models import AccessKey
from seawall.people.queries import held_key
from seawall.people.states import Scope
from seawall.wire.hash_sharing import (
    Entries,
    Entry,
    read_members,
    read_reasons,
    read_status,
    write_vote,
)
from seawall.wire.hash_sharing import Vote as Given

MISTAKE = WithdrawalReason.MISTAKE
EPOCH = "1970-01-01T00:00:00Z"
Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Days pass within a second here."""
    monkeypatch.setattr(door, "LIMITS", Limits(10_000, 100_000))


def at(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def shortly_before() -> str:
    """As clients ask."""
    return at(clock.now() - timedelta(seconds=5))


@pytest.fixture
def secret(opened, signed) -> str:
    made = opened()
    signed()
    return made


@pytest.fixture
def ask(node_client, known) -> Ask:
    """`ask(secret, "entries", {"from": …})` of the list, or of another by its id."""

    def send(secret: str, name: str, asked: Any = None, *, of: str = "", raw: str = "", **parts: Any) -> Any:
        words = raw or "Basic " + b64encode(f"{of or known.id}:{secret}".encode()).decode()
        headers = {"Authorization": words} if words != "none" else {}
        return node_client.get(node_client.at(f"hash_sharing:{name}", **parts), asked, headers=headers)

    return send


@pytest.fixture
def vote(node_client, known) -> Ask:
    """`vote(secret, entry, "MD5", *reasons)`; none is for it."""

    def send(
        secret: str, entry: Entry, kind: str, *guids: str, body: bytes | None = None, **other: Any
    ) -> Any:
        file = BytesIO()
        write_vote(Given(guids), file)
        parts = {"member": entry.member.id, "entry_id": entry.id, "kind": kind} | other
        return node_client.put(
            node_client.at("hash_sharing:feedback", **parts),
            file.getvalue() if body is None else body,
            content_type="application/xml",
            headers={"Authorization": "Basic " + b64encode(f"{known.id}:{secret}".encode()).decode()},
        )

    return send


def page(answer: Any) -> tuple[list[Entry], str]:
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].startswith("application/xml")
    found = Entries(BytesIO(answer.content))
    entries = list(found)
    assert all(isinstance(one, Entry) for one in entries)
    return entries, found.next


def pulled(
    ask: Ask, node_client: Any, secret: str, since: str = EPOCH, until: str = "", **more: Any
) -> list[Entry]:
    """All pages. Whoever goes on from where it was does so ten seconds later: times in this format are whole seconds."""
    with clock.at(clock.now() + timedelta(seconds=0 if since == EPOCH else 10)):
        words = {"from": since, "to": until or shortly_before()} | more
        found, following = page(ask(secret, "entries", words))
        while following:
            some, following = page(ask_at(node_client, secret, "/hashsharing" + following))
            found += some
    return found


def ask_at(node_client: Any, secret: str, address: str) -> Any:
    basic = b64encode(f"{Agreement.objects.first().list_id}:{secret}".encode()).decode()
    return node_client.get(address, headers={"Authorization": f"Basic {basic}"})


def test_it_tells_who_asks_and_who_there_is(secret, ask, known, hotline):
    told = ask(secret, "status")
    own = read_status(BytesIO(told.content))
    assert (own.username, own.member.name, own.ip_address) == (known.id, HOLDER, "127.0.0.1")
    members = read_members(BytesIO(ask(secret, "members").content))
    assert [one.name for one in members] == [hotline.name, HOLDER] and members[1] == own.member


def test_it_tells_entries_with_what_the_format_can_say(secret, ask, shared, node_client, hotline):
    picture, code, other = pdq(90), md5(), GivenFingerprint(FingerprintKind.SHA1, "1b" * 20)
    image, film = shared(picture, code, sha256()), shared(other)
    # Nothing of it is a kind of this format, or good enough to be matched.
    shared(sha256()), shared(pdq(49))

    first, last = pulled(ask, node_client, secret)

    assert (first.media, first.id, first.member.name) == ("image", image.id, hotline.name)
    assert [(one.kind, one.value) for one in first.fingerprints] == [
        ("PDQ", picture.value),
        ("MD5", code.value),
    ]
    assert (last.media, last.id) == ("video", film.id) and first.classification in ("A1", "A2", "B1", "B2")
    assert first.feedback is None


def test_page_by_page_it_is_the_same_and_numbers_say_how_much_there_is(secret, ask, shared, node_client):
    entries = [shared(md5()).id for _ in range(5)]
    words = {"from": EPOCH, "to": shortly_before(), "size": "2"}
    _some, following = page(ask(secret, "entries", words))
    assert "start=3&size=2&max=5&place=" in following
    assert [one.id for one in pulled(ask, node_client, secret, size="2")] == entries


def test_a_withdrawal_is_a_tombstone_for_whoever_goes_on_from_there(
    secret, ask, shared, reviewer, node_client
):
    gone, stays = shared(md5()), shared(md5())
    until = shortly_before()
    assert {one.id for one in pulled(ask, node_client, secret, until=until)} == {gone.id, stays.id}

    withdraw_entry(gone, MISTAKE, actor=reviewer)

    later = pulled(ask, node_client, secret, since=until)
    assert {(one.id, one.deleted, one.fingerprints) for one in later} == {(gone.id, True, ())}
    # Whoever begins only now is told no more.
    with clock.at(clock.now() + timedelta(seconds=20)):
        whole = {one.id: one.deleted for one in pulled(ask, node_client, secret)}
    assert whole == {gone.id: True, stays.id: False}


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


def test_its_canaries_are_in_it(opened, signed, shared, ask, node_client):
    secret = opened()
    entries = [shared(md5()) for _ in range(4)]
    signed()
    found = {one.id for one in pulled(ask, node_client, secret)}
    assert len(found) == 4 + 3 and found > {one.id for one in entries}


def test_every_page_leaves_its_line(secret, ask, shared, node_client, trail):
    code = md5()
    shared(code), shared(md5())
    pulled(ask, node_client, secret, size="1")
    lines = trail("federation.list_pulled")
    assert [facts_of(line)["changes"] for line in lines] == [1, 1]
    assert code.value not in "".join(line.body for line in lines)
    assert Agreement.objects.get().given == 2 and AccessKey.objects.get().last_used_at


def test_without_its_line_nothing_is_given(secret, shared, ask):
    shared(md5())
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {Line._meta.db_table} RENAME TO out_of_reach")
    answer = ask(secret, "entries", {"from": EPOCH, "to": shortly_before()})
    assert answer.status_code == 503 and b"fingerprint" not in answer.content


ADULT = VoteReason.ADULT


def test_a_vote_is_counted_and_told_to_the_others_without_a_name(
    secret, opened, signed, shared, ask, vote, node_client, known, trail
):
    entry = shared(md5(), pdq(90))
    until = shortly_before()
    [told] = [one for one in pulled(ask, node_client, secret, until=until) if one.id == entry.id]

    assert vote(secret, told, "MD5").status_code == 200
    assert vote(secret, told, "PDQ", guid_of(ADULT.value, "PDQ")).status_code == 200

    [mine] = Vote.objects.all()
    assert (mine.holder, mine.up, mine.reason, mine.voter_id) == (HOLDER, False, ADULT, None)
    [line, _] = trail("federation.feedback_given")
    assert facts_of(line) == {"entry": entry.id, "kind": "md5", "up": True}
    other = opened(holder="Another")
    signed(holder="Another")
    [seen] = [one for one in pulled(ask, node_client, other) if one.id == entry.id]
    up, down = sorted(
        (each for each in seen.feedback.opinions if hasattr(each, "votes") or each.against[0].votes),
        key=lambda each: not hasattr(each, "votes"),
    )[:1] + [each for each in seen.feedback.opinions if each.kind == "PDQ"]
    assert up.kind == "MD5" and [one.name for one in up.votes[0].members] == ["Another receiver"]
    assert down.against[0].reason.guid == guid_of("adult", "PDQ")
    # The receiver itself finds its own name, and the agency says that somebody doubts it.
    [again] = [one for one in pulled(ask, node_client, secret, since=until) if one.id == entry.id]
    names = [
        one.name
        for opinion in again.feedback.opinions
        if opinion.kind == "PDQ"
        for against in opinion.against
        for votes in against.votes
        for one in votes.members
    ]
    assert names == [HOLDER, known.owner.name]


def test_who_changes_its_mind_has_one_vote(secret, shared, ask, vote, node_client):
    shared(md5())
    [told] = pulled(ask, node_client, secret)
    for guids, up in (((guid_of("adult", "MD5"),), False), ((), True)):
        assert vote(secret, told, "MD5", *guids).status_code == 200
        assert [one.up for one in Vote.objects.all()] == [up]
    assert [one.reasons for one in Feedback.objects.all()] == [[]]


def test_a_canary_takes_a_vote_like_any_other_entry(opened, signed, shared, ask, vote, node_client, known):
    secret = opened()
    entries = [shared(md5()) for _ in range(3)]
    signed()
    until = shortly_before()
    told = pulled(ask, node_client, secret, until=until)
    [invented, *_] = [one for one in told if one.id not in {entry.id for entry in entries}]
    real = next(one for one in told if one.id == entries[0].id)

    answers = [vote(secret, one, "MD5", guid_of("adult", "MD5")) for one in (real, invented)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    later = {one.id: one for one in pulled(ask, node_client, secret, since=until)}
    assert set(later) == {real.id, invented.id}
    opinions = [[each.kind for each in one.feedback.opinions] for one in later.values()]
    assert opinions[0] == opinions[1] and Vote.objects.count() == 1
    assert Canary.objects.get(entry_id=invented.id).doubted


def test_a_vote_on_what_is_not_there_is_refused(
    secret, shared, ask, vote, node_client, first, second, known, reviewer
):
    shared(md5())
    [told] = pulled(ask, node_client, secret)
    proposed = propose_entry(a_confirmed_item(first, second), known, actor=first)
    assert vote(secret, told, "MD5", entry_id=new_id("ent")).status_code == 404
    assert vote(secret, told, "MD5", entry_id=proposed.id).status_code == 404
    for word in ("x", "\0", "ent_" + "é" * 26):
        assert vote(secret, told, "MD5", entry_id=word).status_code == 404
    assert vote(secret, told, "MD5", member=told.member.id + 1).status_code == 404
    assert vote(secret, told, "PDQ").status_code == vote(secret, told, "md5").status_code == 404
    assert vote(secret, told, "MD5", guid_of("adult", "PDQ")).status_code == 422
    for body, status in ((b"", 400), (b"<x/>", 400), (b"<feedbackSubmission>", 400), (b" " * 70_000, 413)):
        assert vote(secret, told, "MD5", body=body).status_code == status
    entity = b'<!DOCTYPE a [<!ENTITY b "c">]><feedbackSubmission><affirmative>&b;</affirmative></feedbackSubmission>'
    assert vote(secret, told, "MD5", body=entity).status_code == 400
    withdraw_entry(ListEntry.objects.get(pk=told.id), MISTAKE, actor=reviewer)
    assert vote(secret, told, "MD5").status_code == 409
    assert not Vote.objects.exists() and not Feedback.objects.exists()


def test_the_reasons_are_the_same_at_every_node(secret, ask):
    found = read_reasons(BytesIO(ask(secret, "reasons", kind="PDQ").content))
    assert {one.guid for one in found} == {guid_of(reason.value, "PDQ") for reason in reasons.AGAINST}
    assert "a blank or everyday picture matches" in {one.name for one in found}
    assert guid_of("adult", "PDQ") == "36918b31-72cd-5b86-a065-a08e7f1e2625"
    assert ask(secret, "reasons", kind="UNKNOWN").status_code == 404


def test_a_list_of_harmless_material_is_not_told_as_known(secret, shared, ask, reviewer, known):
    shared(md5())
    set_matching(known, matching=True, radius=9, stance=Stance.HARMLESS, actor=reviewer)
    answer = ask(secret, "entries", {"from": EPOCH, "to": shortly_before()})
    assert answer.status_code == 409 and b"md5" not in answer.content


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"from": EPOCH},
        {"from": "yesterday", "to": EPOCH},
        {"from": "2026-11-22T05:00:00Z", "to": EPOCH},
        {"from": EPOCH, "to": "2199-01-01T00:00:00Z"},
        {"from": EPOCH, "to": EPOCH, "size": "-1"},
        {"from": EPOCH, "to": EPOCH, "start": "5"},
    ],
)
def test_a_question_that_is_none_says_why(secret, ask, words):
    answer = ask(secret, "entries", words)
    assert answer.status_code == 400 and len(answer.content) > 10


def test_a_place_of_another_receiver_is_none(secret, opened, signed, shared, ask, node_client):
    shared(md5()), shared(md5())
    other = opened(holder="Another")
    signed(holder="Another")
    words = {"from": EPOCH, "to": shortly_before(), "size": "1"}
    _some, following = page(ask(other, "entries", words))
    for address in (following, following.replace("place=", "place=x"), following + "é" * 300):
        assert ask_at(node_client, secret, "/hashsharing" + address).status_code == 422


@pytest.mark.parametrize("name", ["status", "members", "entries", "reasons"])
def test_whatever_is_missing_the_answer_is_the_same(secret, opened, signed, ask, reviewer, name):
    """No credentials, a wrong key, an unknown list, a foreign one, no agreement, one that is over or ended."""
    parts: dict[str, Any] = {"kind": "MD5"} if name == "reasons" else {}
    words = {"from": EPOCH, "to": shortly_before()} if name == "entries" else None
    other = a_list(reviewer, "Another")
    stranger = opened(other, holder="Somebody else")
    answers = [
        ask(secret, name, words, raw="none", **parts),
        ask(secret, name, words, raw=f"Bearer {secret}", **parts),
        ask(secret, name, words, raw="Basic x", **parts),
        ask(secret, name, words, raw="Basic " + b64encode(b"\xff:\xff").decode(), **parts),
        ask("seawall_wrong", name, words, **parts),
        ask("", name, words, **parts),
        ask(secret, name, words, of=new_id("lst"), **parts),
        ask(secret, name, words, of=other.id, **parts),
        ask(secret, name, words, of="é", **parts),
        ask(stranger, name, words, of=other.id, **parts),
        ask(stranger, name, words, **parts),
    ]
    assert ask(secret, name, words, **parts).status_code == 200
    end_agreement(Agreement.objects.get(), actor=reviewer)
    answers.append(ask(secret, name, words, **parts))
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    assert answers[0]["WWW-Authenticate"].startswith("Basic")


def test_a_key_for_other_doors_does_not_open_this_one(opened, ask):
    assert ask(opened(scopes=(Scope.MATCH,)), "status").status_code == 403


def test_it_can_be_asked_only_so_often(secret, ask, monkeypatch):
    monkeypatch.setattr(door, "LIMITS", Limits(2, 5))
    assert [ask(secret, "status").status_code for _ in range(3)] == [200, 200, 429]
    assert int(ask(secret, "status")["Retry-After"]) <= 60


def test_nobody_notes_a_moment_or_gives_feedback_for_another(secret, opened, shared, reviewer):
    entry = shared(md5())
    agreement, key = Agreement.objects.get(), held_key(secret)
    other = held_key(opened(holder="Somebody else"))
    now = clock.now()
    for who, actor in ((other, other.actor), (key, reviewer), (key, other.actor), (key, None)):
        with pytest.raises(NotFound):
            note_moment(agreement, now, until=now, key=who, actor=actor)
        with pytest.raises(NotFound):
            give_feedback(agreement, entry.id, kind="md5", against=(), key=who, actor=actor)
    assert not Feedback.objects.exists() and not Moment.objects.exists()
