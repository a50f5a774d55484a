"""A whole database as one file, and back: SQLite by its online backup, PostgreSQL by pg_dump and pg_restore."""

import os
import shutil
import sqlite3
import subprocess
from gettext import gettext as _
from pathlib import Path

from django.db import connection

from penstock.cli.database import has_tables
from penstock.common.errors import Refused

NAME = "database"


def vendor() -> str:
    """`sqlite` or `postgresql`."""
    return connection.vendor


def is_empty() -> bool:
    """Whether there are no tables yet."""
    return not has_tables()


def dump(folder: Path) -> Path:
    """A consistent copy, made without stopping writers, and checked."""
    target = folder / NAME
    if vendor() == "sqlite":
        _copy(str(connection.settings_dict["NAME"]), str(target))
        _insist_whole(target)
    else:
        _run("pg_dump", "--format=custom", f"--file={target}", _conninfo())
    return target


def restore(source: Path) -> None:
    """Replaces the database by the copy."""
    if vendor() == "sqlite":
        _insist_whole(source)
        path = Path(str(connection.settings_dict["NAME"]))
        connection.close()
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        source.replace(path)
    else:
        _run(
            "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "-d", _conninfo(), str(source)
        )


def _copy(source: str, target: str) -> None:
    reader, writer = sqlite3.connect(source), sqlite3.connect(target)
    try:
        reader.backup(writer)
    finally:
        reader.close()
        writer.close()


def _insist_whole(path: Path) -> None:
    copy = sqlite3.connect(path)
    try:
        verdict = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        verdict = str(error)
    finally:
        copy.close()
    if verdict != "ok":
        raise Refused(_("The database in it is damaged (%(reason)s).") % {"reason": verdict})


def _conninfo() -> str:
    """libpq's own notation; the password goes through the environment, where other users cannot read it."""
    given = connection.get_connection_params()
    names = {"dbname": "dbname", "host": "host", "port": "port", "user": "user", "sslmode": "sslmode"}
    return " ".join(f"{name}='{given[key]}'" for name, key in names.items() if given.get(key))


def _run(program: str, *arguments: str) -> None:
    places = [shutil.which(program), *sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), reverse=True)]
    found = next((place for place in places if place), None)
    if found is None:
        words = _("%(program)s is not installed here; it comes with PostgreSQL's client.")
        raise Refused(words % {"program": program})
    password = str(connection.settings_dict.get("PASSWORD") or "")
    done = subprocess.run(
        [str(found), *arguments], env=os.environ | {"PGPASSWORD": password}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        words = _("%(program)s failed: %(reason)s")
        raise Refused(words % {"program": program, "reason": done.stderr.strip()})
