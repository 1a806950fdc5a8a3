"""The abuse desk of a provider: it sees its own and acts on it; another provider on the same node sees nothing of it."""

import csv
import html
import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.core.errors import Refused
from seawall.desk.tests.providers import CONTACT, HOLDER, a_key, a_key_and_secret
from seawall.desk.transparency import COLUMNS
from seawall.material.models import AskedDay
from seawall.people.actions import add_staff, end_assignment, flag_access_key
from seawall.people.models import AccessKey, Agency, Staff
from seawall.people.queries import assignments_for, held_key
from seawall.people.states import AssignmentKind
from seawall.people.tests.providers import a_provider, assigned
from seawall.takedown import actions
from seawall.takedown.models import Answer, Location, Notice
from seawall.takedown.states import AnswerKind, LocationState, ObjectionOutcome, ObjectionReason
from seawall.takedown.tests import makers

Actors = Callable[..., Actor]
URL = "https://bilder.example/a/1"
PAGES = ("notices", "reports", "keys", "objections", "figures", "figures_file")


def person_of(provider: Agency, name: str) -> Staff:
    email = f"{name.lower()}@{provider.id[-6:]}.example"
    system = Actor.system(provider.id)
    return add_staff(provider, email, name=name, duties=(Duty.ABUSE_DESK,), actor=system)


@pytest.fixture
def ravi(db: None) -> Staff:
    return person_of(a_provider("Hafen Hosting"), "Ravi")


@pytest.fixture
def rival(db: None) -> Staff:
    return person_of(a_provider("Deich Server"), "Dora")


@pytest.fixture
def notice(mara: Staff, ada: Staff, ravi: Staff, actor_of: Actors) -> Notice:
    """The hotline has written to a contact that it has assigned to Ravi's agency."""
    assigned(actor_of(ada), ravi.agency, CONTACT)
    return makers.sent(actor_of(mara), URL)


@pytest.fixture
def key(ada: Staff, ravi: Staff, actor_of: Actors) -> AccessKey:
    key = a_key(actor_of(ada))
    assigned(actor_of(ada), ravi.agency, HOLDER, AssignmentKind.HOLDER)
    return key


@pytest.fixture
def desk(staff_client: Callable[..., Any], ravi: Staff) -> Any:
    return staff_client(ravi)


def location_of(notice: Notice) -> str:
    return str(notice.lines.get().location_id)


def says(desk: Any, notice: Notice, **given: str) -> Any:
    sent = {"location": location_of(notice), "kind": "removed", **given}
    return desk.post(desk.at("desk:abuse_answer", notice_id=notice.id), sent)


def text(desk: Any, name: str, **parts: str) -> str:
    page = desk.get(desk.at(f"desk:abuse_{name}", **parts))
    assert page.status_code == 200
    return str(page.content.decode())


def hand_in(node_client: Any, secret: str, reference: str = "ticket 1", **more: Any) -> str:
    """As a provider's machine does it."""
    body = {"reference": reference, "about": "pictures", "urls": ["https://pictures.example/1"], **more}
    headers = {"Authorization": f"Bearer {secret}"}
    url = node_client.at("api:reports")
    answer = node_client.post(url, body, content_type="application/json", headers=headers)
    assert answer.status_code == 200, answer.content
    return str(answer.json()["id"])


def test_it_sees_its_notice_masked(desk: Any, notice: Notice) -> None:
    listed = text(desk, "notices")
    assert "Meldestelle Nord" in listed and "waits for 0 hours" in listed
    shown = text(desk, "notice", notice_id=notice.id)
    assert "hxxps://bil" in shown and URL not in shown and "bilder.example" not in shown


def test_it_waits_on_the_first_page(desk: Any, notice: Notice) -> None:
    assert f"/abuse/notices/{notice.id}/" in desk.get("/").content.decode()
    says(desk, notice)
    assert f"/abuse/notices/{notice.id}/" not in desk.get("/").content.decode()


def test_it_reveals_and_both_trails_say_so(desk: Any, notice: Notice, ravi: Staff) -> None:
    page = desk.post(desk.at("desk:abuse_reveal", notice_id=notice.id))
    assert URL in page.content.decode()
    kept = Line.objects.filter(what__startswith="notice.revealed", subject_id=notice.id)
    assert {(line.agency_id, line.actor_id) for line in kept} == {
        (notice.owner_id, notice.id),
        (ravi.agency_id, ravi.id),
    }


