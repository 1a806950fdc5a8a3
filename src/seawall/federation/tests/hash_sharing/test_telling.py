"""What is told: who there is, entries and tombstones, each page with its line in the trail."""

from datetime import timedelta
from io import BytesIO

from django.db import connection

from seawall.audit.models import Line
from seawall.core import clock
from seawall.federation.models import Agreement
from seawall.federation.tests.conftest import HOLDER, facts_of
from seawall.federation.tests.hash_sharing.pulling import EPOCH, page, pulled, shortly_before
from seawall.material.actions import set_matching, withdraw_entry
from seawall.material.states import (
    FingerprintKind,
    GivenFingerprint,
    Stance,
    WithdrawalReason,
)
from seawall.material.tests.make import md5, pdq, sha256
from seawall.people.models import AccessKey
from seawall.wire.hash_sharing import (
    read_members,
    read_status,
)

MISTAKE = WithdrawalReason.MISTAKE


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


def test_a_list_of_harmless_material_is_not_told_as_known(secret, shared, ask, reviewer, known):
    shared(md5())
    set_matching(known, matching=True, radius=9, stance=Stance.HARMLESS, actor=reviewer)
    answer = ask(secret, "entries", {"from": EPOCH, "to": shortly_before()})
    assert answer.status_code == 409 and b"md5" not in answer.content
