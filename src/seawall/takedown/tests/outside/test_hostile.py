"""Sixty hostile addresses, and not one of them is connected to.

The guard is the one of production, so 127.0.0.1 is as forbidden as any other inside address. A web server listens
there all the same; its own count and a record of every connection this process opens must both stay at zero.
"""

import pytest

from seawall.core.web_addresses import NotAnAddress, parse_address
from seawall.takedown.outside.head import Standing, look
from seawall.takedown.tests.outside.recorder import connections

# PORT stands for the port on which the web server really listens.
HOSTILE = (
    *"""
http://127.0.0.1:PORT/
http://127.1:PORT/
http://127.0.1:PORT/
http://0x7f.0.0.1:PORT/
http://0x7f000001:PORT/
http://0177.0.0.1:PORT/
http://017700000001:PORT/
http://2130706433:PORT/
http://127.0.0.1.:PORT/
http://１２７.0.0.1:PORT/
http://①②⑦.⓪.⓪.①:PORT/
http://%31%32%37%2e%30%2e%30%2e%31:PORT/
http://127。0。0。1:PORT/
http://127.255.255.254:PORT/
http://0.0.0.0:PORT/
http://0:PORT/
http://[::1]:PORT/
http://[0:0:0:0:0:0:0:1]:PORT/
http://[::]:PORT/
http://[::ffff:127.0.0.1]:PORT/
http://[::ffff:7f00:1]:PORT/
http://[::127.0.0.1]:PORT/
http://[64:ff9b::7f00:1]:PORT/
http://[64:ff9b:1::7f00:1]:PORT/
http://[2002:7f00:1::]:PORT/
http://[2001:0:7f00:1::]:PORT/
http://[2001:db8::5efe:7f00:1]:PORT/
http://[fe80::1]:PORT/
http://[fe80::1%25lo]:PORT/
http://[fc00::1]:PORT/
http://[fd00:ec2::254]:PORT/
http://[fec0::1]:PORT/
http://[ff02::1]:PORT/
http://[2001:db8::1]:PORT/
http://10.0.0.1:PORT/
http://172.16.0.1:PORT/
http://192.168.0.1:PORT/
http://169.254.169.254:PORT/
http://100.100.100.200:PORT/
http://100.64.0.1:PORT/
http://192.0.0.1:PORT/
http://192.0.2.1:PORT/
http://198.18.0.1:PORT/
http://203.0.113.9:PORT/
http://224.0.0.1:PORT/
http://239.255.255.250:PORT/
http://240.0.0.1:PORT/
http://255.255.255.255:PORT/
http://192.88.99.1:PORT/
http://localhost:PORT/
http://LOCALHOST.:PORT/
http://printer.local:PORT/
http://metadata.internal:PORT/
http://intranet:PORT/
http://inside.example:PORT/
http://mixed.example:PORT/
http://alias.example:PORT/
http://six.example:PORT/
http://mapped.example:PORT/
http://user:word@127.0.0.1:PORT/
http://bilder.example@127.0.0.1:PORT/
http://127.0.0.1:PORT\\@bilder.example/
http://bilder.example:22/
http://bilder.example:6379/
http://expyuzz4wqqyqhjn.onion:PORT/
ftp://127.0.0.1:PORT/
file:///etc/hostname
gopher://127.0.0.1:PORT/_HEAD
""".split(),
    "http://127.0.0.1:PORT/\r\nHost:bilder.example",
    "http://127.0.0.1\u202e:PORT/",
    "http://127.0.0.1:PORT/\x00",
    "http://\t127.0.0.1:PORT/",
)


@pytest.fixture
def hostile_names(dns):
    dns.names.update(
        {
            "inside.example": ["127.0.0.1"],
            "mixed.example": ["127.0.0.1", "93.184.216.34"],
            "alias.example": ["cname:localhost"],
            "localhost": ["127.0.0.1"],
            "six.example": ["::1"],
            "mapped.example": ["::ffff:7f00:1"],
            "printer.local": ["127.0.0.1"],
            "metadata.internal": ["127.0.0.1"],
            "intranet": ["127.0.0.1"],
        }
    )


def test_there_are_at_least_sixty():
    assert len(HOSTILE) >= 60
    assert len(set(HOSTILE)) == len(HOSTILE)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_it_never_connects(text, web, dns, strict, hostile_names):
    with connections() as heard:
        try:
            found = look(parse_address(text.replace("PORT", str(web.port))), strict, seconds=3)
        except NotAnAddress:
            found = None
    assert [address for address in heard if address[:2] != (dns.host, dns.port)] == []
    assert web.connections == 0
    assert found is None or found.standing is Standing.UNKNOWN


def test_the_recorder_does_hear(web, guard):
    """The proof above could not fail if the recorder were deaf: the same look, allowed, is heard and counted."""
    web.carry("/")
    with connections() as heard:
        assert look(parse_address(f"http://127.0.0.1:{web.port}/"), guard).standing is Standing.UP
    assert heard == [("127.0.0.1", web.port)]
    assert web.connections == 1
