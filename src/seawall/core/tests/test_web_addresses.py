import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.core.web_addresses import (
    LONGEST,
    AddressNote,
    Fault,
    NotAnAddress,
    host_shown,
    parse_address,
)


def test_it_reads_an_address():
    address = parse_address("https://Bilder.Example:8443/Album/1?page=2#top")
    assert address.url == "https://bilder.example:8443/Album/1?page=2#top"
    assert (address.scheme, address.host, address.port) == ("https", "bilder.example", 8443)
    assert address.path == "/Album/1?page=2"
    assert address.notes == (AddressNote.UNUSUAL_PORT,)


@pytest.mark.parametrize(
    ("written", "host", "note"),
    [
        ("hxxps://bilder[.]example/a", "bilder.example", AddressNote.DEFANGED),
        ("hxxp[://]bilder.example/a", "bilder.example", AddressNote.DEFANGED),
        ("bilder.example/a", "bilder.example", AddressNote.SCHEME_ASSUMED),
        ("bilder.example:8080/a", "bilder.example", AddressNote.SCHEME_ASSUMED),
        ("https://name:word@bilder.example/a", "bilder.example", AddressNote.LOGIN_REMOVED),
        ("http://bücher.example/", "xn--bcher-kva.example", AddressNote.INTERNATIONAL),
        ("http://bіlder.example/", "xn--blder-n2e.example", AddressNote.MIXED_SCRIPTS),
        ("http://192.0.2.7/", "192.0.2.7", AddressNote.IP_LITERAL),
        ("http://0xc0.0.2.7/", "192.0.2.7", AddressNote.ODD_IP),
        ("http://3221225991/", "192.0.2.7", AddressNote.ODD_IP),
        ("http://0300.0.02.07/", "192.0.2.7", AddressNote.ODD_IP),
        ("http://１９２.0.2.7/", "192.0.2.7", AddressNote.ODD_IP),
        ("http://%31%39%32.0.2.7/", "192.0.2.7", AddressNote.ODD_IP),
        ("http://abcdef.onion/x", "abcdef.onion", AddressNote.ONION),
    ],
)
def test_it_reads_every_way_of_writing_and_says_so(written, host, note):
    address = parse_address(written)
    assert address.host == host
    assert note in address.notes
    assert "word" not in address.url


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.EMPTY),
        ("   ", Fault.EMPTY),
        ("http://a.example/" + "x" * LONGEST, Fault.TOO_LONG),
        ("http://a.exa\tmple/", Fault.CONTROL),
        ("http://a.example/\x00", Fault.CONTROL),
        ("http://a.example/\r\nHost: b.example", Fault.CONTROL),
        ("http://a.example/\u2028", Fault.CONTROL),
        ("http://a.example/\u202egpj.exe", Fault.DIRECTION),
        ("http://a.example/\u2066x\u2069", Fault.DIRECTION),
        ("http://a.ex\u200fample/", Fault.DIRECTION),
        ("http://a.ex\u200bample/", Fault.INVISIBLE),
        ("http://a.ex\u00adample/", Fault.INVISIBLE),
        ("http://a.ex\u3164ample/", Fault.INVISIBLE),
        ("ftp://a.example/", Fault.SCHEME),
        ("file:///etc/passwd", Fault.SCHEME),
        ("javascript:alert(1)", Fault.SCHEME),
        ("data:text/html,x", Fault.SCHEME),
        ("gopher://a.example/", Fault.SCHEME),
        ("http://a..example/", Fault.HOST),
        ("http://.example/", Fault.HOST),
        ("http://" + "a" * 64 + ".example/", Fault.HOST),
        ("http://a.example:0/", Fault.PORT),
        ("http://a.example:99999/", Fault.UNREADABLE),
        ("http://256.1.1.1/", Fault.UNREADABLE),
        ("http://[fe80::1%25eth0]/", Fault.UNREADABLE),
        ("http://a b.example/", Fault.UNREADABLE),
    ],
)
def test_deceit_is_refused_with_its_reason(text, fault):
    with pytest.raises(NotAnAddress) as refused:
        parse_address(text)
    assert refused.value.fault is fault
    assert text.strip() == "" or text not in str(refused.value)


@pytest.mark.parametrize(
    "other",
    [
        "http://bilder.example/%7ealbum/%c3%a4",
        "https://BILDER.example./~album/ä",
        "https://bilder.example:443/~album/ä#oben",
        "https://bilder.example/x/../~album/ä?",
        "https://name@bilder.example/~album/%C3%A4",
    ],
)
def test_the_same_place_has_the_same_digest(other):
    assert parse_address(other).digest == parse_address("https://bilder.example/~album/ä").digest


@pytest.mark.parametrize("other", ["/a?x=1", "/A", "/a/", "/a#/2", ":8443/a", "/a%2Fb"])
def test_another_place_has_another_digest(other):
    assert parse_address("https://b.example" + other).digest != parse_address("https://b.example/a").digest


def test_nothing_printable_shows_the_address():
    address = parse_address("https://bilder.example/secret")
    for text in (repr(address), str(address), f"{address}"):
        assert "bilder" not in text
        assert "secret" not in text


def test_a_host_is_shown_in_its_own_script():
    assert host_shown("xn--bcher-kva.example") == "bücher.example"


@given(st.text(max_size=300))
def test_any_text_is_an_address_or_a_stated_fault(text):
    try:
        address = parse_address(text)
    except NotAnAddress as refused:
        assert refused.fault in Fault
    else:
        assert address.url.startswith(("http://", "https://"))
        assert address.url.isascii()


_paths = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), max_size=40)


@given(
    scheme=st.sampled_from(["http", "https", "HTTPS"]),
    host=st.from_regex(r"[a-z0-9]{1,12}\.(example|invalid|onion)", fullmatch=True),
    port=st.none() | st.integers(1, 65535),
    path=_paths,
    query=_paths,
)
def test_reading_what_was_written_changes_nothing_more(scheme, host, port, path, query):
    text = f"{scheme}://{host}{'' if port is None else f':{port}'}/{path}?{query}"
    try:
        once = parse_address(text)
    except NotAnAddress as refused:
        # Some letters have no business in an address; none of them may slip through on the second reading.
        assert refused.fault in (Fault.DIRECTION, Fault.INVISIBLE, Fault.TOO_LONG)
        return
    again = parse_address(once.url)
    assert (again.url, again.digest, again.host, again.port) == (once.url, once.digest, once.host, once.port)
    assert len(once.digest) == len(hashlib.sha256().hexdigest())
