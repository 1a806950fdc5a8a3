import json

import pytest

from seawall.audit.models import Line
from seawall.reports.tests.makers import a_bundle
from seawall.takedown.tests.makers import traced

ADDRESS = "https://pictures.example/album/7?page=2"


def found(client, text):
    return client.post("/search/", {"text": text})


@pytest.mark.parametrize(
    "written",
    [
        ADDRESS,
        "hxxps://pictures[.]example/album/7?page=2",
        "http://PICTURES.example:80/album/7?page=2",
        f"  {ADDRESS}#top ",
    ],
)
def test_it_finds_the_same_place_however_it_is_written(mara, hotline, staff_client, actor_of, written):
    bundle = a_bundle(hotline, place=ADDRESS)
    location = traced(actor_of(mara), ADDRESS)
    page = found(staff_client(mara), written).content.decode()
    assert f"/reports/bundles/{bundle.id}/" in page
    assert f"/takedown/locations/{location.id}" in page


def test_it_never_shows_what_was_typed(mara, hotline, staff_client):
    a_bundle(hotline, place=ADDRESS)
    for typed in (
        ADDRESS,
        "https://elsewhere.example/x",
        "@somebody_here",
        "d41d8cd98f00b204e9800998ecf8427e",
    ):
        page = found(staff_client(mara), typed).content.decode()
        assert typed not in page and "pictures.example/" not in page


def test_it_tells_the_trail_the_kind_alone(mara, staff_client):
    found(staff_client(mara), ADDRESS)
    line = Line.objects.get(what="desk.searched")
    assert json.loads(line.body)["facts"] == {"kind": "address", "hits": 0}
    assert "pictures" not in line.body


def test_an_id_leads_straight_to_its_page(mara, hotline, staff_client, actor_of):
    bundle = a_bundle(hotline)
    location = traced(actor_of(mara))
    client = staff_client(mara)
    assert found(client, bundle.id)["Location"] == f"/reports/bundles/{bundle.id}/"
    assert found(client, bundle.reports.get().id)["Location"] == f"/reports/bundles/{bundle.id}/"
    assert found(client, location.id)["Location"] == f"/takedown/locations/{location.id}"


def test_a_host_alone_finds_everything_under_it(mara, staff_client, actor_of):
    places = [traced(actor_of(mara), f"https://pictures.example/{number}") for number in range(3)]
    other = traced(actor_of(mara), "https://pictures.example.invalid/1")
    page = found(staff_client(mara), "pictures.example").content.decode()
    assert all(place.id in page for place in places)
    assert other.id not in page


def test_a_hosting_company_is_found_by_a_part_of_its_name(mara, staff_client, actor_of):
    location = traced(actor_of(mara), host="Beispiel Hosting")
    assert location.id in found(staff_client(mara), "beispiel").content.decode()
    assert location.id not in found(staff_client(mara), "somebody else").content.decode()


def test_an_account_and_a_fingerprint_are_found_in_whole_alone(mara, hotline, staff_client):
    bundle = a_bundle(hotline, place="a" * 64)
    client = staff_client(mara)
    assert bundle.id in found(client, "A" * 64).content.decode()
    assert bundle.id not in found(client, "a" * 32).content.decode()


def test_the_stranger_finds_nothing(mara, hotline, stranger, staff_client, actor_of):
    bundle = a_bundle(hotline, place=ADDRESS)
    location = traced(actor_of(mara), ADDRESS)
    client = staff_client(stranger)
    for text in (ADDRESS, bundle.id, location.id, "pictures.example", "Example Hosting"):
        page = found(client, text).content.decode()
        assert "Nothing found" in page
        assert location.id not in page.replace(text, "")


def test_nothing_is_looked_for_by_address_line(mara, hotline, staff_client):
    bundle = a_bundle(hotline, place=ADDRESS)
    page = staff_client(mara).get("/search/", {"text": ADDRESS}).content.decode()
    assert bundle.id not in page and "What are you looking for?" in page


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "\u202egnp.exe",
        "a" * 50_000,
        "%",
        "' OR 1=1 --",
        "[]",
        "//",
        "http://",
        "bdl_" + "0" * 26,
        "\ud800"[:0],
    ],
)
def test_hostile_text_finds_nothing_and_breaks_nothing(mara, hotline, staff_client, text):
    a_bundle(hotline)
    response = found(staff_client(mara), text)
    assert response.status_code == 200
    assert '<th scope="row">' not in response.content.decode()
