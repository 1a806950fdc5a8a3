import pytest
from click.testing import CliRunner
from django.test.utils import override_settings

from seawall.cli.schemes import schemes as command
from seawall.core.errors import Refused
from seawall.core.jobs import settle as settle_jobs
from seawall.material import jobs
from seawall.material.actions import ask_recompute
from seawall.material.queries import progress_for, verdicts_of
from seawall.material.schemes.tables import HERE
from seawall.material.tests.make import an_assessed_item


@pytest.fixture
def new_table(tmp_path):
    """The house's tables, with the United Kingdom's in a new wording that is in force already."""
    for path in HERE.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        if path.stem.startswith("uk"):
            text = text.replace('version = "1"', 'version = "2"')
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    return override_settings(SCHEMES=str(tmp_path))


def test_it_has_everything_computed_in_the_background(first, node, new_table, trail):
    item = an_assessed_item(first)
    with new_table:
        assert ask_recompute(actor=node) == 1
        assert verdicts_of(item)["uk-sentencing"].version == "1"
        settle_jobs()
    assert verdicts_of(item)["uk-sentencing"].version == "2"
    assert len(trail("material.recompute_asked")) == 1


def test_with_nothing_to_do_it_leaves_no_line(first, node, trail):
    an_assessed_item(first)
    assert ask_recompute(actor=node) == 0
    assert not trail("material.recompute_asked")


def test_it_happens_by_itself_once_a_day(first, node, new_table):
    an_assessed_item(first)
    with new_table:
        jobs.recompute_due.enqueue()
        settle_jobs()
        assert progress_for(node).done == 1


def test_only_the_node_asks(first):
    for somebody in (first, None):
        with pytest.raises(Refused):
            ask_recompute(actor=somebody)


def test_the_command_asks_and_says_how_far_it_is(first, new_table):
    an_assessed_item(first)
    with new_table:
        assert "0 of 1 items" in CliRunner().invoke(command, ["recompute"]).output
        settle_jobs()
        assert "1 of 1 items" in CliRunner().invoke(command, ["recompute"]).output


def test_the_command_shows_the_tables_and_one_in_words():
    every = CliRunner().invoke(command, ["show"]).output
    assert every.count("version 1") == 6
    one = CliRunner().invoke(command, ["show", "de-184b"]).output
    assert "apparent age: 14 to 15, 16 to 17, adult => outside this scheme" in one
    assert CliRunner().invoke(command, ["show", "nowhere"]).exit_code == 1


def test_the_command_checks_tables_before_they_are_in_force(tmp_path):
    assert CliRunner().invoke(command, ["check"]).exit_code == 0

    text = (HERE / "us-2256.1.toml").read_text(encoding="utf-8")
    table = tmp_path / "us-2256.2.toml"
    table.write_text(text.replace('category = "8A"\nwhen', 'category = "8B"\nwhen'), encoding="utf-8")
    outcome = CliRunner().invoke(command, ["check", "--folder", str(tmp_path)])
    assert outcome.exit_code == 1 and "expects 8A and gets 8B" in outcome.output

    table.write_text(text.replace('age = ["adult"]', 'age = ["grown"]'), encoding="utf-8")
    outcome = CliRunner().invoke(command, ["check", "--folder", str(tmp_path)])
    assert outcome.exit_code == 1
