def test_it_keeps_the_choice_in_this_browser(mara, staff_client):
    client = staff_client(mara)
    client.post("/display/", {"theme": "dark", "keys": "off"})
    page = client.get("/display/").content.decode()
    assert 'data-theme="dark"' in page and 'data-keys="off"' in page
    assert (
        client.cookies["seawall_theme"]["httponly"]
        and client.cookies["seawall_theme"]["samesite"] == "Strict"
    )


def test_it_refuses_what_is_no_choice(mara, staff_client):
    client = staff_client(mara)
    response = client.post("/display/", {"theme": '"><b>', "keys": "on"})
    assert response.status_code == 422
    assert "seawall_theme" not in client.cookies


def test_the_device_decides_until_somebody_chooses(mara, staff_client):
    assert "data-theme" not in staff_client(mara).get("/").content.decode()
