"""The layers and doors of .importlinter hold, and the contracts themselves can fail."""

from pathlib import Path

import grimp
import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.doors import DoorsContract

ROOT = Path(__file__).parents[2]


def doors() -> DoorsContract:
    return DoorsContract(
        name="doors",
        session_options={},
        contract_options={
            "domains": ["reports", "material"],
            "doors": ["actions", "queries", "events", "states"],
            "trail_doors": ["actions", "queries"],
            "composer": "config",
            "composer_doors": ["actions", "urls", "jobs"],
            "terminal": "cli",
            "terminal_doors": ["actions", "offline"],
            "public": "public",
            "public_doors": ["actions", "queries"],
        },
    )


def graph_with(importer: str, imported: str) -> grimp.ImportGraph:
    graph = grimp.ImportGraph()
    graph.add_import(importer=importer, imported=imported)
    return graph


def test_it_keeps_every_contract(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = lint_imports(config_filename=".importlinter", no_cache=True)
    assert result == EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("seawall.reports.views.worklist", "seawall.reports.models.report"),
        ("seawall.reports.actions.receive", "seawall.material.actions.match"),
        ("seawall.desk.views.home", "seawall.reports.states"),
        ("seawall.config.urls.staff", "seawall.reports.urls"),
        ("seawall.cli.scan", "seawall.material.offline.scanning"),
        ("seawall.public.views.report", "seawall.reports.queries"),
        ("seawall.reports.actions.receive", "seawall.audit.actions"),
    ],
)
def test_it_opens_the_doors(importer: str, imported: str) -> None:
    assert doors().check(graph_with(importer, imported), verbose=False).kept


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("seawall.reports.views.worklist", "seawall.material.models.item"),
        ("seawall.desk.views.home", "seawall.reports.policy"),
        ("seawall.desk.views.home", "seawall.reports.urls"),
        ("seawall.config.settings", "seawall.reports.models"),
        ("seawall.reports.jobs", "seawall.material.offline.scanning"),
        ("seawall.cli.scan", "seawall.material.models.item"),
        ("seawall.public.views.report", "seawall.reports.states"),
        ("seawall.reports.actions.receive", "seawall.audit.models"),
    ],
)
def test_it_refuses_what_is_not_a_door(importer: str, imported: str) -> None:
    assert not doors().check(graph_with(importer, imported), verbose=False).kept