def test_it_answers_as_by_the_link(desk: Any, notice: Notice, ravi: Staff) -> None:
    assert says(desk, notice, kind="removed").status_code == 302
    assert Answer.objects.get().kind == "removed" and Answer.objects.get().owner_id == notice.owner_id
    kept = Line.objects.filter(what__startswith="notice.answered", subject_id=notice.id)
    assert {(line.agency_id, line.actor_id) for line in kept} == {
        (notice.owner_id, notice.id),
        (ravi.agency_id, ravi.id),
    }
    assert "answered" in text(desk, "notice", notice_id=notice.id)
    assert notice.id not in text(desk, "notices")


def test_an_objection_is_seen_until_it_is_decided(
    desk: Any, notice: Notice, rena: Staff, actor_of: Actors
) -> None:
    says(desk, notice, kind="objection", reason="lawful_use", words="<b>Paper</b>")
    listed = text(desk, "objections")
    assert "&lt;b&gt;Paper" in listed and "open" in listed
    actions.decide_objection(Answer.objects.get(), ObjectionOutcome.UPHELD, actor=actor_of(rena))
    assert "upheld" in text(desk, "objections")
    shown = text(desk, "notice", notice_id=notice.id)
    assert "withdrawn the notice for this address" in shown and "We object" not in shown


def test_a_second_objection_with_other_words_is_told_and_not_dropped(desk: Any, notice: Notice) -> None:
    says(desk, notice, kind="objection", reason="lawful_use", words="Paper")
    assert says(desk, notice, kind="objection", reason="lawful_use", words="Paper").status_code == 302
    again = says(desk, notice, kind="objection", reason="other", words="Card")
    assert again.status_code == 409 and "with other words" in again.content.decode()


def test_what_was_found_gone_without_an_answer_is_not_called_answered(desk: Any, notice: Notice) -> None:
    Location.objects.filter(lines__notice=notice).update(state=LocationState.GONE, gone_at=clock.now())
    listed = desk.get(desk.at("desk:abuse_notices"), {"show": "all"}).content.decode()
    for page in (listed, text(desk, "notice", notice_id=notice.id)):
        assert "no answer needed any more" in page and "answered" not in page
    says(desk, notice, kind="already_gone")
    assert "answered" in text(desk, "notice", notice_id=notice.id)


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "burned"},
        {"kind": ""},
        {"kind": "objection"},
        {"kind": "objection", "reason": "because"},
        {"kind": "not_ours", "who": "x" * 201},
        {"kind": "objection", "reason": "other", "words": "x" * 2001},
        {"location": "loc_00000000000000000000000000"},
        {"location": "' OR 1=1"},
        {"location": ""},
        {"kind": "not_ours", "who": "nul\x00"},
    ],
)
def test_a_bad_answer_is_said_and_nothing_is_kept(desk: Any, notice: Notice, said: dict[str, str]) -> None:
    assert says(desk, notice, **said).status_code == 422
    assert not Answer.objects.exists()


def test_another_provider_finds_nothing_anywhere(
    staff_client: Callable[..., Any],
    node_client: Any,
    notice: Notice,
    key: AccessKey,
    desk: Any,
    rival: Staff,
) -> None:
    """The cross-tenant walk: every page and the download of one provider, opened by the other on the same node."""
    says(desk, notice, kind="objection", reason="other", words="A square of paper.")
    AskedDay.objects.create(key_id=key.id, day=clock.now().date(), calls=9, fingerprints=909, exact=7)
    theirs = staff_client(rival)
    for name in PAGES:
        shown = text(theirs, name)
        for secret in (notice.id, key.id, "hxxps", "Meldestelle Nord", HOLDER, "A square", "909"):
            assert secret not in shown, (name, secret)
        assert name == "reports" or text(desk, name) != shown
    home = theirs.get("/").content.decode()
    assert notice.id not in home
    for method, name, parts in (
        ("get", "abuse_notice", {"notice_id": notice.id}),
        ("post", "abuse_answer", {"notice_id": notice.id}),
        ("post", "abuse_reveal", {"notice_id": notice.id}),
        ("post", "abuse_renew_key", {"key_id": key.id}),
    ):
        given = {"kind": "removed", "location": "all"}
        assert getattr(theirs, method)(theirs.at(f"desk:{name}", **parts), given).status_code == 404
    assert Answer.objects.count() == 1


def test_the_action_refuses_another_provider_too(
    notice: Notice, rival: Staff, mara: Staff, ada: Staff, actor_of: Actors
) -> None:
    """The pages are not the only way to a deed."""
    reply = actions.Reply(AnswerKind.REMOVED)
    location = notice.lines.get().location
    for person in (rival, mara, ada):
        with pytest.raises(Refused):
            actions.answer_at_desk(notice, location, reply=reply, actor=actor_of(person))
        with pytest.raises(Refused):
            actions.reveal_at_desk(notice, actor=actor_of(person))


