"""The first page of the node program: what it tells whoever comes without a link or a key."""

from django.test import Client

from seawall.people.models import Agency


def test_it_leads_to_the_page_for_reports_and_to_the_interface(node_client: Client, hotline: Agency) -> None:
    page = node_client.get("/").content.decode()
    assert hotline.name in page
    assert 'href="http://127.0.0.1:8000/en/"' in page and 'href="/api/v1/openapi.json"' in page


def test_what_does_not_exist_leads_there(node_client: Client, hotline: Agency) -> None:
    lost = node_client.get("/notices/cut/")
    assert lost.status_code == 404 and 'class="button" href="/"' in lost.content.decode()
    assert "Were you sent a link?" in lost.content.decode()
    assert node_client.get("/").status_code == 200


def test_it_speaks_the_language_that_was_chosen(node_client: Client, hotline: Agency) -> None:
    page = node_client.get("/?language=de").content.decode()
    assert 'lang="de"' in page and 'href="?language=en"' in page
    assert 'href="http://127.0.0.1:8000/de/"' in page


def test_a_node_without_a_public_door_keeps_its_name_to_itself(node_client: Client, police: Agency) -> None:
    page = node_client.get("/").content.decode()
    assert police.name not in page and "http://127.0.0.1:8000" not in page
