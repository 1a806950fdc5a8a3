from pathlib import Path
from shutil import copy

import pytest
from django.test.utils import override_settings

from seawall.core.errors import Refused
from seawall.core.jobs import settle as settle_jobs
from seawall.material import jobs
from seawall.material.actions import recompute_verdicts
from seawall.material.queries import progress_for, stale_items_for, verdicts_of
from seawall.material.schemes.tables import HERE, schemes
from seawall.material.states import ItemState
from seawall.material.tests.make import a_confirmed_item, a_disputed_item, an_assessed_item, an_item


@pytest.fixture
def tables(tmp_path) -> Path:
    """A folder of tables of our own; `in_force(tables)` puts it in the place of the house's."""
    for path in HERE.glob("*.toml"):
        copy(path, tmp_path)
    return tmp_path


def in_force(tables: Path) -> override_settings:
    return override_settings(SCHEMES=str(tables))


@pytest.fixture
def new_table(tables):
    """A second version of the United Kingdom's table, in force since 2020, that calls class B something else."""
    text = (tables / "uk-sentencing.1.toml").read_text(encoding="utf-8")
    changed = text.replace('version = "1"', 'version = "2"').replace("2014-04-01", "2020-01-01")
    changed = changed.replace('category = "B"', 'category = "C"')
    (tables / "uk-sentencing.2.toml").write_text(changed, encoding="utf-8")
    return in_force(tables)


def test_it_computes_by_the_tables_in_force_and_keeps_what_was_held(first, node, new_table, trail):
    item = an_assessed_item(first)

    with new_table:
        assert recompute_verdicts([item.id], actor=node) == 1

    verdict = verdicts_of(item)["uk-sentencing"]
    assert (verdict.version, verdict.category) == ("2", "C")
    old = item.verdicts.get(superseded_at__isnull=False)
    assert (old.scheme, old.version, old.category) == ("uk-sentencing", "1", "B")
    assert len(trail("material.verdicts_recomputed")) == 1


def test_the_other_schemes_keep_their_verdicts(first, node, new_table):
    item = an_assessed_item(first)
    before = verdicts_of(item)["de-184b"]
    with new_table:
        recompute_verdicts([item.id], actor=node)
    assert verdicts_of(item)["de-184b"] == before


def test_it_re_opens_nothing(first, second, node, new_table):
    items = [a_confirmed_item(first, second), a_disputed_item(first, second)]
    with new_table:
        recompute_verdicts([item.id for item in items], actor=node)
    for item, state in zip(items, (ItemState.CONFIRMED, ItemState.DISPUTED), strict=True):
        item.refresh_from_db()
        assert item.state == state


def test_the_job_goes_on_in_batches_until_nothing_is_stale(first, node, new_table, trail):
    for _ in range(5):
        an_assessed_item(first)
    an_item(first)

    with new_table:
        assert progress_for(first).done == 0
        jobs.recompute.enqueue(owner_id=node.agency_id, batch=2)
        settle_jobs()
        assert (progress_for(first).done, progress_for(first).of) == (5, 5)

    assert len(trail("material.verdicts_recomputed")) == 3


def test_a_scheme_that_is_gone_leaves_no_current_verdict(first, node, tables):
    item = an_assessed_item(first)
    (tables / "us-2256.1.toml").unlink()
    with in_force(tables):
        assert list(stale_items_for(node)) == [item]
        recompute_verdicts([item.id], actor=node)
        assert not stale_items_for(node).exists()
    assert "us-2256" not in verdicts_of(item)


def test_a_table_of_the_future_waits_for_its_day(tables):
    text = (tables / "us-2256.1.toml").read_text(encoding="utf-8")
    later = text.replace('version = "1"', 'version = "2"').replace("2008-10-13", "2999-01-01")
    (tables / "us-2256.2.toml").write_text(later, encoding="utf-8")
    with in_force(tables):
        assert {scheme.version for scheme in schemes()} == {"1"}


def test_another_agency_s_items_stay_as_they_are(first, outsider, new_table):
    item = an_assessed_item(first)
    with new_table:
        recompute_verdicts([item.id], actor=type(first).system(outsider.agency_id))
    assert verdicts_of(item)["uk-sentencing"].version == "1"


def test_only_the_node_recomputes(first):
    item = an_assessed_item(first)
    for somebody in (first, None):
        with pytest.raises(Refused):
            recompute_verdicts([item.id], actor=somebody)
