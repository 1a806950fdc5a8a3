import ipaddress
from collections import deque

import pytest

from seawall.core.outside.guard import Forbidden, Guard, Refusal, Target, why_not
from seawall.core.outside.resolve import NameFault
from seawall.core.web_addresses import parse_address
from seawall.takedown.outside.head import Standing, look
from seawall.takedown.tests.outside.recorder import connections


def test_it_lets_a_public_name_through(dns, strict):
    dns.names["bilder.example"] = ["93.184.216.34", "2606:2800:220:1::1"]
    target = strict.vet("https", "bilder.example", 443)
    assert [str(ip) for ip in target.ips] == ["93.184.216.34", "2606:2800:220:1::1"]
    assert target.authority == "bilder.example"


@pytest.mark.parametrize(
    ("ip", "reason"),
    [
        ("127.0.0.1", Refusal.LOOPBACK),
        ("::1", Refusal.LOOPBACK),
        ("10.1.2.3", Refusal.PRIVATE),
        ("100.64.0.1", Refusal.PRIVATE),
        ("169.254.1.1", Refusal.LINK_LOCAL),
        ("fe80::1", Refusal.LINK_LOCAL),
        ("224.0.0.1", Refusal.MULTICAST),
        ("ff02::1", Refusal.MULTICAST),
        ("240.0.0.1", Refusal.RESERVED),
        ("0.0.0.0", Refusal.RESERVED),
        ("fec0::1", Refusal.RESERVED),
        ("::ffff:93.184.216.34", Refusal.TUNNEL),
        ("64:ff9b::5db8:d822", Refusal.TUNNEL),
        ("2002:5db8:d822::1", Refusal.TUNNEL),
        ("2001:0:5db8:d822::1", Refusal.TUNNEL),
        ("2a00::5efe:a00:1", Refusal.TUNNEL),
        ("93.184.216.34", None),
        ("2606:2800:220:1::1", None),
    ],
)
def test_it_names_the_reason(ip, reason):
    assert why_not(ipaddress.ip_address(ip)) is reason


def test_rebinding_reaches_only_the_vetted_address(dns, web, resolver):
    """First question: public. Every later one: loopback, where a server waits. It must never be asked."""
    dns.names["bilder.example"] = deque([["198.51.100.7"], ["127.0.0.1"]])
    web.carry("/")
    # 198.51.100.7 is TEST-NET and allowed here as the stand-in for a public address; nothing answers there.
    guard = Guard(resolver, allowed=[ipaddress.ip_network("198.51.100.7/32")])
    with connections() as heard:
        found = look(parse_address(f"http://bilder.example:{web.port}/"), guard, seconds=1)
    assert found.standing is Standing.UNKNOWN
    assert {address for address in heard if address[:2] != (dns.host, dns.port)} == {
        ("198.51.100.7", web.port)
    }
    assert web.connections == 0


def test_a_target_made_elsewhere_is_vetted_again(strict):
    target = Target("http", "bilder.example", 80, (ipaddress.ip_address("127.0.0.1"),))
    with connections() as heard, pytest.raises(Forbidden):
        strict.connect(target, 1)
    assert heard == []


def test_an_alias_that_leads_inside_is_refused(dns, strict):
    dns.names["bilder.example"] = ["cname:inside.example"]
    dns.names["inside.example"] = ["10.0.0.8"]
    with pytest.raises(Forbidden) as refused:
        strict.vet("http", "bilder.example", 80)
    assert refused.value.reason is Refusal.PRIVATE


@pytest.mark.parametrize("host", ["bilder.local", "x.onion", "single", "a.internal", "home.arpa"])
def test_a_special_name_is_not_even_asked_for(host, dns, strict):
    with pytest.raises(Forbidden):
        strict.vet("http", host, 80)
    assert not dns.asked


@pytest.mark.parametrize(
    ("trouble", "is_gone"),
    [("nothing", True), ("empty", True), ("failing", False), ("silent", False)],
)
def test_a_name_that_leads_nowhere_is_told_from_a_question_unanswered(trouble, is_gone, dns, strict):
    dns.names["empty.example"] = []
    dns.failing.add("failing.example")
    dns.silent.add("silent.example")
    with pytest.raises(NameFault) as fault:
        strict.vet("http", f"{trouble}.example", 80)
    assert fault.value.is_gone is is_gone
