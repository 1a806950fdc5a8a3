"""No notice calls anything unlawful without the law, the version of its table and the day."""

import json
from collections.abc import Callable
from email import message_from_bytes, policy

import pytest

from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.core.jobs import settle
from seawall.core.web_addresses import parse_address
from seawall.material.states import Depiction
from seawall.people.models import Agency, Staff
from seawall.reports.actions import assess_bundle
from seawall.reports.tests.makers import a_bundle, labels_for
from seawall.takedown import actions, queries
from seawall.takedown.grounds import Grounds, read_grounds
from seawall.takedown.models import Location, Notice
from seawall.takedown.states import DropReason, NoticeState
from seawall.takedown.tests.makers import GROUNDS, drafted, found, opened, sent, traced
from seawall.wire.xarf import Classification

ActorOf = Callable[..., Actor]


def _attachments(notice: Notice) -> list[dict[str, object]]:
    letter = message_from_bytes(bytes(notice.letter), policy=policy.default)
    return [json.loads(part.get_content()) for part in letter.iter_attachments()]


def _text(notice: Notice) -> str:
    letter = message_from_bytes(bytes(notice.letter), policy=policy.default)
    return " ".join(letter.get_body(("plain",)).get_content().split())


def test_it_takes_the_grounds_from_the_assessment(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline, place="https://pictures.example/album/7")
    assess_bundle(bundle, labels_for(bundle), actor=actor_of(mara))
    settle()
    grounds = read_grounds(Location.objects.get().grounds)
    assert {one.scheme for one in grounds.reasons} & {"de-184b", "de-184c"}
    assert all(one.version and one.computed_at for one in grounds.reasons)


def test_a_notice_says_law_version_and_day_beneath_the_address(mara: Staff, actor_of: ActorOf) -> None:
    notice = sent(actor_of(mara), country="NL")
    reason = GROUNDS.reasons[0]
    assert f"version 1: paragraph 1 no. 1 letter a (assessed on {reason.computed_at:%Y-%m-%d})" in _text(
        notice
    )
    assert [one["classification"] for one in _attachments(notice)] == ["A1"]


def test_in_the_language_of_the_letter(mara: Staff, actor_of: ActorOf) -> None:
    assert "Absatz 1 Nr. 1 Buchstabe a (bewertet am " in _text(sent(actor_of(mara), country="DE"))


def test_where_no_class_of_the_format_fits_none_is_made_up_for_machines(
    mara: Staff, actor_of: ActorOf
) -> None:
    notice = sent(actor_of(mara), grounds=Grounds(GROUNDS.reasons))
    assert "(assessed on" in _text(notice)
    assert _attachments(notice) == []


def test_what_nobody_assessed_gets_no_notice(mara: Staff, actor_of: ActorOf) -> None:
    """Every letter says that a trained person assessed what it names."""
    location = traced(actor_of(mara), grounds=Grounds(classification=Classification.A1))
    with pytest.raises(WrongState, match="assess"):
        actions.draft_notice(location, actor=actor_of(mara))
    assert not queries.ready_to_notify_for(actor_of(mara)).exists()
    opened(actor_of(mara), grounds=GROUNDS)
    assert queries.ready_to_notify_for(actor_of(mara)).get() == location
    assert actions.draft_notice(location, actor=actor_of(mara)).lines.get().location == location


def test_a_draft_takes_only_what_was_assessed_and_names_the_others(mara: Staff, actor_of: ActorOf) -> None:
    assessed = traced(actor_of(mara), "https://bilder.example/assessed")
    left = traced(actor_of(mara), "https://bilder.example/left", grounds=Grounds())
    traced(actor_of(mara), "https://bilder.example/other", Grounds(), contact="abuse@other.example")
    notice = actions.draft_notice(assessed, actor=actor_of(mara))
    assert notice.lines.get().location == assessed
    assert queries.left_out_of(notice, actor_of(mara)).get() == left


def test_what_lost_its_grounds_since_the_draft_is_not_sent(mara: Staff, actor_of: ActorOf) -> None:
    location = drafted(actor_of(mara)).lines.get().location
    Location.objects.update(grounds={})
    notice = press_send(location, actor_of(mara))
    assert notice.state == NoticeState.DROPPED and notice.letter is None
    assert notice.lines.get().drop_reason == DropReason.NOT_ASSESSED


def press_send(location: Location, actor: Actor) -> Notice:
    notice = Notice.objects.get(lines__location=location)
    actions.send_notice(notice, actor=actor)
    return actions.seal_notice(notice, {location.id: found()}, actor=Actor.system(actor.agency_id))


def test_the_page_leads_to_the_assessment(mara: Staff, hotline: Agency, staff_client, actor_of) -> None:
    location = traced(actor_of(mara), grounds=Grounds())
    client, path = staff_client(mara), f"/takedown/locations/{location.id}"
    page = client.get(path).content.decode()
    assert "Nobody has assessed it here" in page and "Draft the notice" not in page
    assert client.at("reports:take_report") in page
    assert client.post(f"{path}/notice").status_code == 409
    bundle = a_bundle(hotline)
    location.subjects.create(subject_id="sub_one", bundle_id=bundle.id)
    assert f"/reports/bundles/{bundle.id}/" in client.get(path).content.decode()


def test_the_page_of_a_draft_says_what_it_leaves_out(mara: Staff, staff_client, actor_of) -> None:
    notice = drafted(actor_of(mara))
    left = traced(actor_of(mara), "https://bilder.example/left", grounds=Grounds())
    page = staff_client(mara).get(f"/takedown/notices/{notice.id}").content.decode()
    assert "Left out: nobody has assessed" in page and left.id in page


def test_opened_again_it_keeps_its_grounds(mara: Staff, actor_of: ActorOf) -> None:
    location = opened(actor_of(mara))
    again = actions.open_location(parse_address("https://bilder.example/a/1"), actor=actor_of(mara))
    assert again.grounds == location.grounds != {}
    assert opened(actor_of(mara), grounds=Grounds()).grounds == location.grounds


def test_depictions_are_never_named(mara: Staff, actor_of: ActorOf) -> None:
    text = _text(sent(actor_of(mara)))
    assert not any(str(label) in text for label in Depiction.labels)
