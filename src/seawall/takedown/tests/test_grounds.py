"""No notice calls anything unlawful without the law, the version of its table and the day."""

import json
from collections.abc import Callable
from email import message_from_bytes, policy

from seawall.core.actors import Actor
from seawall.core.jobs import settle
from seawall.core.web_addresses import parse_address
from seawall.material.states import Depiction
from seawall.people.models import Agency, Staff
from seawall.reports.actions import assess_bundle
from seawall.reports.tests.makers import a_bundle, labels_for
from seawall.takedown import actions
from seawall.takedown.grounds import Grounds, read_grounds
from seawall.takedown.models import Location, Notice
from seawall.takedown.tests.makers import GROUNDS, opened, sent

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


def test_without_an_assessment_nothing_is_claimed_and_no_class_is_made_up(
    mara: Staff, actor_of: ActorOf
) -> None:
    opened(actor_of(mara), "https://bilder.example/a/1", grounds=Grounds())
    notice = sent(actor_of(mara), "https://bilder.example/a/1", grounds=Grounds())
    assert "no class is on record" in _text(notice)
    assert _attachments(notice) == []


def test_opened_again_it_keeps_its_grounds(mara: Staff, actor_of: ActorOf) -> None:
    location = opened(actor_of(mara))
    again = actions.open_location(parse_address("https://bilder.example/a/1"), actor=actor_of(mara))
    assert again.grounds == location.grounds != {}
    assert opened(actor_of(mara), grounds=Grounds()).grounds == location.grounds


def test_depictions_are_never_named(mara: Staff, actor_of: ActorOf) -> None:
    text = _text(sent(actor_of(mara)))
    assert not any(str(label) in text for label in Depiction.labels)
