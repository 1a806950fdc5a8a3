"""A trail of two agencies under several checkpoints, and somebody with every right on the database."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from seawall.audit.actions import record
from seawall.audit.seal import seal
from seawall.core.actors import Actor
from seawall.core.append_only import release

NORD, SUD = "agc_nord", "agc_sud"


@pytest.fixture(autouse=True)
def data_folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def written(data_folder: Path) -> Callable[..., None]:
    """`written(30)` writes so many lines, in turn and by chance to both agencies."""
    chance = random.Random(7)

    def write(count: int, *, sealed: bool = True) -> None:
        with transaction.atomic():
            for number in range(count):
                agency = chance.choice([NORD, SUD])
                record(
                    "bridge.crossed",
                    actor=Actor.system(agency),
                    subject=f"brg_{number}",
                    purpose="test",
                    count=number,
                )
            if sealed:
                seal()

    return write


@pytest.fixture
def unguarded(db: None) -> None:
    """Whoever owns the database can take the triggers away; what then? The test's own rollback puts them back."""
    release(connection, "audit_line")
