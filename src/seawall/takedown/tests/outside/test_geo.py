import ipaddress

import pytest

from seawall.core.web_addresses import parse_address
from seawall.takedown.outside.found import Kind
from seawall.takedown.outside.geo import GeoFiles
from seawall.takedown.outside.rdap import OneServer, Rdap
from seawall.takedown.outside.registry import Registry
from seawall.takedown.outside.trace import Tracer
from tests.peers.geo import write_geo_file


@pytest.fixture
def files(tmp_path):
    country = {
        "198.51.100.0/24": {"country": {"iso_code": "FR"}},
        "203.0.113.0/25": {"country": {"iso_code": "DE"}},
    }
    network = {
        "198.51.100.0/24": {
            "autonomous_system_number": 64511,
            "autonomous_system_organization": "Example Front of rather a long name",
        }
    }
    return GeoFiles(
        [
            write_geo_file(tmp_path / "country.mmdb", country),
            write_geo_file(tmp_path / "asn.mmdb", network, "Test-ASN"),
        ]
    )


def test_it_reads_country_and_network_from_the_operators_files(files):
    place = files.place(ipaddress.ip_address("198.51.100.7"))
    assert (place.country, place.asn, place.network) == ("FR", 64511, "Example Front of rather a long name")
    assert place.source == "file:country.mmdb+asn.mmdb"
    assert files.place(ipaddress.ip_address("203.0.113.9")).country == "DE"


@pytest.mark.parametrize("ip", ["203.0.113.200", "192.0.2.1", "2001:db8::1"])
def test_what_the_files_do_not_know_is_empty(ip, files):
    place = files.place(ipaddress.ip_address(ip))
    assert (place.country, place.asn, place.source) == ("", None, "")


def test_a_file_goes_before_the_registry_and_says_so(files, resolver, dns, rdap, strict):
    dns.names["bilder.example"] = ["198.51.100.7"]
    rdap.add_network(
        "198.51.100.0/24", "Example Hosting", country="NL", abuse="abuse@host.example", asn=64500
    )
    registry = Registry(strict, named_by_operator=rdap.url)
    found = Tracer(resolver, files, Rdap(registry, OneServer(rdap.url))).trace(
        parse_address("https://bilder.example/")
    )
    assert (found.country, found.asn, found.front) == ("FR", 64511, "Example Front")
    sources = {finding.kind: finding.source for finding in found.findings}
    assert sources[Kind.COUNTRY] == sources[Kind.ASN] == "file:country.mmdb+asn.mmdb"
    assert sources[Kind.ABUSE].startswith("rdap:")
