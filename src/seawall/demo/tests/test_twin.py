"""The operation against the ring, lived at a small size: its figures are the truth, to the record."""

from collections import Counter
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

import pytest

from seawall.core import clock
from seawall.demo import roster
from seawall.demo.ring.accounts import Twin, until
from seawall.demo.ring.cases import Cases
from seawall.demo.ring.size import FIVE_MORE, Size
from seawall.demo.ring.truth import Truth, ahead, joined, pairs_of, score
from seawall.demo.twin.past import SPAN, Lived, Ring, bring_in, live
from seawall.demo.twin.scoring import scores
from seawall.demo.twin.team import LEAD
from seawall.operations.models import Account, Operation, Request
from seawall.people.queries import staff_by_email

# As the large one, and small enough to be lived in seconds.
SMALL = Size(
    accounts=240,
    videos=24,
    children={"DE": 7, **dict.fromkeys(FIVE_MORE, 1)},
    arrested=5,
    investigated=10,
    noted=3,
    ended=1,
    merged=1,
    requests=5,
    measures=7,
    referrals=8,
    runners=2,
    personas=12,
)
Told = Mapping[str, Any]


def test_the_large_one_is_as_the_papers_told() -> None:
    size = Size(accounts=3_000)
    twin = Twin(1, size.accounts, until=until())
    told = Truth(twin, Cases(twin, size, seed=1)).figures()
    assert told["victim"] == {"DE": 228, "NL": 7, "FR": 5, "GB": 4, "SE": 4, "BG": 2}
    totals = {rule: sum(tally.values()) for rule, tally in told.items()}
    assert (totals["victim"], totals["item"]) == (250, 2_000)
    assert (totals["person_arrested"], totals["person_under_investigation"]) == (14, 300)


@pytest.fixture
def ring(db: None) -> Ring:
    """In which the minors live where nobody of this node is, and somebody was mistaken of a child."""
    return Ring(SMALL, seed=5, until=clock.now() - SPAN)


def lived(ring: Ring) -> Lived:
    end = clock.now()
    operation_id = bring_in(ring, end - SPAN, lambda accounts: None)
    return live(ring, operation_id, end - SPAN, end, lambda moment: None)


def signed_in(staff_client: Any, key: str) -> Any:
    one = roster.person(key)
    assert one is not None
    return staff_client(staff_by_email(one.email))


@pytest.mark.slow
def test_the_page_of_figures_says_the_truth_and_shows_its_records(ring: Ring, staff_client: Any) -> None:
    done = lived(ring)
    truth = {rule: Counter(tally) for rule, tally in ring.truth.figures().items()}
    operation, dana = Operation.objects.get(), signed_in(staff_client, "dana")
    shown = dana.get(dana.at("operations:figures", operation_id=operation.id)).context
    assert {row.rule.code: +Counter(row.countries) for row in shown["rows"]} == {
        row.rule.code: truth[row.rule.code] for row in shown["rows"]
    }
    for row in shown["rows"]:
        behind = dana.at("operations:behind", operation_id=operation.id, rule=row.rule.code)
        if row.rule.kind in ("account", "person", "persona"):
            assert listed(dana, behind) == row.total
            for country, number in row.countries.items():
                assert listed(dana, f"{behind}?country={country or '-'}") == number
    told = scores(ring.truth, done.releases[-1], done.ids, done.team)
    assert told.wrong == () and told.ahead > 0.5
    if find_spec("splink"):
        assert told.pairs.precision > 0.9 and told.pairs.recall > 0.7
    part_of_joost(signed_in(staff_client, "joost"), operation, truth)
    personas_say_the_truth(dana, operation, ring)
    states = Counter(operation.referrals.filter(personas=None).values_list("state", flat=True))
    assert states.total() == SMALL.referrals and states["answered"] > 0 and not states["draft"], states


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("accounts", "seed"),
    [(1, 1), (10, 2), *(pytest.param(size, 3, marks=pytest.mark.slow) for size in (60, 240))],
)
def test_a_ring_of_any_size_is_lived_and_its_figures_are_the_truth(accounts: int, seed: int) -> None:
    """Also where a site has no account and an agency no suspect."""
    ring = Ring(Size.of(accounts), seed=seed, until=clock.now() - SPAN)
    done = lived(ring)
    told = scores(ring.truth, done.releases[-1], done.ids, done.team)
    assert told.wrong == () and Account.objects.count() == accounts
    countries = {one.country for one in ring.cases.suspects}
    assert set(Request.objects.values_list("owner__country", flat=True)) <= countries


def listed(client: Any, url: str) -> int:
    """Counted on the pages themselves, one after another."""
    number = 0
    while url:
        page = client.get(url)
        number += page.content.decode().count(" data-row")
        url = page.context["page"].later_url
    return number


def personas_say_the_truth(dana: Any, operation: Operation, ring: Ring) -> None:
    """Each persona with what is known of it; and each country but the lead's was told of those that concern it."""
    page = dana.get(dana.at("operations:personas", operation_id=operation.id))
    assert Counter(
        (one.country, one.method, one.shown_age, one.child_count, one.unidentified)
        for one in page.context["page"].rows
    ) == Counter(
        (one.country, one.method, one.shown_age, len(one.children), one.unidentified)
        for one in ring.cases.personas
    )
    told = operation.referrals.filter(personas__isnull=False)
    concerned = Counter(code for one in ring.cases.personas for code in ring.cases.concerned(one))
    del concerned[LEAD]
    assert Counter(told.values_list("country", flat=True)) == concerned
    assert told.filter(state="answered").exists() and not told.filter(sent_at=None).exists()


def part_of_joost(joost: Any, operation: Operation, truth: Mapping[str, Counter[str]]) -> None:
    page = joost.get(joost.at("operations:figures", operation_id=operation.id)).context
    mine = {row.rule.code: row.countries for row in page["rows"]}
    for rule in ("account", "person", "victim", "child_reached"):
        assert +Counter(mine[rule]) == +Counter({"NL": truth[rule]["NL"]})


def test_scores_by_hand() -> None:
    true = pairs_of({"a": 1, "b": 1, "c": 1, "d": 2})
    assert true == {("a", "b"), ("a", "c"), ("b", "c")}
    found = {("a", "b"), ("b", "c"), ("c", "d")}
    assert (score(found, true).precision, score(found, true).recall) == (2 / 3, 2 / 3)
    assert score(joined({("a", "b"), ("b", "c")}), true).recall == 1
    assert ahead(["x", "y", "z"], {"x"}) == 1 and ahead(["x", "y", "z"], {"z"}) == 0
    assert ahead(["x", "y", "z"], {"y"}) == 0.5
