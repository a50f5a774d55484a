"""Starts PostgreSQL in a temporary folder, reachable through a socket there, and stops it when the tests end.

PostgreSQL refuses to run as root, so for root it is started as the user `postgres` or, failing that, `nobody`.
"""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl: from PATH or where Debian keeps them; None where there are none."""
    found = shutil.which("pg_ctl")
    places = [Path(found).parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None)


def address() -> str:
    """The address of the run's server; the first process starts it, those it starts find it in their environment."""
    if "PENSTOCK_TEST_DATABASE_URL" not in os.environ:
        folder = _start()
        os.environ["PENSTOCK_TEST_DATABASE_URL"] = f"postgresql://penstock@/postgres?host={quote(str(folder))}"
    return os.environ["PENSTOCK_TEST_DATABASE_URL"]


def new_database(name: str) -> str:
    """Makes an empty database beside the tests' own and returns its address."""
    import psycopg

    with psycopg.connect(address(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE penstock_{name}")
    return address().replace("/postgres?", f"/penstock_{name}?")


def _start() -> Path:
    place = binaries()
    if place is None:
        raise RuntimeError("No PostgreSQL on this machine: install it (Debian: postgresql) or run the tests on SQLite.")
    folder = Path(tempfile.mkdtemp(prefix="penstock-pg-"))
    user = _other_user()
    if user:
        shutil.chown(folder, user)
    _run(user, place / "initdb", "-D", folder / "db", "-U", "penstock", "-A", "trust", "-E", "UTF8", "--no-sync")
    control = [place / "pg_ctl", "-D", folder / "db", "-w", "-l", folder / "log"]
    _run(user, *control, "-o", f"{OPTIONS} -c unix_socket_directories={folder}", "start")
    atexit.register(_stop, user, control, folder, os.getpid())
    return folder


def _stop(user: str | None, control: list[object], folder: Path, owner: int) -> None:
    if os.getpid() == owner:
        _run(user, *control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _other_user() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


def _run(user: str | None, *command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command], user=user, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}")
