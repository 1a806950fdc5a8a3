"""What a program never uses it does not load: each megabyte is there as often as there are processes (docs/figures.md)."""

import subprocess
import sys

import pytest
from django.db import connection
from django.utils.module_loading import import_string
from django_tasks.base import Task

from seawall.config.wiring import REACTIONS, SCHEDULE

# Who needs it: RDAP the worker's looks, ninja the JSON interface, the second factor and its picture the sign-in.
ELSEWHERE = {
    "public": {
        "whoisit",
        "httpx",
        "requests",
        "ninja",
        "fido2",
        "segno",
        "rdflib",
        "av",
        "xmlschema",
        "playwright",
        "splink",
        "openpyxl",
        "reportlab",
        "duckdb",
        "pyarrow",
    },
    "staff": {
        "splink",
        "openpyxl",
        "reportlab",
        "duckdb",
        "pyarrow",
        "whoisit",
        "httpx",
        "requests",
        "ninja",
        "rdflib",
        "av",
        "playwright",
    },
    "node": {
        "splink",
        "openpyxl",
        "reportlab",
        "duckdb",
        "pyarrow",
        "whoisit",
        "httpx",
        "requests",
        "fido2",
        "segno",
        "rdflib",
        "playwright",
    },
}
LOADED = """
import sys, django
django.setup()
__import__("seawall.config.urls." + sys.argv[1])
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
LOOKS = sorted(
    {
        task.func.outside
        for task in [
            *(job for jobs in REACTIONS.values() for job in jobs),
            *(job for job, _every in SCHEDULE),
        ]
        if isinstance(task, Task) and isinstance(getattr(task.func, "outside", None), str)
    }
)


def loaded_by(program: str) -> set[str]:
    told = subprocess.run([sys.executable, "-c", LOADED, program], check=True, capture_output=True, text=True)
    return set(told.stdout.split())


@pytest.mark.parametrize("program", ELSEWHERE)
def test_a_program_leaves_out_what_others_use(program: str) -> None:
    loaded = loaded_by(program)
    assert "django" in loaded
    assert loaded & ELSEWHERE[program] == set()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a node on PostgreSQL needs its library")
@pytest.mark.parametrize("program", ELSEWHERE)
def test_a_node_on_sqlite_leaves_out_the_other_database(program: str) -> None:
    assert "psycopg" not in loaded_by(program)


def test_some_jobs_name_their_look() -> None:
    assert len(LOOKS) >= 3


@pytest.mark.parametrize("look", LOOKS)
def test_the_look_that_a_job_names_is_there(look: str) -> None:
    assert callable(import_string(look))
