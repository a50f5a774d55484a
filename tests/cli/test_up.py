"""`penstock up` keeps web and worker running, and stops them with it."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable

import pytest

from penstock import __version__
from tests.cli.conftest import Run
from tests.journeys.server import Server


def health(server: Server) -> tuple[int, dict[str, object]]:
    try:
        with urllib.request.urlopen(f"{server.url}/healthz", timeout=5) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as answer:
        return answer.code, json.load(answer)
    except OSError:
        return 0, {}


def processes(server: Server) -> dict[str, int]:
    """The children by name."""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=", "-o", "args=", "--ppid", str(server.process.pid)],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.split() for line in listed.stdout.splitlines()]
    return {line[line.index("penstock") + 1]: int(line[0]) for line in lines if "penstock" in line}


def eventually(wanted: Callable[[], bool], seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if wanted():
            return True
        time.sleep(0.1)
    return False


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().split(") ")[1][0] != "Z"


def test_health_tells_version_and_journal_position(running: Server) -> None:
    status, facts = health(running)
    assert status == 200
    assert facts == {"status": "ok", "version": __version__, "journal_position": 0}


def test_it_says_where_it_runs(running: Server) -> None:
    assert eventually(lambda: running.url in running.log.read_text())


def test_a_killed_web_process_comes_back_on_the_same_port(running: Server) -> None:
    before = processes(running)["web"]
    os.kill(before, signal.SIGKILL)
    assert eventually(lambda: processes(running).get("web") not in (None, before))
    assert eventually(lambda: health(running)[0] == 200)


def test_a_killed_worker_comes_back(running: Server) -> None:
    before = processes(running)["worker"]
    os.kill(before, signal.SIGKILL)
    assert eventually(lambda: processes(running).get("worker") not in (None, before))


def test_a_second_server_on_the_same_folder_is_refused(running: Server) -> None:
    done = running.run("up")
    assert done.returncode == 1
    assert "already runs on" in done.stderr


def test_when_the_supervisor_is_killed_its_children_go_too(running: Server) -> None:
    children = processes(running).values()
    running.process.kill()
    running.process.wait()
    assert eventually(lambda: not any(alive(pid) for pid in children))


def test_a_port_in_use_is_a_sentence(penstock: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = penstock("up", PENSTOCK_PORT=port)
    assert done.returncode == 1
    assert f"Port {port} on 127.0.0.1 is in use" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_stops_the_start_with_a_sentence(penstock: Run) -> None:
    done = penstock("up", PENSTOCK_PORT="http")
    assert done.returncode == 1
    assert "PENSTOCK_PORT cannot be used" in done.stderr


@pytest.mark.parametrize("address", ["postgresql://nobody@127.0.0.1:1/nothing", "postgresql://me@here/db?sslmod=1"])
def test_a_database_that_does_not_answer_stops_the_start_with_a_sentence(penstock: Run, address: str) -> None:
    done = penstock("up", PENSTOCK_DATABASE_URL=address, PENSTOCK_PORT="18999")
    assert done.returncode == 1
    assert "The database cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
