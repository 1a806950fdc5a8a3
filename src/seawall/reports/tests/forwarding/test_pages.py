"""Tiplines and forwarded bundles on the pages of the desk."""

from typing import Any

from seawall.people.models import Staff
from seawall.reports.forwarding.walking import forward_due
from seawall.reports.models import Bundle, Forwarding, Tipline
from seawall.reports.tests.forwarding.makers import MD5, PAGE, now
from tests.peers.tipline import PASSWORD, USER, TiplinePeer


def test_an_analyst_forwards_a_bundle_on_its_page(
    peer: TiplinePeer, tipline: Tipline, bundle: Bundle, mara: Staff, staff_client: Any
) -> None:
    client = staff_client(mara)
    path = client.at("reports:forward_bundle", bundle_id=bundle.id)
    form = client.get(path).content.decode()
    assert "hxxps://pic…/…" in form and PAGE not in form and MD5 not in form
    ids = list(bundle.subjects.values_list("id", flat=True))
    sent = {"tipline": tipline.id, "incident": "material", "at": "2026-11-20T10:00", "subjects": ids}
    wrong = client.post(path, {**sent, "at": "2199-01-01T10:00"})
    assert wrong.status_code == 422 and "This lies in the future." in wrong.content.decode()
    assert client.post(path, sent).status_code == 302
    one = now(Forwarding.objects.get())
    page = client.at("reports:forwarding", forwarding_id=one.id)
    assert "to be sent" in client.get(page).content.decode()
    forward_due()
    number = str(Forwarding.objects.get().number)
    for path in (page, client.at("reports:forwardings"), client.at("reports:bundle", bundle_id=bundle.id)):
        shown = client.get(path).content.decode()
        assert number in shown and PAGE not in shown and shown.count('aria-current="page"') <= 2
    # By the code that every other page calls it by.
    assert f">{bundle.short}</a>" in client.get(page).content.decode()
    again = client.post(client.at("reports:forward_bundle", bundle_id=bundle.id), sent)
    assert again.status_code == 409


def test_an_administrator_adds_a_tipline_and_sends_a_test(
    peer: TiplinePeer, ada: Staff, staff_client: Any
) -> None:
    client = staff_client(ada)
    given = {"name": "Tests", "contact": "desk@hotline.example", "user": USER, "password": PASSWORD}
    sent = {**given, "place": "another", "address": peer.url, "test": "on"}
    assert client.post(client.at("reports:add_tipline"), sent).status_code == 302
    one = Tipline.objects.get()
    assert one.test and one.place == "" and PASSWORD not in one.credentials
    client.post(client.at("reports:send_test", tipline_id=one.id))
    forward_due()
    assert len(peer.filed) == 1
    page = client.get(client.at("reports:tipline", tipline_id=one.id)).content.decode()
    changing = client.get(client.at("reports:change_tipline", tipline_id=one.id)).content.decode()
    assert PASSWORD not in page + changing and "filed" in page
    peer.password = "blue-cup-8"
    client.post(client.at("reports:send_test", tipline_id=one.id))
    forward_due()
    assert "Tiplines in trouble" in client.get(client.at("desk:home")).content.decode()
    changed = {"contact": "desk@hotline.example", "user": USER, "password": "blue-cup-8"}
    assert client.post(client.at("reports:change_tipline", tipline_id=one.id), changed).status_code == 302
    forward_due()
    assert len(peer.filed) == 2


def test_what_needs_a_person_stands_on_the_home_of_who_works_on_reports(
    unsure: Forwarding, mara: Staff, staff_client: Any
) -> None:
    client = staff_client(mara)
    assert unsure.short in client.get(client.at("desk:home")).content.decode()
    page = client.get(client.at("reports:forwarding", forwarding_id=unsure.id)).content.decode()
    assert "It was filed" in page and "It was not: send it anew" in page and "Withdraw<" not in page
