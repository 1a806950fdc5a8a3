"""`seawall serve`: says where it listens, starts again what dies, leaves nobody behind, keeps no visitor's traces."""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from tests.durability.node import ROOT, SEAWALL, Node, status
from tests.peers.ports import is_free

BROKEN_PUBLIC = """
import django; django.setup()
from django.urls import include, path
from seawall.config.urls import public
public.urlpatterns.append(path("desk/", include("seawall.config.urls.staff")))
from seawall.cli.serve import serve
serve(["--only", "public", "--port", "%s"])
"""


FALLS_AT_THE_END = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(3))
print("here", flush=True)
time.sleep(60)
"""


def all_gone(processes: list[psutil.Process], within: float = 60) -> bool:
    return not psutil.wait_procs(processes, timeout=within)[1]


def test_it_serves_three_programs_and_ends_in_good_order(node: Node) -> None:
    node.start()
    family = node.processes()
    for program in ("public", "staff", "node"):
        assert status(node.at(program, "/healthz")) == 200
    assert status(node.at("public", "/account/login/")) == 404
    leave_traces(node)
    time.sleep(1)
    assert node.stop() == 0
    assert all_gone(family)
    assert all(is_free(node.port + more) for more in range(3))
    printed = node.printed.read_text()
    said_by = sorted(line.partition(" ")[0] for line in printed.splitlines())
    assert said_by == ["node", "public", "staff", "worker"], printed
    assert f"public  http://127.0.0.1:{node.port}\n" in printed
    for trace in ("swordfish", "198.51.100.7", "GET", "POST"):
        assert trace not in printed


def leave_traces(node: Node) -> None:
    """What a careless log would keep: paths, queries, addresses, hosts, agents, forms."""
    told = {
        "X-Forwarded-For": "198.51.100.7",
        "User-Agent": "swordfish",
        "Referer": "http://swordfish.example/",
    }
    for path in (
        "/swordfish/",
        "/en/?code=swordfish",
        "/en/report/swordfish",
        "/%00swordfish",
        "/healthz?swordfish",
    ):
        for data in (None, b"text=swordfish"):
            request = urllib.request.Request(node.at("public", path), data, told)
            try:
                urllib.request.urlopen(request, timeout=60).close()
            except urllib.error.HTTPError as error:
                error.close()


def test_it_says_who_did_not_end_well() -> None:
    child = {"name": "worker", "argv": [sys.executable, "-c", FALLS_AT_THE_END]}
    argv = [sys.executable, "-m", "seawall.config.supervisor", json.dumps([child])]
    with subprocess.Popen(argv, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert "here\n" in iter(running.stdout.readline, "")
        running.terminate()
        assert "worker  ended with status 3\n" in running.stdout.read()
    assert running.returncode == 0


@pytest.mark.slow
def test_it_starts_again_what_dies_and_leaves_nobody_behind(node: Node) -> None:
    node.start()
    public = next(one for one in node.processes() if one.name() == "seawall-public")
    public.kill()
    public.wait(60)
    node.wait_ready("public")
    assert "public  ended with status -9" in node.printed.read_text()
    family = node.processes()
    assert node.process is not None
    node.process.kill()
    node.process.wait()
    assert all_gone(family), [one for one in family if one.is_running()]
    node.process = None


def refusal(node: Node, *words: str) -> str:
    done = subprocess.run(
        [*SEAWALL, "serve", *words], env=node.env, cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    return done.stderr


def test_it_refuses_a_port_that_is_taken(node: Node) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", node.port + 1))
        other.listen()
        said = refusal(node, "--port", str(node.port))
    assert f"The staff program cannot listen at 127.0.0.1 port {node.port + 1}" in said and "--port" in said


def test_what_cannot_begin_is_told_in_the_language_of_the_terminal(node: Node) -> None:
    spoken = node.env | {"LC_ALL": "de_DE.UTF-8"}
    for words, more, told in (
        (["srve"], {}, "Meinten Sie: serve?"),
        (["nothing-like-it"], {}, "gibt es nicht. Alle Befehle: seawall --help"),
        (["staff", "list"], {"SEAWALL_DATA": "/dev/null/data"}, "Der Datenordner /dev/null/data"),
    ):
        done = subprocess.run(
            [*SEAWALL, *words], env=spoken | more, cwd=ROOT, capture_output=True, text=True, timeout=60
        )
        assert done.returncode and told in done.stderr and "Traceback" not in done.stderr, done.stderr


def test_it_refuses_a_data_folder_it_cannot_write(node: Node, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.rmtree(data, ignore_errors=True)
    data.write_text("a file where a folder should be")
    assert "The data folder" in refusal(node, "--port", str(node.port))


def test_it_refuses_a_public_program_with_a_staff_address(node: Node) -> None:
    argv = [sys.executable, "-c", BROKEN_PUBLIC % node.port]
    done = subprocess.run(argv, env=node.env, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "The public program would mount" in done.stderr, done.stdout + done.stderr


def test_it_refuses_https_without_a_proxy_and_debug_away_from_home(node: Node) -> None:
    for more, said in (
        ({"SEAWALL_HTTPS": "1"}, "no proxy is named"),
        ({"SEAWALL_DEBUG": "1", "SEAWALL_HOSTS": "seawall.example"}, "SEAWALL_DEBUG is on"),
    ):
        argv = [*SEAWALL, "serve", "--port", str(node.port)]
        done = subprocess.run(argv, env=node.env | more, cwd=ROOT, capture_output=True, text=True, timeout=60)
        assert done.returncode == 1 and said in done.stderr


@pytest.mark.skipif("not __import__('os').environ.get('DATABASE_URL')", reason="SQLite needs no server")
def test_it_says_when_the_database_cannot_be_reached(node: Node) -> None:
    node.database_url = "postgres://nobody:x@127.0.0.1:1/none"
    assert "The database cannot be used" in refusal(node, "--port", str(node.port))
