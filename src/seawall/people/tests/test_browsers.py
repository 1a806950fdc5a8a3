import pytest

from seawall.people.browsers import browser_words

CHROME = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
EDGE = f"{CHROME.replace('X11; Linux x86_64', 'Windows NT 10.0; Win64; x64')} Edg/140.0.0.0"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Safari/604.1"
)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (CHROME, "Chrome on Linux"),
        (EDGE, "Edge on Windows"),
        (FIREFOX, "Firefox on Android"),
        (SAFARI, "Safari on iPhone"),
        ("something new", "something new"),
        ("", ""),
    ],
)
def test_a_browser_is_named_as_its_owner_names_it(said: str, words: str) -> None:
    assert browser_words(said) == words
