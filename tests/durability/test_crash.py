"""kill -9 of everything while eight reporters send: no report is lost whose receipt code was shown.

10 rounds here; SEAWALL_CRASH_ROUNDS=200 for the long proof. How long a start takes is measured by `make bench ARGS=memory`.
"""

import os
import random
import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest

from tests.durability.node import Node
from tests.durability.reporter import Reporter

WRITERS = 8
ROUNDS = int(os.environ.get("SEAWALL_CRASH_ROUNDS", "10"))
FORMS_A_ROUND = 400
REPORTS = "SELECT count(*), count(DISTINCT token_digest) FROM reports_report"


class Writers:
    """Eight reporters at once, until they are told to stop. What was acknowledged is remembered outside the node."""

    def __init__(self, node: Node, forms: list[str]) -> None:
        self.node, self.forms = node, forms
        self.codes: list[str] = []
        self.unanswered: list[str] = []
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self.write) for _ in range(WRITERS)]

    def write(self) -> None:
        reporter = Reporter(self.node.port)
        while self.forms and not self.stopping.is_set():
            form = self.forms.pop()
            status, code = reporter.send(form)
            if code:
                self.codes.append(code)
            else:
                self.unanswered.append(form)
                time.sleep(0.01)

    def wait_for(self, count: int) -> None:
        """On a slow machine: a power cut before anything was answered would prove nothing."""
        deadline = time.monotonic() + 60
        while len(self.codes) < count and time.monotonic() < deadline:
            time.sleep(0.01)

    def __enter__(self) -> "Writers":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join()


@pytest.mark.slow
def test_no_acknowledged_report_is_lost(node: Node) -> None:
    chance = random.Random(5)
    node.prepare()
    node.start()
    codes: list[str] = []
    forms: list[str] = []
    for _ in range(ROUNDS):
        if len(forms) < FORMS_A_ROUND:
            forms = node.forms(3 * FORMS_A_ROUND) + forms
        with Writers(node, forms) as writers:
            time.sleep(chance.uniform(0.3, 2.0))
            writers.wait_for(6)
            node.kill_everything()
        codes += writers.codes
        # What was not answered may or may not have arrived; sent again it must be one report all the same.
        forms += writers.unanswered[:1]
        node.start()
        assert "Whole" in node.run("audit", "verify")
    assert len(codes) > ROUNDS * 5, "hardly anything was written: this would prove nothing"
    assert node.missing(codes) == []
    kept, forms_kept = node.rows(REPORTS)[0]
    assert kept == forms_kept >= len(codes)
    assert node.rows("SELECT count(*) FROM core_job WHERE state = 'failed'") == [(0,)]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace to count what reaches the disk")
@pytest.mark.skipif(
    "__import__('os').environ.get('DATABASE_URL')", reason="PostgreSQL's own setting, checked below"
)
def test_the_disk_is_asked_at_least_once_for_each_acknowledgement(node: Node, tmp_path: Path) -> None:
    node.prepare()
    forms = node.forms(60)
    node.start("--only", "public")
    door = next(one for one in node.processes() if one.name() == "seawall-public")
    written = tmp_path / "strace"
    argv = ["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(written), "-p", str(door.pid)]
    with subprocess.Popen(argv, stderr=subprocess.PIPE) as watch:
        assert watch.stderr is not None and b"attached" in watch.stderr.readline()
        reporter = Reporter(node.port)
        answers = [reporter.send(form) for form in forms]
        watch.terminate()
    assert all(code for _, code in answers)
    assert written.read_text().count("sync(") >= len(forms)


@pytest.mark.skipif("not __import__('os').environ.get('DATABASE_URL')", reason="about PostgreSQL")
def test_postgresql_keeps_before_it_answers(node: Node) -> None:
    said = node.script("tests.durability.sessions")
    assert said.split() == ["synchronous_commit=on", "fsync=on", "lock_timeout=8s"]


def test_sqlite_keeps_before_it_answers(node: Node) -> None:
    if node.database_url:
        pytest.skip("about SQLite")
    said = node.script("tests.durability.sessions")
    assert said.split() == ["journal_mode=wal", "synchronous=2", "foreign_keys=1"]
