"""Keeps a drawn copy of every large workspace on the disk: who is asked for a number has only to catch up.

A large copy is drawn by a process of its own, whose memory goes when it ends, beside the old one, and then renamed.
Whoever misses it starts that process; a lock lets only one draw at a time.
"""

import contextlib
import fcntl
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copyfile

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils.translation import gettext as _

from penstock.common.errors import Problem
from penstock.metrics import following
from penstock.metrics.columnar import Copy, Engine, Told, unheard
from penstock.workspaces.models import Workspace

log = logging.getLogger("penstock.worker")

SMALL = 30_000
"""With so many events or fewer a copy is drawn while somebody waits: it takes less than a second."""

BEHIND = 5_000
"""When a base is so many events behind, it is brought up to date."""

KNOWN = 3
"""So many copies of what was known on a day are left on the disk."""

LOOK_EVERY = 5.0
"""Seconds."""


class NotReady(Problem):
    """The copy is still being drawn; ``done`` is which share of it is."""

    status = 503

    def __init__(self, done: float) -> None:
        percent = {"percent": f"{done:.0%}"}
        super().__init__(_("The numbers are being prepared: %(percent)s done. Ask again in a moment.") % percent)
        self.done = done


@dataclass(frozen=True)
class Base:
    """The files of a workspace's drawn copy: the copy, how far it has come, its lock, and how much of it is drawn.

    There is one of what is known now, and one of every day of which somebody asked what was known on it.
    """

    folder: Path
    workspace_id: int
    head: int
    known_on: date | None = None

    @classmethod
    def of(cls, workspace: Workspace, folder: Path, known_on: date | None = None) -> "Base":
        """The workspace's, in the folder of copies."""
        return cls(folder, workspace.pk, workspace.journal_head, known_on)

    @property
    def is_worth_it(self) -> bool:
        """Whether drawing takes so long that nobody should wait for it."""
        return self.head > SMALL

    @property
    def path(self) -> Path:
        """The copy that others begin with."""
        return self._file("base")

    @property
    def behind(self) -> int:
        """How many events have happened since; all of them where there is no copy."""
        with contextlib.suppress(OSError, ValueError):
            return self.head - int(self._file("position").read_text()) if self.path.exists() else self.head
        return self.head

    @property
    def drawn(self) -> float | None:
        """Which share is drawn, where somebody is drawing."""
        with self._lock_file() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                with contextlib.suppress(OSError, ValueError):
                    return float(self._file("drawn").read_text())
        return None

    def tell(self, done: float, told: Told = unheard) -> None:
        """Say to all processes, and here to ``told``, which share is drawn."""
        part = self._file("drawn.part")
        part.write_text(f"{done:.3f}")
        part.replace(self._file("drawn"))
        told(done)

    def stamp(self, position: int) -> None:
        """Say how far the copy has come, and that nobody is drawing any more."""
        self._file("position").write_text(str(position))
        self._file("drawn").unlink(missing_ok=True)

    @contextmanager
    def alone(self, told: Told) -> Iterator[None]:
        """Hold the lock; while somebody else does, ``told`` hears how far they are."""
        with self._lock_file() as file:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    told(self.drawn or 0.0)
                    time.sleep(0.1)
            self._file("drawn").unlink(missing_ok=True)
            yield

    @contextmanager
    def _lock_file(self) -> Iterator[int]:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.open(self._file("lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            yield file
        finally:
            os.close(file)

    def _file(self, kind: str) -> Path:
        day = f"-known-{self.known_on}" if self.known_on else ""
        return self.folder / f"workspace-{self.workspace_id}{day}.{kind}"

    def make_room(self) -> None:
        """Of the days of which was asked what was known on them, keep only the last few."""
        others = self.folder.glob(f"workspace-{self.workspace_id}-known-*.base")
        for path in sorted(others, key=lambda one: one.stat().st_mtime, reverse=True)[KNOWN:]:
            for kind in (".base", ".position"):
                path.with_suffix(kind).unlink(missing_ok=True)


def columnar_folder() -> Path:
    """Where the copies are."""
    return Path(settings.DATA) / "columnar"


def bring_up_to_date(workspace: Workspace, folder: Path, told: Told = unheard, known_on: date | None = None) -> None:
    """Leave a base that has everything committed before this call: follow from the one there is, or draw it anew."""
    base = Base.of(workspace, folder, known_on)
    with base.alone(told):
        engine = Engine(folder)
        name = f"base_{workspace.pk}" + (f"_{known_on:%Y%m%d}" if known_on else "")
        path = folder / f"{engine.pid}-{name}.duckdb"
        path.unlink(missing_ok=True)
        if base.path.exists():
            copyfile(base.path, path)
        copy = Copy(engine, path, name)
        if not following.follow(copy, workspace, folder, known_on):
            base.tell(0.0, told)
            following.draw(copy, workspace, folder, lambda done: base.tell(done, told), known_on)
        position = copy.mark.position if copy.mark else 0
        copy.hand_over(base.path)
        base.stamp(position)
        base.make_room()
        engine.close()


_drawing: dict[tuple[int, date | None], "subprocess.Popen[bytes]"] = {}
_starting = threading.Lock()


def start_drawing(workspace: Workspace, folder: Path, known_on: date | None = None) -> float:
    """See to it that some process draws the base; returns which share is drawn."""
    drawn, key = Base.of(workspace, folder, known_on).drawn, (workspace.pk, known_on)
    with _starting:
        mine = _drawing.get(key)
        if drawn is None and (mine is None or mine.poll() is not None):
            _drawing[key] = _process(workspace, known_on)
    return drawn or 0.0


def keep_fresh(stopping: threading.Event) -> None:
    """Bring every base up to date that is missing or far behind, until told to stop; for a thread of the worker."""
    while not stopping.wait(LOOK_EVERY):
        close_old_connections()
        try:
            for workspace in Workspace.objects.order_by("pk"):
                base = Base.of(workspace, columnar_folder())
                if base.is_worth_it and base.behind > BEHIND:
                    _wait(_process(workspace), stopping)
        except DatabaseError:
            log.exception("The workspaces cannot be read")


def _process(workspace: Workspace, known_on: date | None = None) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "penstock", "columns", str(workspace.pk)]
    command += ["--known-as-of", str(known_on)] if known_on else []
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, env={**os.environ, "PENSTOCK_DATA": str(settings.DATA)})


def _wait(process: "subprocess.Popen[bytes]", stopping: threading.Event) -> None:
    while process.poll() is None:
        if stopping.wait(0.5):
            process.terminate()
