"""The invented ring: the same seed gives the same one, and its tables say what its truth is about."""

import csv
import io
import re
from collections import Counter
from ipaddress import ip_address, ip_network

import pytest
from click.testing import CliRunner

from seawall.cli.demo import demo
from seawall.demo.ring.accounts import COLUMNS, SITES, Twin, until
from seawall.demo.ring.cases import ARREST, COUNTS, Cases
from seawall.demo.ring.personas import PLATFORMS
from seawall.demo.ring.size import LEAST, MOST, Size
from seawall.demo.ring.truth import Truth

DOCUMENTATION = [
    ip_network(net) for net in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
]


def test_the_same_seed_gives_the_same_ring() -> None:
    one, again, other = (Twin(seed, 200, until=until()) for seed in (1, 1, 2))
    assert one.members == again.members and one.table("Site A") == again.table("Site A")
    assert one.members != other.members


def test_each_account_has_one_person_and_some_people_have_several() -> None:
    twin = Twin(3, 2000, until=until())
    truth = twin.truth()
    counted = Counter(Counter(truth.values()).values())
    assert len(truth) == 2000
    assert counted[1] > counted[2] > counted[3] > 0


def test_a_table_holds_every_account_of_its_site_and_dirt() -> None:
    twin = Twin(4, 1000, until=until())
    there = set()
    for site in SITES:
        names, *rows = csv.reader(io.StringIO(twin.table(site)))
        handles = {row[0] for row in rows}
        mine = {handle for where, handle in twin.truth() if where == site}
        assert tuple(names) == COLUMNS and mine <= handles and len(rows) >= len(mine)
        there |= {(site, handle) for handle in mine}
    assert there == set(twin.truth())


def test_everything_is_invented() -> None:
    for member in Twin(5, 500, until=until()).members:
        assert not member.email or member.email.casefold().endswith(".example")
        assert re.fullmatch(r"person-\d{6}", member.person)
        for address in filter(None, (member.ip, member.first_ip)):
            assert any(
                ip_address(address) in net
                for net in DOCUMENTATION
                if net.version == ip_address(address).version
            )


def test_different_people_have_no_box_in_common_but_those_of_nobody() -> None:
    owners: dict[str, set[str]] = {}
    for member in Twin(6, 3000, until=until()).members:
        if member.email:
            owners.setdefault(member.email.casefold().replace(".", ""), set()).add(member.person)
    shared = {box for box, people in owners.items() if len(people) > 1}
    assert shared <= {"nobody@nowhereexample", "none@noneexample", "a@aexample"}


def test_main_offenders_ran_personas_in_every_country_and_the_seed_says_which() -> None:
    for factor in (1, 10):
        size = Size(accounts=2_000).times(factor)
        twin = Twin(7, size.accounts, until=until())
        cases, again, other = (Cases(twin, size, seed=seed) for seed in (7, 7, 8))
        assert cases.personas == again.personas and cases.personas != other.personas
        figures = Truth(twin, cases).figures()
        assert figures["persona"] == dict.fromkeys(size.children, 4 * factor)
        reached = figures["child_reached"]
        assert all(0 < reached[code] <= figures["victim"][code] for code in size.children)
        arrested = {one.person for one in cases.suspects if ARREST in COUNTS[one.way]}
        assert len({one.person for one in cases.personas} & arrested) == size.runners


def test_a_child_of_whom_somebody_was_mistaken_was_reached_by_no_persona() -> None:
    size = Size(accounts=2_000)
    personas = Cases(Twin(7, size.accounts, until=until()), size, seed=7).personas
    reached = {child for one in personas for child in one.children}
    mistaken = {child for one in personas for child in one.mistaken}
    assert mistaken and not mistaken & reached
    assert {one.platform for one in personas} <= set(PLATFORMS)


@pytest.mark.parametrize("accounts", [1, 2, 10, 60, 240, 999, 1_000])
def test_a_ring_of_any_size_has_no_more_suspects_than_people(accounts: int) -> None:
    for seed in range(8):
        size, twin = Size.of(accounts), Twin(seed, accounts, until=until())
        cases = Cases(twin, size, seed=seed)
        suspects = [one.person for one in cases.suspects]
        assert 1 <= len(suspects) == len(set(suspects)) <= len(cases.accounts)
        told = {rule: sum(tally.values()) for rule, tally in Truth(twin, cases).figures().items()}
        assert told["account"] == accounts and told["person"] == len(suspects)
        assert told["persona"] == size.personas and told["person_arrested"] <= size.arrested
        assert {one.country for one in cases.series} == set(size.children)
        assert all(one.videos for one in cases.series) and told["item"] >= size.videos


def test_from_a_thousand_accounts_on_everything_else_is_as_the_papers_told() -> None:
    assert Size.of(1_000) == Size(accounts=1_000) and Size.of(999).investigated == 300
    assert Size.of(100).investigated == 30 and set(Size.of(1).children.values()) == {1}
    tenfold = Size.of(27_000).times(10)
    assert (tenfold.accounts, tenfold.arrested, tenfold.children["DE"]) == (270_000, 140, 2_280)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en_GB", "A ring has 1 to 270,000 accounts, not"),
        ("de_DE", "Ein Ring hat 1 bis 270.000 Konten, nicht"),
    ],
)
def test_a_ring_of_no_size_is_refused_in_a_sentence(
    language: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    for accounts in (LEAST - 1, -1, MOST + 1):
        told = CliRunner().invoke(demo, ["--ring", "--accounts", str(accounts)])
        assert told.exit_code == 1 and sentence in told.output and "--accounts" in told.output
