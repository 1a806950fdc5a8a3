from seawall.audit.queries import TrailLine
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.ids import new_id
from seawall.core.web_addresses import parse_address
from seawall.desk.history import runs_of
from seawall.reports.actions import assess_bundle, take_lock
from seawall.reports.tests.makers import a_bundle, a_page, labels_for, subject_of
from seawall.takedown import actions as takedown
from seawall.takedown.tests.makers import found


def timeline(client, bundle):
    return client.get(f"/bundles/{bundle.id}/timeline/")


def a_way_to_removal(owner, actor):
    url = a_page()
    bundle = a_bundle(owner, place=url)
    take_lock(bundle, actor=actor)
    assess_bundle(bundle, labels_for(bundle), actor=actor)
    node = Actor.system(owner.id)
    subject = subject_of(bundle)
    location = takedown.open_location(
        parse_address(url), subject_id=subject.id, bundle_id=bundle.id, actor=node
    )
    takedown.keep_trace(location, found(), actor=node)
    takedown.close_gone(location, actor=node)
    return bundle, url


def test_it_tells_the_whole_way_in_order(mara, hotline, staff_client, actor_of):
    bundle, url = a_way_to_removal(hotline, actor_of(mara))
    page = timeline(staff_client(mara), bundle).content.decode()
    deeds = ["Report received", "Taken in hand", "Bundle assessed", "Location opened", "Traced", ">Gone<"]
    assert [page.index(deed) for deed in deeds] == sorted(page.index(deed) for deed in deeds)
    assert "Mara" in page
    assert url not in page and "pictures.example" not in page


def test_the_stranger_finds_no_such_bundle(mara, hotline, stranger, staff_client, actor_of):
    bundle, _url = a_way_to_removal(hotline, actor_of(mara))
    assert timeline(staff_client(stranger), bundle).status_code == 404


def test_the_auditor_reads_the_trail_instead(hotline, otto, staff_client):
    assert timeline(staff_client(otto), a_bundle(hotline)).status_code == 403


def line(what: str, **facts: str) -> TrailLine:
    return TrailLine(new_id("evt"), 1, clock.now(), what, "system", "system", "loc_x", "", facts)


def test_checks_in_a_row_are_one_entry_until_something_else_is_seen():
    lines = [line("check.kept", standing="up")] * 3 + [
        line("check.kept", standing="gone"),
        line("location.gone"),
    ]
    assert [len(run) for run in runs_of(lines)] == [3, 1, 1]
