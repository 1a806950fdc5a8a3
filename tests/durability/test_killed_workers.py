"""Real workers, killed with SIGKILL at random moments: every job is done, each effect happens once."""

import random
import subprocess
import time

import pytest

from tests.durability.node import Node, crowding

JOBS, WORKERS, KILLS = 300, 3, 15
OPEN = "SELECT count(*) FROM core_job WHERE state NOT IN ('done', 'failed') AND only_one IS NULL"
TAKEN = "SELECT id FROM core_job WHERE state = 'running' AND only_one IS NULL"
EFFECTS = "SELECT subject_id, count(*) FROM audit_line WHERE what = 'bell.rung' GROUP BY subject_id"
WRONG = "SELECT id, state, error FROM core_job WHERE state <> 'done' AND only_one IS NULL"


def many_left(node: Node) -> int:
    return int(node.rows(OPEN)[0][0])


@pytest.mark.slow
def test_every_job_is_done_and_each_effect_happens_once(node: Node) -> None:
    chance = random.Random(11)
    node.script("tests.durability.deeds", str(JOBS))
    workers = [node.spawn("work") for _ in range(WORKERS)]
    killed = 0
    try:
        wait_until_begun(node)
        while many_left(node) > JOBS // 10 and killed < KILLS:
            time.sleep(chance.uniform(0.2, 1.5))
            place = chance.randrange(WORKERS)
            kill(workers[place])
            killed += 1
            workers[place] = node.spawn("work")
        last_kill = time.monotonic()
        while many_left(node):
            assert time.monotonic() - last_kill < 240, node.rows(WRONG)
            time.sleep(0.2)
    finally:
        for worker in workers:
            kill(worker)
    assert killed >= 3
    assert node.rows(WRONG) == []
    assert sorted(node.rows(EFFECTS)) == sorted((f"bell_{number}", 1) for number in range(JOBS))
    assert "Whole" in node.run("audit", "verify")


@pytest.mark.slow
def test_a_killed_workers_job_is_taken_again_within_thirty_seconds(node: Node) -> None:
    node.script("tests.durability.deeds", str(JOBS))
    worker = node.spawn("work")
    try:
        wait_until_begun(node)
        # It may take more than one try to catch a worker in the act.
        while not (taken := caught_in_the_act(node, worker)):
            worker = node.spawn("work")
        worker, crowd = node.spawn("work"), crowding()
        killed = time.monotonic()
        while any(row in taken for row in node.rows(TAKEN)) and time.monotonic() - killed < 120:
            time.sleep(0.1)
        took = time.monotonic() - killed
    finally:
        kill(worker)
    assert took < 30 * max(crowd, crowding())
    ids = ", ".join(f"'{row[0]}'" for row in taken)
    assert {row[0] for row in node.rows(f"SELECT attempts FROM core_job WHERE id IN ({ids})")} == {2}


def caught_in_the_act(node: Node, worker: "subprocess.Popen[bytes]") -> list[tuple[str]]:
    deadline = time.monotonic() + 240
    while not node.rows(TAKEN):
        assert time.monotonic() < deadline, node.printed.read_text()
    kill(worker)
    # PostgreSQL still commits what it was told to before the worker died.
    time.sleep(2)
    return node.rows(TAKEN)


def wait_until_begun(node: Node) -> None:
    deadline = time.monotonic() + 240
    while not node.rows("SELECT 1 FROM core_job WHERE state = 'done'"):
        assert time.monotonic() < deadline, node.printed.read_text()
        time.sleep(0.05)


def kill(worker: "subprocess.Popen[bytes]") -> None:
    worker.kill()
    worker.wait()