def test_what_another_hotline_sends_to_the_same_contact_is_not_seen(
    desk: Any, ravi: Staff, stranger: Staff, notice: Notice, actor_of: Actors
) -> None:
    """Each agency says for itself what of its records is whose."""
    foreign = makers.sent(actor_of(stranger), "https://bilder.example/b/1")
    assert foreign.contact == notice.contact
    assert desk.get(desk.at("desk:abuse_notice", notice_id=foreign.id)).status_code == 404


def test_only_what_was_sent_to_it_and_is_not_closed(
    desk: Any, notice: Notice, mara: Staff, actor_of: Actors
) -> None:
    other = makers.sent(actor_of(mara), "https://bilder.example/a/2", contact="abuse@other.example")
    looks_alike = makers.sent(actor_of(mara), "https://bilder.example/a/3", contact="xabuse@host.example")
    draft = makers.drafted(actor_of(mara), "https://bilder.example/a/4")
    for one in (other, looks_alike, draft):
        assert desk.get(desk.at("desk:abuse_notice", notice_id=one.id)).status_code == 404
    actions.close_link(notice, actor=actor_of(mara))
    assert desk.get(desk.at("desk:abuse_notice", notice_id=notice.id)).status_code == 404
    assert says(desk, notice).status_code == 404


def test_a_domain_is_the_whole_domain_and_no_other(
    desk: Any, ravi: Staff, mara: Staff, ada: Staff, actor_of: Actors
) -> None:
    assigned(actor_of(ada), ravi.agency, "host.example", AssignmentKind.DOMAIN)
    contacts = ["Abuse@HOST.example", "legal@host.example", "abuse@ghost.example", "abuse@a.host.example"]
    found = []
    for number, contact in enumerate(contacts):
        sent = makers.sent(actor_of(mara), f"https://bilder.example/d/{number}", contact=contact)
        found.append(desk.get(desk.at("desk:abuse_notice", notice_id=sent.id)).status_code)
    assert found == [200, 200, 404, 404]
    listed = text(desk, "notices")
    assert len(set(re.findall(r"ntc_\w+", listed))) == 2


def test_ended_it_sees_nothing_any_more(
    desk: Any, ravi: Staff, ada: Staff, notice: Notice, actor_of: Actors
) -> None:
    for made in assignments_for(actor_of(ada)):
        end_assignment(made, actor=actor_of(ada))
    assert desk.get(desk.at("desk:abuse_notice", notice_id=notice.id)).status_code == 404
    assert says(desk, notice).status_code == 404 and notice.id not in text(desk, "notices")


def test_it_follows_its_own_reports_and_nobody_else_s(
    desk: Any, node_client: Any, data_folder: Path, ada: Staff, ravi: Staff, actor_of: Actors
) -> None:
    _key, mine = a_key_and_secret(actor_of(ada))
    _key, other = a_key_and_secret(actor_of(ada), "Deich Server")
    assigned(actor_of(ada), ravi.agency, HOLDER, AssignmentKind.HOLDER)
    own = hand_in(node_client, mine, "ticket 1", text="A square of paper, invented.")
    foreign = hand_in(node_client, other, "ticket 2", urls=["https://pictures.example/2"])
    test = hand_in(node_client, mine, "ticket 3", test=True)
    shown = text(desk, "reports")
    assert own in shown and foreign not in shown and test not in shown
    # What it wrote stays with whoever works on it.
    assert "square" not in shown and "pictures.example" not in shown
    assert table_of(desk)[0]["reports_handed_in"] == "1"


def test_the_keys_page_tells_counts_and_no_flag(
    desk: Any, key: AccessKey, ada: Staff, actor_of: Actors
) -> None:
    today = clock.now().date()
    AskedDay.objects.create(key_id=key.id, day=today, calls=3, fingerprints=1234, exact=5, near=6)
    AskedDay.objects.create(key_id=key.id, day=today - timedelta(days=40), calls=1, fingerprints=777)
    flag_access_key(key, actor=Actor.system(key.owner_id))
    shown = text(desk, "keys")
    assert key.id in shown and re.search(r"1\S?234", shown) and "777" not in shown
    assert "/api/v1/match" in shown
    # Who feels their way must not learn from the page that it was noticed.
    assert "look" not in shown.split("<main")[1].replace("looked up", "").lower()
    # It was not said that its people may.
    assert "Take a new secret" not in shown
    assert desk.post(desk.at("desk:abuse_renew_key", key_id=key.id)).status_code == 403


