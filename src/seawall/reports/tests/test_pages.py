"""The pages of the desk as a browser gets them: no address in the clear, no word lost, keys beside the deeds."""

import re
from collections.abc import Callable
from typing import Any

from seawall.core.actors import Actor
from seawall.people.models import Agency, Staff
from seawall.reports.actions import ask_second_opinion, take_lock, write_to_us
from seawall.reports.models import Bundle
from seawall.reports.tests.makers import TO_REMOVE, a_bundle, a_report, labels_for, subject_of

ActorOf = Callable[..., Actor]


def typed_labels(bundle: Bundle) -> dict[str, str]:
    return {f"{subject_of(bundle).id}-{name}": value for name, value in TO_REMOVE.as_dict().items()}


def test_the_worklist_shows_masks_and_keys(hotline: Agency, mara: Staff, staff_client: Any) -> None:
    bundle = a_bundle(hotline, place="https://pictures.example/album/7", danger="now")
    client = staff_client(mara)
    page = client.get(client.at("reports:worklist")).content.decode()
    assert bundle.short in page and "hxxps://pic…/…" in page
    assert "pictures.example" not in page
    assert 'data-key="n"' in page


def test_an_empty_worklist_says_so(mara: Staff, staff_client: Any) -> None:
    client = staff_client(mara)
    assert "Nothing waits here" in client.get(client.at("reports:worklist")).content.decode()
    assert (
        "Show the whole worklist" in client.get(client.at("reports:worklist") + "?only=mine").content.decode()
    )


def test_a_bundle_is_assessed_with_the_keyboard_alone(
    hotline: Agency, mara: Staff, staff_client: Any
) -> None:
    bundle, following = a_bundle(hotline), a_bundle(hotline)
    client = staff_client(mara)
    page = client.get(client.at("reports:bundle", bundle_id=bundle.id)).content.decode()
    keys = re.findall(r'data-key="([^"]+)"', page)
    assert {"j", "l", "s", "e", "u", "h", "y", "1", "a", "q", "t"} <= set(keys)
    assert len(keys) == len(set(keys)), "one key, one deed"

    response = client.post(client.at("reports:assess", bundle_id=bundle.id), typed_labels(bundle))
    assert response.status_code == 302
    followed = client.get(response["Location"])
    assert following.id in followed["Location"]
    bundle.refresh_from_db()
    assert bundle.outcome == "removal"


def test_half_a_labelling_is_shown_again(hotline: Agency, mara: Staff, staff_client: Any) -> None:
    bundle = a_bundle(hotline)
    typed = typed_labels(bundle)
    typed.pop(f"{subject_of(bundle).id}-age")
    client = staff_client(mara)
    response = client.post(client.at("reports:assess", bundle_id=bundle.id), typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert "Please choose one of the answers." in page
    assert re.search(r'value="yes"[^>]*checked', page)


def test_what_the_house_refuses_is_said_on_the_page(hotline: Agency, mara: Staff, staff_client: Any) -> None:
    bundle = a_bundle(hotline)
    client = staff_client(mara)
    response = client.post(client.at("reports:assess", bundle_id=bundle.id), {})
    assert response.status_code == 422
    assert "Please label each subject, or choose an outcome." in response.content.decode()


def test_the_second_person_sees_nothing_of_the_first_opinion(
    hotline: Agency, mara: Staff, mika: Staff, staff_client: Any, actor_of: ActorOf
) -> None:
    bundle = a_bundle(hotline)
    ask_second_opinion(bundle, labels_for(bundle), actor=actor_of(mara))
    client = staff_client(mika)
    page = client.get(client.at("reports:bundle", bundle_id=bundle.id)).content.decode()
    assert "You do not see the first one" in page
    checked = re.findall(r'name="[^"]*-(\w+)" value="\w+"[^>]*checked', page)
    assert set(checked) <= {"confidence"}
    own = staff_client(mara)
    assert (
        "You gave the first opinion"
        in own.get(own.at("reports:bundle", bundle_id=bundle.id)).content.decode()
    )


def test_danger_hides_the_assessment_until_it_is_acknowledged(
    hotline: Agency, mara: Staff, staff_client: Any
) -> None:
    bundle = a_bundle(hotline, danger="now")
    client = staff_client(mara)
    address = client.at("reports:bundle", bundle_id=bundle.id)
    page = client.get(address).content.decode()
    assert "A child may be in danger now" in page and "Save and next" not in page
    client.post(client.at("reports:acknowledge_danger", bundle_id=bundle.id), {"informed": "police"})
    assert "Save and next" in client.get(address).content.decode()


def test_a_revealed_value_stands_on_that_answer_alone(
    hotline: Agency, mara: Staff, staff_client: Any
) -> None:
    bundle = a_bundle(hotline, place="https://pictures.example/album/7")
    client = staff_client(mara)
    reveal = client.at("reports:reveal_subject", subject_id=subject_of(bundle).id)
    page = client.post(reveal, {"purpose": "assess"}).content.decode()
    assert "https://pictures.example/album/7" in page
    again = client.get(client.at("reports:bundle", bundle_id=bundle.id)).content.decode()
    assert "pictures.example" not in again


def test_a_stale_factor_is_asked_for_first(hotline: Agency, mara: Staff, staff_client: Any) -> None:
    client = staff_client(mara, fresh=False)
    reveal = client.at("reports:reveal_subject", subject_id=subject_of(a_bundle(hotline)).id)
    response = client.post(reveal, {"purpose": "assess"})
    assert response.status_code == 302
    assert response["Location"].startswith("/account/confirm/")


def test_what_a_colleague_has_in_hand_says_so(
    hotline: Agency, mara: Staff, mika: Staff, staff_client: Any, actor_of: ActorOf
) -> None:
    bundle = take_lock(a_bundle(hotline), actor=actor_of(mika))
    client = staff_client(mara)
    page = client.get(client.at("reports:bundle", bundle_id=bundle.id)).content.decode()
    assert "in hand: Mika" in page and "Save and next" not in page
    assert client.post(client.at("reports:take_lock", bundle_id=bundle.id)).status_code == 409


def test_letters_and_contact_are_opened_by_a_deed(hotline: Agency, mara: Staff, staff_client: Any) -> None:
    report = a_report(hotline, contact="cleo@visitors.example", text="<b>bold</b>")
    message = write_to_us(report.id, "A letter.", token="a token", actor=Actor.reporter(hotline.id))
    assert message is not None
    client = staff_client(mara)
    address = client.at("reports:bundle", bundle_id=report.bundle_id)
    page = client.get(address).content.decode()
    assert "A letter." not in page and "cleo@" not in page and "<b>bold" not in page
    client.post(client.at("reports:read_message", message_id=message.id))
    assert "A letter." in client.get(address).content.decode()
    contact = client.post(client.at("reports:reveal_contact", report_id=report.id), {"purpose": "answer"})
    assert "cleo@visitors.example" in contact.content.decode()
