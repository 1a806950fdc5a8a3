"""The map of countries: which part of the world, which colour, and no number that stands nowhere else."""

import re
from itertools import combinations

from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from seawall.core.codes import countries
from seawall.core.templatetags.maps import WIDE, country_map
from seawall.core.world import SQUATTEST, WIDEST, view_on, world

CODES = sorted(world().countries)


@given(st.sets(st.sampled_from(CODES), min_size=1, max_size=12))
def test_every_counted_country_lies_within_the_view(codes: set[str]) -> None:
    view = view_on(codes)
    for code in codes:
        left, top, right, bottom = world().countries[code].box
        assert view.left <= left and right <= view.left + view.width + 1e-6
        assert view.top <= top + 1e-6 and bottom <= view.top + view.height + 1e-6
    assert SQUATTEST - 0.01 <= view.width / view.height <= WIDEST + 0.01


@given(st.dictionaries(st.sampled_from(CODES), st.integers(0, 30_000), max_size=30))
def test_no_label_lies_on_another_and_every_number_is_in_the_table(tally: dict[str, int]) -> None:
    with override("en"):
        told = country_map("map", "Accounts", tally)
    there = {code: number for code, number in tally.items() if number}
    assert len(told["chart"].rows) == len(there)  # type: ignore[attr-defined]
    if not there:
        assert told["drawn"] is None
        return
    labels = told["drawn"].labels  # type: ignore[attr-defined]
    assert labels and all(0 <= one.x <= WIDE for one in labels)
    assert all(abs(a.y - b.y) >= 17 or abs(a.x - b.x) >= 24 for a, b in combinations(labels, 2))


def test_it_is_a_picture_with_words_and_a_table() -> None:
    tally = {"SE": 3, "DE": 12, "US": 1234, "MT": 7, "GI": 2, "": 5}
    with override("de"):
        page = render_to_string("core/charts/map.html", country_map("map", "Konten", tally))
    assert 'role="img"' in page and "Schweden: 3." in page and "Nicht bekannt" not in page
    assert [re.findall(rf'class="part-{part}" d=', page) != [] for part in (1, 2, 3, 4)] == [
        True,
        False,
        True,
        True,
    ]
    # Malta has no outline at this scale and is a mark; Gibraltar has no place at all and is named.
    assert page.count("<circle") == 1 and "Gibraltar" in page.partition("Nicht gezeichnet")[2]
    assert "1.000 und mehr" in page and "100 bis 999" not in page
    assert not re.search(r'[xy]="[\d]+,', page)


def test_a_small_country_beside_large_ones_still_shows_its_number() -> None:
    ring = {"DE": 11_117, "NL": 2_754, "FR": 2_159, "GB": 1_703, "SE": 1_426, "BG": 801}
    labels = country_map("map", "Accounts", ring)["drawn"].labels  # type: ignore[attr-defined]
    assert {one.words.split()[0] for one in labels} == set(ring)


def test_what_is_drawn_is_a_path_of_whole_numbers() -> None:
    paths = [one.path for one in world().countries.values()]
    assert [path for path in paths if not re.fullmatch(r"(M\d+ \d+l[-\d ]+z)*", path)] == []


def test_almost_every_country_has_its_place() -> None:
    missing = {code for code, _name in countries()} - set(CODES)
    assert missing == {
        "AQ",
        "BQ",
        "BV",
        "CC",
        "CX",
        "GF",
        "GI",
        "GP",
        "MQ",
        "RE",
        "SJ",
        "TK",
        "TV",
        "UM",
        "YT",
    }
