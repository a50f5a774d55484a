"""A server without demo people, and the command line beside it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.server import Server, plain_environment, start
from tests.postgres import server as postgres

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Server]:
    """Penstock, started on an empty folder."""
    on_postgres = os.environ.get("PENSTOCK_TEST_DATABASE") == "postgresql"
    name = request.module.__name__.rsplit(".", 1)[-1]
    settings = {"PENSTOCK_DATABASE_URL": postgres.new_database(name)} if on_postgres else {}
    server = start(tmp_path_factory.mktemp("cli") / "data", **settings)
    yield server
    if server.process.poll() is None:
        server.stop()


@pytest.fixture
def penstock(tmp_path: Path) -> Run:
    """`penstock("check", PENSTOCK_PORT="1")` runs a command on a new SQLite folder and returns what it said."""

    def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        environment = plain_environment() | {"PENSTOCK_DATA": str(tmp_path / "data")} | settings
        command = [sys.executable, "-m", "penstock", *arguments]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL
        )

    return run