def test_a_new_secret_is_shown_once(desk: Any, ada: Staff, ravi: Staff, actor_of: Actors) -> None:
    key = a_key(actor_of(ada))
    assigned(actor_of(ada), ravi.agency, HOLDER, AssignmentKind.HOLDER, renews_keys=True)
    page = desk.post(desk.at("desk:abuse_renew_key", key_id=key.id))
    secret = re.search(r"seawall_[\w-]{43}", page.content.decode())
    assert secret and page["Cache-Control"] == "no-store"
    assert held_key(secret[0]).key_id == key.id
    assert secret[0] not in text(desk, "keys")


def table_of(desk: Any) -> list[dict[str, str]]:
    response = desk.get(desk.at("desk:abuse_figures_file"))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert re.search(
        r'attachment; filename="seawall-transparency-[\d-]+\.csv"', response["Content-Disposition"]
    )
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_the_table_counts_as_its_definitions_say(
    desk: Any, notice: Notice, key: AccessKey, mara: Staff, rena: Staff, actor_of: Actors
) -> None:
    now = clock.now()
    later = makers.sent(actor_of(mara), "https://bilder.example/a/2")
    waits = makers.sent(actor_of(mara), "https://bilder.example/a/3")
    Notice.objects.update(sent_at=now - timedelta(minutes=1))
    with clock.at(now + timedelta(hours=1)):
        answer(notice)
    with clock.at(now + timedelta(days=3)):
        answer(later, AnswerKind.OBJECTION)
    actions.decide_objection(
        Answer.objects.get(kind="objection"), ObjectionOutcome.REJECTED, actor=actor_of(rena)
    )
    AskedDay.objects.create(key_id=key.id, day=now.date(), calls=3, fingerprints=40, exact=5, near=6)
    assert waits.lines.count() == 1
    rows = table_of(desk)
    assert len(rows) == 13 and rows[0]["month"] == f"{now:%Y-%m}"
    counted = {name: sum(int(row[name]) for row in rows) for name in rows[0] if name not in LEFT}
    assert counted == {
        "notices_received": 3,
        "addresses_received": 3,
        "answered_within_24_hours": 1,
        "answered_within_7_days": 1,
        "answered_later": 0,
        "not_answered": 1,
        "objections_raised": 1,
        "objections_upheld": 0,
        "objections_refused": 1,
        "reports_handed_in": 0,
        "reports_complete": 0,
        "reports_led_to_action": 0,
        "fingerprints_looked_up": 40,
        "hits_exact": 5,
        "hits_near": 6,
    }
    assert rows[0]["median_hours_to_answer"] == "36.5" and rows[1]["median_hours_to_answer"] == ""


LEFT = ("month", "median_hours_to_answer")


def answer(notice: Notice, kind: AnswerKind = AnswerKind.REMOVED) -> None:
    reason = ObjectionReason.OTHER if kind == AnswerKind.OBJECTION else None
    provider = Actor.provider(notice.owner_id, notice.id)
    location = notice.lines.order_by("-position")[0].location
    actions.answer_notice(notice, location, reply=actions.Reply(kind, reason=reason), actor=provider)


def test_no_cell_of_the_file_can_be_taken_for_a_formula(desk: Any, notice: Notice) -> None:
    Agency.objects.filter(pk=notice.owner_id).update(name='=HYPERLINK("https://a.example")')
    content = desk.get(desk.at("desk:abuse_figures_file")).content.decode()
    for row in csv.reader(io.StringIO(content)):
        assert len(row) == len(COLUMNS) + 1
        assert all(re.fullmatch(r"([a-z0-9][a-z0-9_.-]*)?", cell) for cell in row), row


def test_each_number_is_defined_on_the_page(desk: Any, notice: Notice) -> None:
    shown = text(desk, "figures")
    for column in COLUMNS:
        assert str(column.definition) in html.unescape(shown)
    assert "What this is not" in shown


def test_a_desk_without_anything_is_told_what_to_do(desk: Any) -> None:
    assert "Ask the hotline" in text(desk, "notices") and "assigned" in text(desk, "keys")
    assert "objected" in text(desk, "objections") and "hand them in" in text(desk, "reports")


def test_garbage_in_the_address_is_nothing(desk: Any, notice: Notice) -> None:
    for before in ("\x00", "x" * 5000, "' OR 1=1", "%", notice.id):
        for name in ("abuse_notices", "abuse_reports"):
            page = desk.get(desk.at(f"desk:{name}"), {"before": before, "show": before})
            assert page.status_code == 200
    for bad in ("ntc_x", "loc_00000000000000000000000000", "x" * 3000):
        assert desk.get(desk.at("desk:abuse_notice", notice_id=bad)).status_code == 404
