"""Killed at random during writes, a hundred times: nothing acknowledged is lost, nothing is half-made."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.postgres import server

ROOT = Path(__file__).parents[2]
PREPARE = "from tests.crash.checks import prepare; prepare()"
CHECK = "from tests.crash.checks import check; check({acknowledged!r})"


def pytest_generate_tests(metafunc):
    """Each ordinary run kills on its own database, the whole crash test on both."""
    whole = metafunc.config.getoption("--crash-test")
    here = os.environ.get("PENSTOCK_TEST_DATABASE", "sqlite")
    metafunc.parametrize("environment", ["sqlite", "postgresql"] if whole else [here], indirect=True)


@pytest.fixture
def environment(request, tmp_path):
    """A data folder of its own."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("PENSTOCK_")}
    env |= {"PENSTOCK_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "penstock.config.settings"}
    if request.param == "postgresql":
        env["PENSTOCK_DATABASE_URL"] = server.new_database(f"crash{os.getpid()}")
    run(PREPARE, env)
    return env


def test_no_acknowledged_change_is_lost_and_none_is_half_made(environment, request):
    times = 50 if request.config.getoption("--crash-test") else 3
    acknowledged: list[int] = []
    for seed in range(times):
        acknowledged += killed(seed, environment)
        if seed % 10 == 9 or seed == times - 1:
            run(CHECK.format(acknowledged=acknowledged), environment)
    assert acknowledged, "no writer wrote anything before it was killed"


def killed(seed: int, env: dict[str, str]) -> list[int]:
    """The positions that the writer acknowledged before it was killed at a random moment."""
    command = [sys.executable, "-m", "tests.crash.writer", str(seed)]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(random.Random(seed).uniform(0.02, 0.5))
        writer.send_signal(signal.SIGKILL)
        lines = writer.stdout.read().split("\n")
    return [int(line) for line in lines[:-1]]


def run(code: str, env: dict[str, str]) -> None:
    """Run Python in a process of its own; its words are shown when it fails."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
