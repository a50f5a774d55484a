"""What `penstock check` looks at; each check gives one finding, a sentence."""

import difflib
import os
import shutil
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count

from penstock.cli.data_lock import is_held
from penstock.config import environment
from penstock.journal.models import Event
from penstock.live import heartbeat
from penstock.workspaces.models import Workspace

ENOUGH_DISK = 500 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """One sentence and whether it is good news."""

    check: str
    well: bool
    sentence: str


def look() -> list[Finding]:
    """Every check in turn; without a database those that need it are left out."""
    found = [_settings(), _disk(), _database()]
    if found[-1].well:
        found.append(_migrations())
    if found[-1].well:
        found += [check() for check in (_integrity, _journal, _worker)]
    return found


def _settings() -> Finding:
    known = [setting.name for setting in environment.SETTINGS]
    unknown = [name for name in os.environ if name.startswith("PENSTOCK_") and name not in known]
    if not unknown:
        return Finding("settings", True, f"The settings are understood; the data is in {settings.DATA}.")
    guess = difflib.get_close_matches(unknown[0], known, n=1)
    hint = f" Did you mean {guess[0]}?" if guess else ""
    return Finding("settings", False, f"There is no setting {unknown[0]}.{hint}")


def _disk() -> Finding:
    free = shutil.disk_usage(settings.DATA).free
    sentence = f"{free // 1024**2} MB are free on the disk that holds the data"
    return Finding("disk", free >= ENOUGH_DISK, f"{sentence}." if free >= ENOUGH_DISK else f"Only {sentence}.")


def _database() -> Finding:
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, connection.vendor)
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return Finding("database", False, f"{name} does not answer: {error}".strip())
    return Finding("database", True, f"{name} answers.")


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Finding("migrations", False, "The tables are those of an older version; `penstock up` changes them.")
    return Finding("migrations", True, "The tables are those of this version.")


def _integrity() -> Finding:
    if connection.vendor != "sqlite":
        return Finding("integrity", True, "PostgreSQL looks after its own files.")
    with connection.cursor() as cursor:
        broken = [
            *cursor.execute("PRAGMA quick_check(1)").fetchall()[:1],
            *cursor.execute("PRAGMA foreign_key_check").fetchmany(1),
        ]
    if broken[0] != ("ok",) or len(broken) > 1:
        return Finding("integrity", False, f"The database file is damaged: {broken}. Restore a backup.")
    return Finding("integrity", True, "The database file is whole and every reference leads somewhere.")


def _journal() -> Finding:
    counted = dict(Event.unscoped.values_list("workspace").annotate(Count("pk")).order_by())
    broken = [space.name for space in Workspace.objects.all() if counted.get(space.pk, 0) != space.journal_head]
    if broken:
        return Finding("journal", False, f"The journal of {broken[0]} has gaps. Restore a backup.")
    return Finding("journal", True, f"The journal has no gaps ({sum(counted.values())} events).")


def _worker() -> Finding:
    if not is_held(settings.DATA):
        return Finding("worker", True, "Penstock is not running on this folder.")
    if heartbeat.is_fresh():
        return Finding("worker", True, "Penstock is running and its worker is well.")
    return Finding("worker", False, "Penstock is running, but its worker has not been heard of for a while.")
