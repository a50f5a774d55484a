"""A server without demo people, and the command line beside it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
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

    return partial(_run, tmp_path / "data")


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose database has its tables and nothing in them: making these takes longer than most tests do."""
    folder = tmp_path_factory.mktemp("tables") / "data"
    assert _run(folder, "manage", "migrate").returncode == 0
    return folder


@pytest.fixture
def prepared(tables: Path, tmp_path: Path) -> None:
    """The folder of `penstock` has its tables."""
    shutil.copytree(tables, tmp_path / "data")


def _run(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = plain_environment() | {"PENSTOCK_DATA": str(folder)} | settings
    command = [sys.executable, "-m", "penstock", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False, stdin=subprocess.DEVNULL
    )
