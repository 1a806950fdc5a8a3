"""Ten thousand spoiled files: no crash, nothing but a picture or a reason, and none takes long."""

import subprocess
import sys

import pytest

SECONDS = 5.0
# Each seed is a program of its own: which one it was is seen from the failure.
SEEDS, FILES_EACH = 2, 5000


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_it_survives_spoiled_files(seed: int) -> None:
    program = [sys.executable, "-m", "seawall.engine.pictures.tests.mutate", str(seed), str(FILES_EACH)]
    done = subprocess.run(program, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[-2000:]
    assert float(done.stdout) < SECONDS
