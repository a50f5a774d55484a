"""One DuckDB per process, in which every workspace's copy is a file of its own."""

import os
import threading
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from penstock.metrics.columnar.room import Room

if TYPE_CHECKING:
    import duckdb

SETTINGS = {
    "threads": 2,
    "memory_limit": "160MB",
    "preserve_insertion_order": False,
    # Up to 65,536 groups, such as companies, are counted in an array by their id instead of being hashed.
    "perfect_ht_threshold": 16,
    # What a question took for itself goes back to the machine seconds later (20 MB after the first twelve widgets).
    "allocator_background_threads": True,
    # Files are guessed to be small, and what is joined by time would be looked through once for each of their rows.
    "asof_loop_join_threshold": 0,
    # Nothing is fetched at run time: what the wheel carries is enough.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_access": True,
}


PIECE = 30_720
"""So many rows lie together in a file and have least and greatest values of their own, which the engine knows.

Fewer than a batch brings: what comes is then packed as it comes, and not kept to be packed at the end.
"""

YOUNG = 600
"""Seconds."""


class Engine:
    """Holds the process's database; ``attach`` opens a file in it, ``cursor`` is for one thread and one question."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = folder
        self.pid = os.getpid()
        self.room = Room()
        self._lock = threading.Lock()
        self._connection = duckdb_module().connect(
            ":memory:", config={**SETTINGS, "temp_directory": str(folder / f"spill-{self.pid}")}
        )

    def attach(self, path: Path, name: str) -> None:
        """Open a file under a name; nothing is written ahead, because a copy that was not closed is thrown away."""
        with self._lock:
            self._connection.execute(
                f"ATTACH '{_quoted(path)}' AS {name} (RECOVERY_MODE 'no_wal_writes', ROW_GROUP_SIZE {PIECE})"
            )

    def detach(self, name: str) -> None:
        """Close what was opened under the name."""
        with self._lock:
            self._connection.execute(f"DETACH {name}")

    def cursor(self, name: str) -> "duckdb.DuckDBPyConnection":
        """A connection of its own to the file opened under the name."""
        with self._lock:
            cursor = self._connection.cursor()
        cursor.execute(f"USE {name}")
        return cursor

    def close(self) -> None:
        """Let go of every file."""
        self._connection.close()
        del self._connection


def duckdb_module() -> Any:
    """DuckDB, loaded when the first number is asked for: who asks for none does not pay for it."""
    return import_module("duckdb")


def sweep(folder: Path) -> None:
    """Remove the files of processes that were killed; a young file may be one that another process is just making."""
    for path in folder.glob("*.duckdb"):
        if time.time() - path.stat().st_mtime > YOUNG and _is_abandoned(path):
            path.unlink(missing_ok=True)
            path.with_name(path.name + ".wal").unlink(missing_ok=True)


def _is_abandoned(path: Path) -> bool:
    """Whether no living process holds the file: DuckDB locks what it has open."""
    duckdb = duckdb_module()
    try:
        duckdb.connect(str(path), read_only=True).close()
    except duckdb.IOException as error:
        return "lock" not in str(error).lower()
    except duckdb.Error:
        return True
    return True


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
